package vn.khue.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.audit.ledger.verify.LedgerVerifyCommand;
import vn.khue.e2e.journey.Papers;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.School;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.demo.Member;
import vn.khue.launcher.demo.Page;
import vn.khue.launcher.process.Poll;

/** kill -9 of each process while people work: nothing that was acknowledged is lost, nothing is there twice. */
@ExtendWith(WithKhue.class)
class KilledUnderLoadTest {
    private static final int SIGNED_DOCUMENTS = 20;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);
    private static final Duration RECOVERY = Duration.ofSeconds(120);
    private static final Duration DELIVERY = Duration.ofSeconds(120);
    private static final List<String> PARTS = List.of("signing", "audit", "directory", "keycloak", "postgres");

    @Test
    void losesNothingAndDoublesNothing(KhueStack khue, School school) throws InterruptedException {
        List<String> signed = signMany(khue, school);
        CountDownLatch stop = new CountDownLatch(1);
        String principal = khue.person("principal").name();
        Writer writer = new Writer(khue.signing(), school.member("teacher"), principal, stop);
        Numberer numberer = new Numberer(school.member("clerk"), signed, stop);
        List<Thread> load = List.of(new Thread(writer, "writer"), new Thread(numberer, "numberer"));
        load.forEach(Thread::start);

        for (String part : PARTS) {
            assertThat(stop.await(BETWEEN_KILLS.toMillis(), TimeUnit.MILLISECONDS))
                    .isFalse();
            khue.kill(part);
            assertThat(Poll.until(RECOVERY, Duration.ofSeconds(2), khue::up))
                    .as("everything answers again after %s was killed", part)
                    .isTrue();
        }
        stop.countDown();
        for (Thread thread : load) {
            thread.join(RECOVERY.toMillis());
            assertThat(thread.isAlive())
                    .as("%s finished what it had begun", thread.getName())
                    .isFalse();
        }

        Books books = new Books(khue);
        documentsAreThereOnce(books, writer.acknowledged());
        numbersAreThereOnce(books, numberer.numbers());
        eventsAreThereOnce(khue, books, writer.acknowledged(), signed);
    }

    private static List<String> signMany(KhueStack khue, School school) {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < SIGNED_DOCUMENTS; i++) {
            documents.add(school.submit(
                    "Văn bản chờ số " + i,
                    Papers.decision(
                            khue.person("principal").unit(),
                            khue.person("principal").name())));
        }
        Member principal = school.member("principal");
        Page sheet = principal.submit(
                principal.open(khue.signing() + "/inbox?all=true").form("#inbox"));
        Page outcome = principal.submit(sheet.form("form[action*=/step-up/]")).ok();
        assertThat(outcome.html().select("#outcome").attr("data-failed")).isEqualTo("0");
        assertThat(Integer.parseInt(outcome.html().select("#outcome").attr("data-done")))
                .isGreaterThanOrEqualTo(SIGNED_DOCUMENTS);
        return documents;
    }

    private static void documentsAreThereOnce(Books books, Map<String, String> acknowledged) {
        assertThat(acknowledged).isNotEmpty();
        acknowledged.forEach((title, id) -> assertThat(
                        books.column("signing", "select id::text from document where title = ?", title))
                .as(title)
                .containsExactly(id));
        assertThat(books.number("signing", "select count(*) from document where title like 'Văn bản dưới tải %'"))
                .as("documents in the database, acknowledged ones and no others")
                .isEqualTo(acknowledged.size());
    }

    private static void numbersAreThereOnce(Books books, Map<String, String> numbers) {
        assertThat(numbers).hasSize(SIGNED_DOCUMENTS);
        numbers.forEach((document, notation) -> assertThat(books.column(
                        "signing", "select notation from register_entry where document = ?::uuid", id(document)))
                .as(document)
                .containsExactly(notation));
        List<String> taken =
                books.column("signing", "select number from register_entry order by unit, year, series, number");
        assertThat(taken.stream().map(Long::valueOf))
                .as("numbers of the one register, without gaps")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, taken.size()).boxed().toList());
    }

    private static void eventsAreThereOnce(
            KhueStack khue, Books books, Map<String, String> acknowledged, List<String> numbered) {
        for (String source : List.of("signing", "keycloak")) {
            assertThat(Poll.until(
                            DELIVERY,
                            Duration.ofSeconds(1),
                            () -> books.number(source, "select count(*) from audit_outbox") == 0))
                    .as("everything of %s is delivered", source)
                    .isTrue();
        }
        String count = "select count(*) from audit_event where kind = ? and target = ?";
        acknowledged
                .values()
                .forEach(id -> assertThat(books.number("audit", count, "DOCUMENT_SUBMITTED", id))
                        .as("DOCUMENT_SUBMITTED of %s", id)
                        .isOne());
        numbered.forEach(document -> assertThat(books.number("audit", count, "DOCUMENT_NUMBERED", id(document)))
                .as("DOCUMENT_NUMBERED of %s", document)
                .isOne());
        assertThat(Poll.until(DELIVERY, Duration.ofSeconds(1), () -> ledgerHoldsAll(khue, books)))
                .as("the ledger, rebuilt from its tiles, holds every stored event once: %s", ledger(khue))
                .isTrue();
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

    private static String id(String document) {
        return document.substring(document.lastIndexOf('/') + 1);
    }
}
