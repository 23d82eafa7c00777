package vn.khue.audit.app.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.web.trial.TrialBrowser;

/** What is known of a person, an address, a key, a card and a school, in the running service. */
class EntityPagesTest extends AlertPages {

    private AuditEvent by(UUID person, String ip, EventKind kind, TargetKind target, String id) {
        AuditEvent.Builder event = AuditEvent.of(
                        kind,
                        kind == EventKind.LOGIN_FAILED ? Outcome.FAILURE : Outcome.SUCCESS,
                        Actor.person(person).from(Origin.seen(ip, "Firefox/140")),
                        "sso",
                        Clock.fixed(time.minusSeconds(60), ZoneOffset.UTC))
                .unit(unit);
        if (target != null) {
            event.target(target, id);
        }
        return event.build();
    }

    @Test
    void aPersonWithWhatTheyDidAndWhatWasDoneToThem() {
        UUID person = UUID.randomUUID();
        UUID helper = UUID.randomUUID();
        AuditEvent own = by(person, "198.51.100.9", EventKind.LOGIN_FAILED, null, null);
        AuditEvent tothem =
                by(helper, "198.51.100.10", EventKind.CREDENTIAL_CHANGED, TargetKind.PERSON, person.toString());
        server.deliver(List.of(own, tothem));
        UUID about = raise(RULE, SigmaLevel.HIGH, person.toString(), 1, own);
        UUID counts = raise("password_spraying", SigmaLevel.HIGH, somebody(), 2, own);
        String page = officer.get("/entities/person?id=" + person).body();
        assertThat(page)
                .contains(about.toString(), counts.toString())
                .contains("/events/" + server.index(own) + "\"", "/events/" + server.index(tothem) + "\"")
                .contains("/entities/ip?id=198.51.100.9", "<svg role=\"img\"", "tất cả 2")
                .doesNotContain("/entities/ip?id=198.51.100.10");
        assertThat(officer.get("/alerts/" + about).body()).contains("/entities/person?id=" + person);
        assertThat(server.recorded("LOG_READ", person.toString())).isEqualTo(1);
    }

    @Test
    void anAddressAKeyACardAndASchool() {
        UUID person = UUID.randomUUID();
        String key = "ab".repeat(32);
        AuditEvent login = by(person, "2001:db8:7::1", EventKind.LOGIN, null, null);
        AuditEvent suspended =
                by(person, "198.51.100.11", EventKind.CERTIFICATE_SUSPENDED, TargetKind.CERTIFICATE, key);
        AuditEvent card = by(person, "198.51.100.11", EventKind.CARD_CHANGED, TargetKind.CARD, "00ff00ff00ff00aa");
        server.deliver(List.of(login, suspended, card));
        UUID alert = raise(RULE, SigmaLevel.LOW, somebody(), 1, card);
        for (var each : Map.of(
                        "ip?id=2001%3Adb8%3A7%3A%3A1",
                        login, "key?id=" + key, suspended, "card?id=00ff00ff00ff00aa", card, "school?id=" + unit, card)
                .entrySet()) {
            HttpResponse<String> page = officer.get("/entities/" + each.getKey());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .as(each.getKey())
                    .contains("/events/" + server.index(each.getValue()) + "\"", "/entities/person?id=" + person);
        }
        assertThat(officer.get("/entities/school?id=" + unit).body()).contains(alert.toString());
        assertThat(officer.get("/entities/card?id=00ff00ff00ff00aa").body()).contains(alert.toString());
        assertThat(officer.get("/entities/ip?id=203.0.113.250").body())
                .contains("Không có cảnh báo và không có sự kiện nào");
    }

    @Test
    void aPrincipalSeesAlertsInSightAndNoEvents() {
        UUID person = UUID.randomUUID();
        AuditEvent here = event("city", 1);
        AuditEvent there = event("elsewhere", 1);
        AuditEvent login = by(person, "198.51.100.12", EventKind.LOGIN, null, null);
        server.deliver(List.of(here, there, login));
        UUID own = raise(RULE, SigmaLevel.MEDIUM, person.toString(), 1, here);
        UUID hidden = raise(RULE, SigmaLevel.MEDIUM, person.toString(), 1, there);
        TrialBrowser principal = server.browser("HIEU_TRUONG");
        assertThat(principal.get("/entities/person?id=" + person).body())
                .contains(own.toString())
                .doesNotContain(hidden.toString(), "href=\"/events", "198.51.100.12", "<svg role=\"img\"");
        assertThat(server.browser("GIAO_VIEN")
                        .get("/entities/person?id=" + person)
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person?id=x",
                "person",
                "ip?id=localhost",
                "key?id=AB",
                "card?id=00",
                "school?id=%27%20or%201=1",
                "user?id=1",
                "person?id=%3Cscript%3E"
            })
    void whatIsNoneIsNotFound(String address) {
        HttpResponse<String> page = officer.get("/entities/" + address);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).doesNotContain("<script>");
    }

    @Test
    void speaksEnglishAndKeepsTheSecurityPolicy() {
        UUID alert = raise(somebody(), 1);
        assertThat(alert).isNotNull();
        assertThat(officer.get("/entities/school?lang=en&id=" + unit).body())
                .contains("<html lang=\"en\">", "Events by day")
                .doesNotContain("??", "Cảnh báo", " style=", "<script>");
        officer.get("/ledger?lang=vi");
    }
}
