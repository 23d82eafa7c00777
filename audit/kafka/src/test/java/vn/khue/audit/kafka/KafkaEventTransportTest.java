package vn.khue.audit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.AuditEventException;
import vn.khue.audit.event.Delivery;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.EventTransport;
import vn.khue.audit.event.EventTransportProvider;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.OutboxRow;
import vn.khue.audit.event.Outcome;

/** What needs no broker; the rest is shown with one, by KafkaIntakeTest of the audit service. */
class KafkaEventTransportTest {

    private static final UUID PERSON = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T00:00:00Z"), ZoneOffset.UTC);

    private static String line(Actor actor) {
        AuditEvent event = AuditEvent.of(EventKind.LOGIN_FAILED, Outcome.FAILURE, actor, "sso", CLOCK)
                .build();
        return new String(EventJson.write(event), StandardCharsets.UTF_8);
    }

    @Test
    void theKeyIsTheActorElseTheAddressElseTheSource() {
        var seen = Origin.seen("203.0.113.7", null);
        assertThat(KafkaEventTransport.key(line(Actor.person(PERSON).from(seen)), "sso"))
                .isEqualTo(PERSON.toString());
        assertThat(KafkaEventTransport.key(line(Actor.unknown().from(seen)), "sso"))
                .isEqualTo("203.0.113.7");
        assertThat(KafkaEventTransport.key(line(Actor.service("khue-events")), "sso"))
                .isEqualTo("sso");
        assertThat(KafkaEventTransport.key("no event", "sso")).isEqualTo("sso");
    }

    @Test
    void whereNoBrokerAnswersItSaysSoAfterOneWait(@TempDir Path folder) throws Exception {
        // Port 1 is nobody's.
        Path settings = Files.writeString(folder.resolve("kafka.properties"), "servers=localhost:1\n");
        OutboxRow row = new OutboxRow(1, PERSON, line(Actor.unknown()));
        try (EventTransport transport = EventTransportProvider.named("kafka").open("sso", settings)) {
            assertThat(transport.send(List.of(row, row, row, row)))
                    .isInstanceOfSatisfying(
                            Delivery.Unavailable.class,
                            later -> assertThat(later.reason())
                                    .contains("localhost:1", "khue.events.sso", "TimeoutException"));
        }
    }

    @Test
    void aTransportThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> EventTransportProvider.named("kafak"))
                .isInstanceOf(AuditEventException.class)
                .hasMessageContaining("expected one of [http, kafka], found kafak");
    }
}
