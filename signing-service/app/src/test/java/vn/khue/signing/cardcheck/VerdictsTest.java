package vn.khue.signing.cardcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.ecard.CardProblem;

/** Every verdict is reached in a real browser, has its words in both languages, and whatever is scanned there is one. */
@ExtendWith(CheckRoom.class)
class VerdictsTest {
    private static final int MUTATIONS = 10_000;

    /** Lists from what a card office published; then judges texts. */
    private static final String JUDGE = """
            const folder = document.querySelector('script[type=module]').src.replace(/main.js$/, '');
            const {judge, CODES} = await import(folder + 'judge.js');
            const {Lists} = await import(folder + 'lists.js');
            const settings = {trustKey: given.pinned, shards: Array.from({length: 16}, (_, shard) => shard), base: given.base, refuseAfter: 72 * 3600};
            const lists = new Lists({get: async () => undefined, put: async () => undefined}, settings);
            const taken = given.trust ? await lists.takeTrust(new TextEncoder().encode(given.trust)) : false;
            for (const [shard, list] of Object.entries(given.statuses)) {
                await lists.takeStatus('/cards/status/' + shard, Uint8Array.from(atob(list), each => each.charCodeAt(0)));
            }
            """;

    @Test
    void everyVerdictIsReached(CardCheckServer server, Page page) {
        TrialCards cards = server.cards();
        Map<String, List<String>> samples = cards.samples();
        List<String> texts = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        samples.forEach((code, all) -> all.forEach(text -> {
            texts.add(text);
            expected.add(code);
        }));
        Map<?, ?> answer = judge(page, given(cards, cards.trustList(), texts));
        List<?> verdicts = (List<?>) answer.get("verdicts");
        List<String> unlike = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Map<?, ?> verdict = (Map<?, ?>) verdicts.get(i);
            if (!expected.get(i).equals(verdict.get("code")) || verdict.containsKey("failed")) {
                unlike.add(expected.get(i) + " expected, found " + verdict + " of " + texts.get(i));
            }
        }
        assertThat(unlike).isEmpty();

        // Without a list, with one that is over, by another key, or of another kind: nothing is concluded.
        String right = samples.get("VALID").get(0);
        List<String> lists = new ArrayList<>();
        lists.add(null);
        lists.add("");
        lists.add(cards.trustList(cards.trustKey, cards.now - 90_000, cards.now - 1));
        lists.add(cards.trustList(cards.stranger, cards.now, cards.now + 90_000));
        lists.add(cards.trustList().replaceFirst("\\..*\\.", ".e30."));
        for (String list : lists) {
            Map<?, ?> without = judge(page, given(cards, list, List.of(right)));
            assertThat(((Map<?, ?>) ((List<?>) without.get("verdicts")).get(0)).get("code"))
                    .isEqualTo("NO_TRUST_LIST");
        }

        TreeSet<String> reached = new TreeSet<>(samples.keySet());
        reached.add("NO_TRUST_LIST");
        TreeSet<String> all = new TreeSet<>();
        ((List<?>) answer.get("codes")).forEach(code -> all.add(code.toString()));
        assertThat(reached).isEqualTo(all);
    }

    /** The library and the page say why in the same words; what only one of them knew nobody would act on. */
    @Test
    void knowsTheReasonsThatTheLibraryKnows(CardCheckServer server, Page page) {
        List<?> codes =
                (List<?>) judge(page, given(server.cards(), null, List.of())).get("codes");
        List<String> reasons = new ArrayList<>(List.of("VALID"));
        for (CardProblem problem : CardProblem.values()) {
            reasons.add(problem.name());
        }
        assertThat(codes.stream().map(Object::toString)).containsExactlyElementsOf(reasons);
    }

    /** What a right card says, and that a card is told only where its signature is right. */
    @Test
    void tellsWhatTheCardSays(CardCheckServer server, Page page) {
        TrialCards cards = server.cards();
        Map<String, List<String>> samples = cards.samples();
        List<String> texts = List.of(
                samples.get("VALID").get(0),
                samples.get("REVOKED").get(0),
                samples.get("FORGED").get(0));
        List<?> verdicts =
                (List<?>) judge(page, given(cards, cards.trustList(), texts)).get("verdicts");
        for (int i = 0; i < 2; i++) {
            Map<?, ?> card = (Map<?, ?>) ((Map<?, ?>) verdicts.get(i)).get("card");
            assertThat(card.get("name")).isEqualTo(TrialCards.NAME);
            assertThat(card.get("school")).isEqualTo(TrialCards.SCHOOL);
            assertThat(card.get("role")).isEqualTo("HOC_SINH");
            assertThat(card.get("id")).isEqualTo("0102030405060708");
        }
        assertThat(((Map<?, ?>) verdicts.get(2)).containsKey("card")).isFalse();
    }

    @Test
    void everyVerdictHasItsWords(CardCheckServer server, Page page) {
        List<?> codes =
                (List<?>) judge(page, given(server.cards(), null, List.of())).get("codes");
        for (String language : List.of("vi", "en")) {
            Map<String, String> words = ScriptWords.of(java.util.Locale.forLanguageTag(language));
            for (Object code : codes) {
                assertThat(words).containsKeys("code." + code + ".title", "code." + code + ".advice");
            }
            // What is shown as "cannot be confirmed" differs in what to do about it.
            assertThat(codes.stream()
                            .map(code -> words.get("code." + code + ".title") + words.get("code." + code + ".advice"))
                            .distinct())
                    .hasSameSizeAs(codes);
        }
    }

    /** Bytes of a right card, printed and shown by a phone, and of its text, changed at random: never right, and never a failure. */
    @Test
    void noMutationIsRightAndNoneBreaksIt(CardCheckServer server, Page page) {
        TrialCards cards = server.cards();
        Base64.Encoder base64 = Base64.getEncoder();
        Map<String, Object> given = new LinkedHashMap<>(given(cards, cards.trustList(), List.of()));
        given.put(
                "seeds",
                List.of(
                        base64.encodeToString(cards.card(claims -> {})),
                        base64.encodeToString(cards.shown(cards.phoneCard(), cards.phone, cards.now))));
        given.put("count", MUTATIONS);
        Map<?, ?> answer = (Map<?, ?>) page.evaluate("async given => {" + JUDGE + """
                let state = 20261127;
                const random = below => {
                    state = state + 0x6d2b79f5 | 0;
                    let n = Math.imul(state ^ state >>> 15, 1 | state);
                    n = n + Math.imul(n ^ n >>> 7, 61 | n) ^ n;
                    return ((n ^ n >>> 14) >>> 0) % below;
                };
                const widths = [0, 3, 5, 8, 10, 13, 15, 17];
                const digits = bytes => {
                    let text = '';
                    for (let at = 0; at < bytes.length; at += 7) {
                        const group = bytes.slice(at, at + 7);
                        text += group.reduce((sum, each) => sum << 8n | BigInt(each), 0n).toString().padStart(widths[group.length], '0');
                    }
                    return text;
                };
                const change = (list, value) => {
                    const changed = list.slice();
                    for (let times = 1 + random(3); times > 0 && changed.length; times--) {
                        const at = random(changed.length);
                        const how = random(5);
                        if (how === 0) changed.splice(at, 1);
                        else if (how === 1) changed.splice(at, 0, value());
                        else if (how === 2 && random(8) === 0) changed.length = at;
                        else changed[at] = value();
                    }
                    return changed;
                };
                const seeds = given.seeds.map(seed => Array.from(atob(seed), each => each.charCodeAt(0)));
                const sums = {};
                const failures = [];
                for (let i = 0; i < given.count; i++) {
                    const seed = seeds[random(2)];
                    const right = digits(seed);
                    const said = random(2)
                        ? digits(change(seed, () => random(256)))
                        : change([...right], () => random(40) ? String(random(10)) : String.fromCodePoint(32 + random(0x3000))).join('');
                    if (said.trim() === right) continue;
                    const verdict = await judge(given.base + '/v#' + said, lists.forJudge, given.now);
                    sums[verdict.code] = (sums[verdict.code] ?? 0) + 1;
                    if (verdict.failed || verdict.code === 'VALID') failures.push(verdict.code + ' ' + verdict.failed + ' ' + said);
                }
                return {sums, failures};
                }""", given);
        assertThat((List<?>) answer.get("failures")).isEmpty();
        Map<?, ?> sums = (Map<?, ?>) answer.get("sums");
        assertThat(sums.values().stream()
                        .mapToInt(each -> ((Number) each).intValue())
                        .sum())
                .isGreaterThan(MUTATIONS * 9 / 10);
        // They come as deep as the signatures.
        assertThat(sums.keySet().stream().map(Object::toString)).contains("FORGED", "MALFORMED_CBOR", "MALFORMED_TEXT");
    }

    /** Cards and lists that the Java library wrote, with what it says of each: the page says the same, in all verdicts that there are. */
    @Test
    void agreesWithTheLibrary(Page page) throws IOException {
        String written;
        try (InputStream in = VerdictsTest.class.getResourceAsStream("library-cards.json")) {
            written = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<?, ?> answer = (Map<?, ?>) page.evaluate("""
                async written => {
                    const folder = document.querySelector('script[type=module]').src.replace(/main.js$/, '');
                    const {judge, CODES} = await import(folder + 'judge.js');
                    const {readTrustList} = await import(folder + 'trust-list.js');
                    const {readStatusList} = await import(folder + 'status-list.js');
                    const {bytesOfBase64url} = await import(folder + 'base64url.js');
                    const {trustListKey, trustList, statusLists, cards} = JSON.parse(written);
                    const trust = await readTrustList(trustList, trustListKey);
                    const statuses = new Map();
                    for (const {uri, cwt} of statusLists) {
                        statuses.set(uri, await readStatusList(bytesOfBase64url(cwt), trust.statusKeys));
                    }
                    const answer = {unlike: [], missed: new Set(CODES)};
                    for (const {name, text, at, trusted, verdict, claims} of cards) {
                        const lists = {trust: trusted ? trust : null, statuses, bases: trust.bases, refuseAfter: Infinity};
                        const found = await judge(text, lists, at);
                        answer.missed.delete(found.code);
                        const same = found.code === verdict && !found.failed && (!claims || found.card.name === claims.fullName
                            && found.card.school === claims.school && found.card.id === claims.cti && found.card.until === claims.exp);
                        if (!same) answer.unlike.push(name + ': ' + verdict + ' expected, found ' + found.code);
                    }
                    return {unlike: answer.unlike, missed: [...answer.missed], count: cards.length};
                }""", written);
        assertThat((List<?>) answer.get("unlike")).isEmpty();
        assertThat((List<?>) answer.get("missed")).isEmpty();
        assertThat(answer.get("count")).isEqualTo(84);
    }

    /** A list that is older than the one known comes from whoever wants a revocation forgotten. */
    @Test
    void olderListsTakeNoPlace(CardCheckServer server, Page page) {
        TrialCards cards = server.cards();
        Base64.Encoder base64 = Base64.getEncoder();
        Map<String, Object> given = new LinkedHashMap<>(given(cards, cards.trustList(), List.of()));
        given.put(
                "older",
                List.of(
                        base64.encodeToString(cards.status(0, cards.now - 7200, cards.statusKey)),
                        base64.encodeToString(cards.status(0, cards.now, cards.stranger)),
                        base64.encodeToString(cards.status(4, cards.now, cards.statusKey))));
        given.put("olderTrust", cards.trustList(cards.trustKey, cards.now - 7200, cards.now + 90_000));
        Object taken = page.evaluate("async given => {" + JUDGE + """
                const before = lists.forJudge.statuses.get(given.base + '/cards/status/0');
                const answers = [];
                for (const list of given.older) {
                    answers.push(await lists.takeStatus('/cards/status/0', Uint8Array.from(atob(list), each => each.charCodeAt(0))));
                }
                answers.push(await lists.takeTrust(new TextEncoder().encode(given.olderTrust)));
                answers.push(lists.forJudge.statuses.get(given.base + '/cards/status/0') === before);
                return answers;
                }""", given);
        assertThat(taken).isEqualTo(List.of(false, false, false, false, true));
    }

    private static Map<?, ?> judge(Page page, Map<String, Object> given) {
        return (Map<?, ?>) page.evaluate(
                "async given => {" + JUDGE
                        + " const verdicts = []; for (const text of given.texts) { const {code, card, failed} = await judge(text, lists.forJudge, given.now);"
                        + " verdicts.push({code, ...failed ? {failed} : {}, ...card ? {card: {name: card.name, school: card.school, role: card.role, id: card.id}} : {}}); }"
                        + " return {codes: CODES, verdicts}; }",
                given);
    }

    private static Map<String, Object> given(TrialCards cards, String trust, List<String> texts) {
        Map<String, Object> statuses = new LinkedHashMap<>();
        for (int shard = 0; shard < 16; shard++) {
            byte[] list = cards.status(shard);
            if (list.length > 0) {
                statuses.put(Integer.toString(shard), Base64.getEncoder().encodeToString(list));
            }
        }
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("pinned", cards.trustKey.jwk());
        given.put("base", cards.base);
        given.put("now", (double) cards.now);
        given.put("trust", trust);
        given.put("statuses", statuses);
        given.put("texts", texts);
        return given;
    }
}
