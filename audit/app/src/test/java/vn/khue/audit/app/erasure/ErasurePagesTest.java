package vn.khue.audit.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Verdict;
import vn.khue.web.trial.TrialBrowser;

/** Erasing somebody: asked for by one officer, done by another, not before law allows it, and every proof still holds. */
class ErasurePagesTest extends AlertPages {

    private static final String ALL = "/erasures";
    private static final Duration LONG_AGO = Duration.ofDays(400);

    private final UUID somebody = UUID.randomUUID();

    private AuditEvent login(Duration ago) {
        return AuditEvent.of(
                        EventKind.LOGIN,
                        Outcome.SUCCESS,
                        Actor.person(somebody)
                                .inSession("sso-" + somebody)
                                .from(Origin.seen("198.51.100.77", 50_312, "Firefox/140 (máy của " + somebody + ")")),
                        "sso",
                        Clock.fixed(Instant.now().minus(ago), ZoneOffset.UTC))
                .unit(unit)
                .build();
    }

    private String asked(UUID person, String number, String note) {
        HttpResponse<String> answer = officer.post(
                officer.get(ALL), ALL, Map.of("person", person.toString(), "number", number, "note", note));
        assertThat(answer.statusCode()).isBetween(302, 303);
        return officer.get(ALL).body();
    }

    private UUID request() {
        return server.database()
                .sql("select id from erasure_request where person = ?")
                .param(somebody)
                .query(UUID.class)
                .single();
    }

    private static String act(TrialBrowser who, UUID id, String act) {
        HttpResponse<String> answer = who.post(who.get(ALL), ALL + "/" + id, Map.of("act", act, "sure", "yes"));
        assertThat(answer.statusCode()).isBetween(302, 303);
        return who.get(ALL).body();
    }

    @Test
    void isErasedByASecondOfficerAndEveryProofStillHolds() throws Exception {
        AuditEvent login = login(LONG_AGO);
        server.deliver(List.of(login));
        long index = server.index(login);
        server.awaitSigned(index);
        assertThat(officer.get("/events/" + index).body())
                .contains("198.51.100.77", "50312", "Firefox/140", "sso-" + somebody, "data-sealing=\"opened\"");
        assertThat(officer.get("/events?ip=198.51.100.77&person=" + somebody).body())
                .contains("/events/" + index);
        assertThat(officer.get("/entities/person?id=" + somebody).body()).contains("/erasures?person=" + somebody);

        assertThat(asked(somebody, " ", "x")).contains("data-failed=\"number\"", "Lỗi: Xoá dữ liệu cá nhân");
        assertThat(asked(somebody, "12/2026", " ")).contains("data-failed=\"note\"", somebody.toString());
        assertThat(asked(UUID.randomUUID(), "12/2026", "x")).contains("data-failed=\"nothing\"");
        assertThat(asked(UUID.fromString(AuditServer.id("AN_NINH")), "12/2026", "x"))
                .contains("data-failed=\"own\"");
        assertThat(asked(somebody, "12/2026", "Đã kiểm căn cước tại trường"))
                .contains("data-done=\"ask\"", "Yêu cầu 12/2026", "Đã kiểm căn cước tại trường");
        assertThat(asked(somebody, "13/2026", "lần nữa")).contains("data-failed=\"changed\"");
        UUID id = request();
        assertThat(act(officer, id, "erase")).contains("data-failed=\"own\"");
        TrialBrowser second = second();
        second.post(second.get(ALL), ALL + "/" + id, Map.of("act", "erase"));
        assertThat(second.get(ALL).body()).contains("data-failed=\"sure\"");
        assertThat(server.part(EventStore.class).recent().lines(index, 1))
                .as("at hand")
                .hasSize(1);
        assertThat(act(second, id, "erase")).contains("data-done=\"erase\"", "Đã xoá");
        assertThat(server.part(EventStore.class).recent().lines(index, 1)).isEmpty();
        assertThat(act(second, id, "erase")).contains("data-failed=\"changed\"");

        assertThat(officer.get("/events/" + index).body())
                .contains("data-sealing=\"erased\"", "đã được xoá theo yêu cầu của người này", somebody.toString())
                .doesNotContain("198.51.100.77", "50312", "Firefox/140", "sso-" + somebody);
        assertThat(officer.get("/events?ip=198.51.100.77&person=" + somebody).body())
                .doesNotContain("/events/" + index + "\"");
        assertThat(officer.get("/events/" + index + "/proof").body()).contains("<h1>Đã kiểm chứng</h1>");
        assertThat(server.recorded("PERSON_ERASED", somebody.toString())).isEqualTo(2);
        server.awaitSigned(server.database()
                        .sql("select size from ledger_head")
                        .query(Long.class)
                        .single()
                - 1);
        String vkey = Files.readString(server.publicKey(), StandardCharsets.US_ASCII);
        assertThat(new LedgerVerifier(new DirectorySource(server.ledgerFiles()), Optional.of(vkey))
                        .verify(Optional.empty()))
                .isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void lawAndAnOpenAlertHinderIt() {
        server.deliver(List.of(login(LONG_AGO), login(Duration.ofDays(2))));
        assertThat(asked(somebody, "14/2026", "x")).contains("data-failed=\"law\"", "NĐ 333/2026/NĐ-CP");
        server.database()
                .sql("update audit_event set event_time = event_time - interval '400 days' where actor = ?")
                .param(somebody.toString())
                .update();
        UUID alert = raise(RULE, SigmaLevel.HIGH, somebody.toString(), 1, login(LONG_AGO));
        assertThat(asked(somebody, "14/2026", "x")).contains("data-failed=\"held\"");
        server.database()
                .sql("insert into alert_triage (alert, state, reason, version) values (?, 'CLOSED', 'BENIGN', 1)")
                .param(alert)
                .update();
        assertThat(asked(somebody, "14/2026", "x")).contains("data-done=\"ask\"");
        server.database()
                .sql("update alert_triage set state = 'OPEN', reason = null where alert = ?")
                .param(alert)
                .update();
        assertThat(act(second(), request(), "erase")).contains("data-failed=\"held\"");
        assertThat(server.database()
                        .sql("select count(*) from subject_key where subject = ?")
                        .param(somebody)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(act(second(), request(), "refuse")).contains("data-done=\"refuse\"");
    }

    @Test
    void theAuditorSeesAndNobodyElseErases() {
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        assertThat(auditor.get(ALL).body()).contains("Xoá dữ liệu cá nhân").doesNotContain("name=\"number\"");
        assertThat(auditor.post(auditor.get(ALL), ALL, Map.of("person", somebody.toString()))
                        .statusCode())
                .isEqualTo(403);
        for (String role : new String[] {"QT_NEN_TANG", "HIEU_TRUONG", "GIAO_VIEN"}) {
            assertThat(server.browser(role).get(ALL).statusCode()).as(role).isEqualTo(403);
        }
    }

    @Test
    void numbersOfLawComeFromTheProfile() {
        ErasureProfile profile = ErasureProfile.load(ErasureProfile.CURRENT);
        assertThat(profile.allowedFrom(Instant.parse("2025-11-30T17:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-30T17:00:00Z"));
        assertThat(profile.answerBy(Instant.parse("2026-11-01T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
        Properties wrong = new Properties();
        wrong.setProperty("keep.months", "-1");
        Assertions.assertThatThrownBy(() -> ErasureProfile.read("x", wrong))
                .hasMessageContaining("keep.months: expected 0 to 120, found -1");
        Assertions.assertThatThrownBy(() -> ErasureProfile.load("none")).hasMessageContaining("named none");
    }
}
