package vn.khue.audit.app.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;

/** From events on the wire to an alert in words, in the running service. */
class AlertsTest {

    private final AuditServer server = AuditServer.get();

    private UUID guessed() {
        UUID person = UUID.randomUUID();
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(AuditEvent.of(
                            EventKind.LOGIN_FAILED,
                            Outcome.FAILURE,
                            Actor.person(person).from(Origin.seen("203.0.113.99", null)),
                            "sso",
                            Clock.fixed(Instant.now().minusSeconds(30 - i), ZoneOffset.UTC))
                    .with(DetailKey.REASON, "invalid_user_credentials")
                    .build());
        }
        server.deliver(events);
        AuditServer.await(() -> server.database()
                        .sql("select count(*) from detection_alert where ? = any (group_values)")
                        .param(person.toString())
                        .query(Long.class)
                        .single()
                > 0);
        return person;
    }

    @Test
    void tellsWhyInWordsAndRecordsTheLook() {
        UUID person = guessed();
        long looks = server.recorded("LOG_READ", "\"id\":\"alerts\"");
        HttpResponse<String> alerts = server.browser("AN_NINH").get("/alerts");
        assertThat(alerts.statusCode()).isEqualTo(200);
        assertThat(alerts.body())
                .contains(
                        person.toString(),
                        "Dò mật khẩu một tài khoản",
                        "10 lần trong khoảng 10 phút; ngưỡng là 10.",
                        "\"T1110.001\"");
        assertThat(server.recorded("LOG_READ", "\"id\":\"alerts\"")).isEqualTo(looks + 1);
        assertThat(server.browser("KIEM_TOAN")
                        .get("/alerts?before=2020-01-01T00:00:00Z")
                        .body())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QT_NEN_TANG", "HIEU_TRUONG", "GIAO_VIEN"})
    void areNotForOthers(String role) {
        assertThat(server.browser(role).get("/alerts").statusCode()).isEqualTo(403);
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        assertThat(server.browser("AN_NINH").get("/alerts?before=yesterday").statusCode())
                .isEqualTo(400);
    }
}
