package vn.khue.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.audit.ledger.verify.LedgerVerifyCommand;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.e2e.stack.Books;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.School;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.demo.Member;
import vn.khue.launcher.demo.UsedCodes;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.process.Poll;

/**
 * kill -9 of each process while people hand in, sign, number, seal and sign in: nothing that was acknowledged is lost, nothing is there
 * twice, nothing is half done.
 */
@ExtendWith(WithKhue.class)
class KilledUnderLoadTest {
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Duration BATCH = Duration.ofMinutes(4);
    private static final Duration RECOVERY = Duration.ofMinutes(5);
    private static final Duration DELIVERY = Duration.ofMinutes(3);
    private static final String BASE = "dc=khue,dc=edu,dc=vn";

    /** Those that hold what must not be lost; the others only when there is time. */
    private static final List<String> KEEPERS = List.of("signing", "audit", "postgres");

    /** In this order; the first is killed in the middle of a batch of signatures, the last in the middle of a batch of seals. */
    private static final List<String> PARTS = List.of("signing", "audit", "directory", "keycloak", "postgres");

    private static final Map<String, String> IN_THE_MIDDLE_OF = Map.of("signing", "SIGN", "postgres", "SEAL");

    /** How many signatures the file of a document in this state bears. */
    private static final Map<String, Integer> SIGNATURES =
            Map.of("SUBMITTED", 0, "SIGNED", 1, "NUMBERED", 1, "SEALED", 2);

    /** The states that a document reaches only by the act of this event. */
    private static final Map<String, Set<String>> REACHED_BY = Map.of(
            "DOCUMENT_SUBMITTED", SIGNATURES.keySet(),
            "DOCUMENT_SIGNED", Set.of("SIGNED", "NUMBERED", "SEALED"),
            "DOCUMENT_NUMBERED", Set.of("NUMBERED", "SEALED"),
            "DOCUMENT_SEALED", Set.of("SEALED"));

    @Test
    @Tag("slow")
    void losesNothingDoublesNothingAndLeavesNothingHalfDone(KhueStack khue, School school) throws InterruptedException {
        killUnderLoad(khue, school, KEEPERS, 1);
    }

    @Test
    @Tag("slow")
    void notEvenWhenEachIsKilledAgainAndAgain(KhueStack khue, School school) throws InterruptedException {
        killUnderLoad(khue, school, PARTS, 5);
    }

    private static void killUnderLoad(KhueStack khue, School school, List<String> parts, int rounds)
            throws InterruptedException {
        Books books = new Books(khue);
        DemoPerson student = khue.person("student");
        String studentId = idOf(khue, student);
        long loginsBefore = logins(books, studentId);
        CountDownLatch stop = new CountDownLatch(1);
        String begin = "Văn bản dưới tải " + UUID.randomUUID() + " ";
        UsedCodes codes = khue.codes();
        Member principal = member(khue, "principal", codes);
        Writer writer = new Writer(
                khue.signing(), school.member("teacher"), principal.person().name(), begin, stop);
        Batches signer = new Batches(
                principal,
                codes,
                khue.signing() + "/inbox",
                "#inbox",
                id -> principal
                        .open(khue.signing() + "/documents/" + id + "/text")
                        .ok(),
                stop);
        Numberer numberer = new Numberer(khue.signing(), school.member("clerk"), stop);
        Batches sealer =
                new Batches(member(khue, "clerk", codes), codes, khue.signing() + "/clerk", "#clerk", id -> {}, stop);
        Newcomer newcomer = new Newcomer(student, khue.signing(), stop);
        List<Thread> load = List.of(
                new Thread(writer, "writer"),
                new Thread(signer, "signer"),
                new Thread(numberer, "numberer"),
                new Thread(sealer, "sealer"),
                new Thread(newcomer, "newcomer"));
        load.forEach(Thread::start);

        try {
            for (int round = 0; round < rounds; round++) {
                for (String part : parts) {
                    assertThat(stop.await(BETWEEN_KILLS.toMillis(), TimeUnit.MILLISECONDS))
                            .isFalse();
                    awaitMiddleOfBatch(books, part);
                    khue.kill(part);
                    assertThat(Poll.until(RECOVERY, Duration.ofMillis(500), khue::up))
                            .as("everything answers again after %s was killed", part)
                            .isTrue();
                }
            }
        } finally {
            // Whatever went wrong here, the tests after this one are not to meet its load.
            stop.countDown();
        }
        for (Thread thread : load) {
            thread.join(RECOVERY.toMillis());
            assertThat(thread.isAlive())
                    .as("%s finished what it had begun", thread.getName())
                    .isFalse();
        }

        Map<String, String> states = documentsAreThereOnce(books, writer.acknowledged(), begin);
        assertThat(signer.done())
                .isNotEmpty()
                .allSatisfy(id -> assertThat(states.getOrDefault(id, "SIGNED"))
                        .as("shown as signed: %s", id)
                        .isIn(REACHED_BY.get("DOCUMENT_SIGNED")));
        assertThat(sealer.done())
                .isNotEmpty()
                .allSatisfy(id -> assertThat(states.getOrDefault(id, "SEALED"))
                        .as("shown as sealed: %s", id)
                        .isEqualTo("SEALED"));
        nothingIsHalfSigned(new Shelf(khue), books, states);
        numbersAreThereOnce(books, numberer.numbers());
        eventsAreThereOnce(khue, books, states);
        assertThat(newcomer.signedIn()).isPositive();
        assertThat(logins(books, studentId) - loginsBefore)
                .as("events LOGIN: %s were seen, of %s nobody knows", newcomer.signedIn(), newcomer.unknown())
                .isBetween((long) newcomer.signedIn(), (long) newcomer.signedIn() + newcomer.unknown());
    }

    private static Member member(KhueStack khue, String role, UsedCodes codes) {
        return new Member(
                khue.person(role),
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build(),
                "vi",
                codes);
    }

    /** A batch is in its middle when some of it is done and some is not. */
    private static void awaitMiddleOfBatch(Books books, String part) {
        String purpose = IN_THE_MIDDLE_OF.get(part);
        if (purpose == null) {
            return;
        }
        assertThat(Poll.until(BATCH, OFTEN, () -> books.number("signing", """
                        select count(*) from authorisation a
                        where a.purpose = ? and a.used_at > now() - interval '20 seconds'
                        and exists (select from authorisation_item where authorisation = a.id and outcome = 'DONE')
                        and exists (select from authorisation_item where authorisation = a.id and outcome = 'OPEN')""", purpose) > 0))
                .as("somebody is in the middle of a batch of %s", purpose)
                .isTrue();
    }

    /** Gives the state of every document by its id. */
    private static Map<String, String> documentsAreThereOnce(
            Books books, Map<String, String> acknowledged, String begin) {
        assertThat(acknowledged).isNotEmpty();
        acknowledged.forEach((title, id) -> assertThat(
                        books.column("signing", "select id::text from document where title = ?", title))
                .as(title)
                .containsExactly(id));
        Map<String, String> states = new HashMap<>();
        books.column("signing", "select id || ' ' || state from document where title like ? || '%'", begin)
                .forEach(row -> states.put(row.split(" ")[0], row.split(" ")[1]));
        assertThat(states.keySet())
                .as("documents in the database, acknowledged ones and no others")
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());
        return states;
    }

    private static void nothingIsHalfSigned(Shelf shelf, Books books, Map<String, String> states) {
        states.forEach((id, state) -> {
            String current = books.column(
                            "signing", "select encode(current_sha256, 'hex') from document where id = ?::uuid", id)
                    .get(0);
            assertThat(shelf.signatures(current)).as("%s %s", state, id).isEqualTo(SIGNATURES.get(state));
            assertThat(books.column(
                            "signing",
                            "select encode(sha256, 'hex') from document_revision where document = ?::uuid order by seq desc limit 1",
                            id))
                    .as("the last revision of %s is its current file", id)
                    .containsExactly(current);
        });
        assertThat(books.number("signing", """
                        select count(*) from (select document, act from document_revision group by document, act
                        having count(*) > 1) twice"""))
                .as("acts that were done twice to a document")
                .isZero();
    }

    private static void numbersAreThereOnce(Books books, Map<String, String> numbers) {
        assertThat(numbers).isNotEmpty();
        numbers.forEach((document, notation) -> assertThat(books.column(
                        "signing", "select notation from register_entry where document = ?::uuid", document))
                .as(document)
                .containsExactly(notation));
        List<String> taken =
                books.column("signing", "select number from register_entry order by unit, year, series, number");
        assertThat(taken.stream().map(Long::valueOf))
                .as("numbers of the one register, without gaps")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, taken.size()).boxed().toList());
    }

    private static void eventsAreThereOnce(KhueStack khue, Books books, Map<String, String> states) {
        for (String source : List.of("signing", "keycloak")) {
            assertThat(Poll.until(
                            DELIVERY,
                            Duration.ofSeconds(1),
                            () -> books.number(source, "select count(*) from audit_outbox") == 0))
                    .as("everything of %s is delivered", source)
                    .isTrue();
        }
        REACHED_BY.forEach((kind, reached) -> assertThat(books
                        .column(
                                "audit",
                                // A seal that a kill broke off is told of as a failure, and is no seal.
                                "select target from audit_event where kind = ? and outcome = 'SUCCESS'",
                                kind)
                        .stream()
                        .filter(states::containsKey))
                .as("%s, once for each document that got so far and for no other", kind)
                .containsExactlyInAnyOrderElementsOf(states.keySet().stream()
                        .filter(id -> reached.contains(states.get(id)))
                        .toList()));
        assertThat(Poll.until(DELIVERY, Duration.ofSeconds(1), () -> ledgerHoldsAll(khue, books)))
                .as("the ledger, rebuilt from its tiles, holds every stored event once: %s", ledger(khue))
                .isTrue();
    }

    private static long logins(Books books, String person) {
        assertThat(Poll.until(
                        DELIVERY, OFTEN, () -> books.number("keycloak", "select count(*) from audit_outbox") == 0))
                .as("everything of keycloak is delivered")
                .isTrue();
        return books.number("audit", "select count(*) from audit_event where kind = 'LOGIN' and actor = ?", person);
    }

    private static String idOf(KhueStack khue, DemoPerson person) {
        Ports usual = new Ports(0);
        Ports ports = new Ports(URI.create(khue.signing()).getPort() - usual.signing());
        LdapEndpoint endpoint = LdapEndpoint.of(ports.ldapUrl(), BASE, "cn=admin," + BASE, khue.secret("ldap-admin"));
        try (LdapDirectory directory = new LdapDirectory(endpoint)) {
            return directory.personByUid(person.username()).orElseThrow().id().toString();
        }
    }

    private static boolean ledgerHoldsAll(KhueStack khue, Books books) {
        long stored = books.number("audit", "select count(*) from audit_event");
        long different = books.number("audit", "select count(distinct id) from audit_event");
        long size = books.number("audit", "select size from ledger_head");
        return stored == different && stored == size && ledger(khue).contains("\"size\":" + stored + ",");
    }

    private static String ledger(KhueStack khue) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        LedgerVerifyCommand.run(
                new String[] {khue.state().resolve("data/ledger/log").toString(), "--json"},
                Map.of("KHUE_STATE", khue.state().toString()),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }
}
