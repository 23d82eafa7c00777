package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.require;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Position;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.status.StatusListJwt;
import vn.khue.ecard.trust.Jwk;
import vn.khue.ecard.trust.StatusShelf;
import vn.khue.ecard.trust.TrustList;
import vn.khue.ecard.trust.TrustListJws;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.ecard.verify.CardVerifier;
import vn.khue.pki.CryptoProviders;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostDesk.Clerk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** A card from the officer's draft to a verifier that knows us by our public lists alone, and its revocation. */
class CardsTest {
    private static final CryptoProviders PROVIDERS = CryptoProviders.fastest();
    private static int people;

    private static SigningHouse house;
    private static HostDesk desk;
    private static Clerk officer;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new HostDesk(house);
        officer = desk.appointed("Đoàn Thị Thẻ", Position.CAN_BO_THE);
    }

    @Test
    void aCardIsIssuedAfterAStepUpAndHoldsForWhoeverFetchedOurLists() {
        Member teacher = teacher("Nguyễn Thị Hoà Bình");
        Answer card = issued(teacher, Optional.empty());

        CardVerdict verdict = judged(card.text("text"));

        assertThat(verdict).isInstanceOf(CardVerdict.Valid.class);
        CardVerdict.Valid valid = (CardVerdict.Valid) verdict;
        assertThat(valid.card().fullName()).isEqualTo("Nguyễn Thị Hoà Bình");
        assertThat(valid.card().role()).isEqualTo("GIAO_VIEN");
        assertThat(valid.card().school())
                .as(
                        "what fits in print behind the long address of this house; how much depends on the digits of the status index")
                .isIn("THCS Thị Trấn 2", "THCS T. T. 2");
        assertThat(valid.card().issuer()).isEqualTo("localhost");
        assertThat(card.text("cose").length() / 2).isLessThanOrEqualTo(261);
        assertThat(house.events("CARD_ISSUED", card.text("id"))).isEqualTo(1);
        assertThat(house.events("CARD_ISSUED", "Nguyễn Thị Hoà Bình")).isZero();
        assertThat(officer.get("/api/cards/" + card.text("id")).text("status")).isEqualTo("VALID");
        assertThat(desk.clerk(teacher).get("/api/cards/" + card.text("id")).status())
                .isEqualTo(200);
    }

    @Test
    void everyChangeIsPublishedBeforeTheAnswer() {
        Answer card = issued(teacher("Lê Văn Đổi"), Optional.empty());
        String path = "/api/cards/" + card.text("id");
        String text = card.text("text");
        assertThat(problem(text)).isEmpty();

        require(officer.post(path + "/suspend", "{\"cause\":\"misused\"}"), 200);
        assertThat(problem(text)).contains(CardProblem.SUSPENDED);
        assertThat(officer.post(path + "/suspend", "{\"cause\":\"misused\"}").problem())
                .isEqualTo("card-state");
        require(officer.post(path + "/resume"), 200);
        assertThat(problem(text)).isEmpty();
        require(officer.post(path + "/revoke", "{\"cause\":\"stolen\"}"), 200);
        assertThat(problem(text)).contains(CardProblem.REVOKED);
        assertThat(officer.post(path + "/resume").problem()).isEqualTo("card-state");
        assertThat(officer.post(path + "/revoke", "{\"cause\":\"Bà Lan kể là…\"}")
                        .problem())
                .isEqualTo("card-cause-unknown");
        assertThat(house.events("CARD_CHANGED", card.text("id"))).isEqualTo(3);
    }

    @Test
    void aLostCardIsReportedByItsHolderAndReplaced() {
        Member teacher = teacher("Phạm Thị Mất");
        Answer card = issued(teacher, Optional.empty());
        Clerk holder = desk.clerk(teacher);
        Clerk colleague = desk.clerk(teacher("Trần Văn Khác"));
        assertThat(colleague.post("/api/cards/" + card.text("id") + "/lost").status())
                .isEqualTo(403);
        require(holder.post("/api/cards/" + card.text("id") + "/lost"), 200);
        assertThat(problem(card.text("text"))).contains(CardProblem.SUSPENDED);
        assertThat(draft(teacher, Optional.empty()).problem()).isEqualTo("already-has-card");

        Answer next = issued(teacher, Optional.of(card.text("id")));

        assertThat(problem(card.text("text"))).contains(CardProblem.REPLACED);
        assertThat(problem(next.text("text"))).isEmpty();
        assertThat(next.text("replaces")).isEqualTo(card.text("id"));
        assertThat(officer.get("/api/cards?holder=" + teacher.id() + "&unit=" + School.HERE)
                        .json()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void nothingIsSignedWithoutTheOfficersOwnStepUp() {
        Member teacher = teacher("Hoàng Thị Chưa");
        Answer draft = require(draft(teacher, Optional.empty()), 201);
        String issue = "/api/cards/drafts/" + draft.text("id") + "/issue";
        assertThat(officer.post(issue, "{}").problem()).isEqualTo("step-up-failed");
        assertThat(officer.post(issue, "{\"authorisation\":\"" + UUID.randomUUID() + "\"}")
                        .problem())
                .isEqualTo("step-up-failed");
        Clerk second = desk.appointed("Đoàn Văn Hai", Position.CAN_BO_THE);
        assertThat(second.post(issue, "{\"authorisation\":\"" + UUID.randomUUID() + "\"}")
                        .status())
                .isEqualTo(404);
        Answer other = require(draft(teacher("Hoàng Văn Kia"), Optional.empty()), 201);
        String granted = authorisation(other);
        assertThat(officer.post(issue, "{\"authorisation\":\"" + granted + "\"}")
                        .problem())
                .as("a step-up for another card")
                .isEqualTo("step-up-failed");
        assertThat(cardsOf(teacher)).isZero();
        for (Clerk wrong : List.of(
                desk.schoolIt, desk.ca, desk.security, desk.clerk(house.school().principal()))) {
            assertThat(wrong.post("/api/cards/drafts", asked(teacher, Optional.empty()))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(officer.post(
                                "/api/cards/drafts",
                                asked(officer.member(), Optional.empty()).replace(School.HERE, School.OFFICE))
                        .problem())
                .isEqualTo("own-request");
    }

    @Test
    void listsAreOpenCachedAndInBothForms() throws Exception {
        issued(teacher("Vũ Thị Danh"), Optional.empty());
        HttpResponse<byte[]> cwt = fetch("/cards/status/3", "*/*");
        assertThat(cwt.statusCode()).isEqualTo(200);
        assertThat(cwt.headers().firstValue("Content-Type")).contains("application/statuslist+cwt");
        assertThat(cwt.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(cwt.headers().firstValue("Cache-Control").orElse("")).contains("max-age=300", "public");
        HttpResponse<byte[]> jwt = fetch("/cards/status/3", "application/statuslist+jwt");
        assertThat(jwt.headers().firstValue("Content-Type")).contains("application/statuslist+jwt");
        assertThat(StatusListJwt.read(new String(jwt.body(), StandardCharsets.US_ASCII))
                        .token()
                        .uri())
                .isEqualTo(house.base() + "/cards/status/3");
        HttpResponse<byte[]> again = outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/cards/status/3"))
                        .header(
                                "If-None-Match",
                                cwt.headers().firstValue("ETag").orElseThrow()));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(fetch("/cards/status/48", "*/*").statusCode()).isEqualTo(404);
        assertThat(trust().signers()).isNotEmpty();
    }

    @Test
    void theDatabaseGivesNoPlaceTwiceAndKeepsOneCard() {
        issued(teacher("Đỗ Thị Chỗ"), Optional.empty());
        long all = house.database()
                .sql("select count(*) from card")
                .query(Long.class)
                .single();
        long places = house.database()
                .sql("select count(distinct (shard, place)) from card")
                .query(Long.class)
                .single();
        assertThat(places).isEqualTo(all);
        long given = house.database()
                .sql("select sum(next_number) from card_shard")
                .query(Long.class)
                .single();
        assertThat(given).isGreaterThanOrEqualTo(all);
    }

    @Test
    void aRevokedSignerTakesItsCardsWithIt() {
        Answer card = issued(teacher("Bùi Thị Khoá"), Optional.empty());
        assertThat(problem(card.text("text"))).isEmpty();
        house.database().sql("update card_signer set withdrawn = true").update();
        try {
            house.clock().step(Duration.ofSeconds(10));
            assertThat(problem(card.text("text"))).contains(CardProblem.UNKNOWN_SIGNER);
        } finally {
            house.database().sql("update card_signer set withdrawn = false").update();
            // Back to where the others of this house are.
            house.clock().step(Duration.ofSeconds(-10));
        }
    }

    private static Member teacher(String name) {
        return School.member(house.writer(), "the.gv" + ++people, name, Position.GIAO_VIEN, School.HERE);
    }

    private static String asked(Member member, Optional<String> replaces) {
        return "{\"person\":\"" + member.id() + "\",\"unit\":\"" + School.HERE + "\""
                + replaces.map(id -> ",\"replaces\":\"" + id + "\"").orElse("") + "}";
    }

    private static Answer draft(Member member, Optional<String> replaces) {
        return officer.post("/api/cards/drafts", asked(member, replaces));
    }

    private static Answer issued(Member member, Optional<String> replaces) {
        Answer draft = require(draft(member, replaces), 201);
        return require(
                officer.post(
                        "/api/cards/drafts/" + draft.text("id") + "/issue",
                        "{\"authorisation\":\"" + authorisation(draft) + "\"}"),
                201);
    }

    /** The officer confirms a draft. */
    private static String authorisation(Answer draft) {
        Browser.Page sheet = new Browser.Page(
                200,
                "/",
                "action=\"" + draft.text("stepUp") + "\" name=\"_csrf\" value=\""
                        + officer.page().first("name=\"_csrf\" value=\"([^\"]+)\"") + "\"",
                null);
        Matcher back = Pattern.compile("authorisation=([0-9a-f-]{36})")
                .matcher(officer.browser().stepUpReturn(sheet, Map.of()));
        assertThat(back.find()).isTrue();
        return back.group(1);
    }

    private static int cardsOf(Member member) {
        return officer.get("/api/cards?holder=" + member.id() + "&unit=" + School.HERE)
                .json()
                .size();
    }

    private static Optional<CardProblem> problem(String text) {
        return judged(text) instanceof CardVerdict.Refused refused ? Optional.of(refused.problem()) : Optional.empty();
    }

    /** By somebody who has our public lists and the pinned key, and nothing else. */
    private static CardVerdict judged(String text) {
        TrustList trust = trust();
        StatusShelf shelf = new StatusShelf(trust, PROVIDERS);
        for (int shard = 0; shard < 16; shard++) {
            shelf.put(
                    house.base() + "/cards/status/" + shard,
                    fetch("/cards/status/" + shard, "*/*").body());
        }
        return new CardVerifier(Optional.of(trust), shelf, PROVIDERS).verify(text, now());
    }

    private static Instant now() {
        return house.clock().instant();
    }

    private static TrustList trust() {
        ECPublicKey pinned = Jwk.read(
                JsonMapper.builder()
                        .build()
                        .readTree(fetch("/cards/trust-list-key", "*/*").body()),
                PROVIDERS);
        return new TrustListJws(PROVIDERS)
                .read(new String(fetch("/cards/trust-list", "*/*").body(), StandardCharsets.US_ASCII), pinned);
    }

    private static HttpResponse<byte[]> fetch(String path, String accept) {
        return outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + path)).header("Accept", accept));
    }

    private static Browser outsider() {
        return house.outsider();
    }
}
