package vn.khue.audit.app.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.intake.BatchRefusedException.Rule;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;

class EventIntakeTest {

    private static AuditDatabase database;
    private final AtomicInteger woken = new AtomicInteger();
    private EventIntake intake;

    @BeforeAll
    static void start() {
        database = AuditDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty();
        intake = new EventIntake(
                new EventStore(database.dataSource(), database.keys(), Invented.CLOCK), woken::incrementAndGet);
    }

    private IntakeAnswer take(byte[] body) throws IOException {
        return intake.take(new ByteArrayInputStream(body), "khue-events");
    }

    private IntakeAnswer take(String body) throws IOException {
        return take(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(AuditEvent event) {
        return new String(EventJson.write(event), StandardCharsets.UTF_8);
    }

    @Test
    void takesABatchOnce() throws IOException {
        byte[] batch = Invented.ndjson(Invented.logins(1_000));
        assertThat(take(batch)).isEqualTo(new IntakeAnswer(1_000, 0, List.of()));
        assertThat(take(batch)).isEqualTo(new IntakeAnswer(0, 1_000, List.of()));
        assertThat(woken).hasValue(2);
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(1_000);
    }

    @Test
    void takesTheGoodAndSetsTheBadAside() throws IOException {
        List<AuditEvent> events = Invented.logins(4);
        String batch = line(events.get(0)) + "\r\n\n"
                + line(events.get(1)).replace("\"severity_id\":1", "\"severity_id\":4") + "\n"
                + line(events.get(2)).replace("\"unmapped\":{", "\"unmapped\":{\"full_name\":\"X\",") + "\n"
                + line(events.get(3));
        IntakeAnswer answer = take(batch);
        assertThat(answer.accepted()).isEqualTo(2);
        assertThat(answer.rejected())
                .extracting(IntakeAnswer.Rejected::id)
                .containsExactly(
                        events.get(1).id().toString(), events.get(2).id().toString());
        assertThat(answer.rejected().get(0).reason()).contains("/severity_id: expected 1, found 4");
        assertThat(answer.rejected().get(1).reason()).contains("/unmapped/full_name is not known");
        assertThat(database.number("select count(*) from audit_intake_rejected"))
                .isEqualTo(2);
        assertThat(database.strings("select kind from audit_event order by ledger_index"))
                .containsExactly("LOGIN", "LOGIN", "INPUT_REFUSED");
    }

    @Test
    void refusesAWholeBatchThatItCannotTakeApart() {
        assertRefused("this is no event", Rule.UNREADABLE_LINE);
        assertRefused(line(Invented.logins(1).get(0)) + "\n{}", Rule.UNREADABLE_LINE);
        assertRefused("x".repeat(70_000), Rule.UNREADABLE_LINE);
        assertRefused("x\n".repeat(1_001), Rule.TOO_LARGE);
        assertThat(database.number("select count(*) from audit_event")).isZero();
        assertThat(woken).hasValue(0);
    }

    private void assertRefused(String body, Rule rule) {
        assertThatThrownBy(() -> take(body))
                .isInstanceOfSatisfying(
                        BatchRefusedException.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    @Test
    void readsNoMoreThanItsBound() {
        int[] read = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read[0]++;
                return 'a';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                java.util.Arrays.fill(into, offset, offset + length, (byte) 'a');
                read[0] += length;
                return length;
            }
        };
        assertThatThrownBy(() -> intake.take(endless, "khue-events"))
                .isInstanceOfSatisfying(
                        BatchRefusedException.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Rule.TOO_LARGE));
        assertThat(read[0]).isLessThan(EventIntake.MAX_BODY + 100_000);
    }

    @Test
    void anEmptyBatchIsNoBatch() throws IOException {
        assertThat(take("")).isEqualTo(new IntakeAnswer(0, 0, List.of()));
        assertThat(take("\n\r\n\n")).isEqualTo(new IntakeAnswer(0, 0, List.of()));
        assertThat(woken).hasValue(0);
    }
}
