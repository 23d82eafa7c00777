package vn.khue.audit.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.web.trial.TrialBrowser;

/** Rounds of review in the running service; one is open at a time, so tests begin with none. */
class ReviewPagesTest extends AlertPages {

    private static final Pattern ACCOUNT = Pattern.compile("data-account=\"([^\"]+)\"");
    private static final long DAY = 86_400;

    @BeforeEach
    void noRoundIsOpen() {
        server.database().sql("delete from rights_review_account").update();
        server.database().sql("delete from rights_review").update();
    }

    private static AuditEvent act(UUID person, EventKind kind, String role, long daysAgo) {
        AuditEvent.Builder event = AuditEvent.of(
                kind,
                Outcome.SUCCESS,
                Actor.person(person),
                kind == EventKind.LOGIN ? "sso" : "signing",
                Clock.fixed(Instant.now().minusSeconds(daysAgo * DAY), ZoneOffset.UTC));
        return (role.isEmpty() ? event : event.with(DetailKey.ROLE, role)).build();
    }

    private UUID open(TrialBrowser who) {
        HttpResponse<String> answer = who.post(who.get("/reviews"), "/reviews", Map.of());
        return UUID.fromString(TrialBrowser.location(answer).getPath().substring("/reviews/".length()));
    }

    private String decide(TrialBrowser who, UUID round, UUID person, String act, String note) {
        String path = "/reviews/" + round;
        return followed(who, who.post(who.get(path), path + "/accounts/" + person, Map.of("act", act, "note", note)));
    }

    private String sign(TrialBrowser who, UUID round, String note) {
        String path = "/reviews/" + round;
        return followed(who, who.post(who.get(path), path, Map.of("note", note)));
    }

    private static Pattern account(UUID person, boolean unused) {
        return Pattern.compile("data-account=\"" + person + "\" data-unused=\"" + unused + "\"");
    }

    @Test
    void aRoundFromTheLogToTheSignature() {
        UUID busy = UUID.randomUUID();
        UUID idle = UUID.randomUUID();
        UUID teacher = UUID.randomUUID();
        server.deliver(List.of(
                act(busy, EventKind.CERTIFICATE_APPROVED, "CAN_BO_RA", 60),
                act(busy, EventKind.LOGIN, "", 2),
                act(idle, EventKind.CARD_ISSUED, "CAN_BO_THE", 50),
                act(teacher, EventKind.CARD_CHANGED, "GIAO_VIEN", 1)));
        UUID round = open(officer);
        String page = officer.get("/reviews/" + round).body();
        assertThat(page)
                .containsPattern(account(busy, false))
                .containsPattern(account(idle, true))
                .contains("Cán bộ đăng ký chứng thư", "Cán bộ thẻ", "Không thấy: vai trò được giao mà chưa dùng")
                .doesNotContain(teacher.toString());
        assertThat(followed(officer, officer.post(officer.get("/reviews"), "/reviews", Map.of())))
                .contains("data-failed=\"standing\"");
        assertThat(decide(officer, round, idle, "REMOVE", "")).contains("data-failed=\"note\"");
        assertThat(decide(officer, round, idle, "REMOVE", "đã nghỉ việc"))
                .contains("data-done=\"review.decided\"", "đã nghỉ việc");
        UUID me = UUID.fromString(AuditServer.id("AN_NINH"));
        assertThat(decide(officer, round, me, "KEEP", "")).contains("data-failed=\"own\"");
        TrialBrowser other = second();
        assertThat(sign(other, round, "xong")).contains("data-failed=\"left\"");
        for (String person : all(ACCOUNT, officer.get("/reviews/" + round).body())) {
            UUID about = UUID.fromString(person);
            if (!about.equals(idle)) {
                decide(about.equals(me) ? other : officer, round, about, "KEEP", "");
            }
        }
        assertThat(sign(officer, round, "xong")).as("who opened it").contains("data-failed=\"second\"");
        assertThat(sign(other, round, "")).contains("data-failed=\"note\"");
        assertThat(sign(other, round, "đủ")).contains("data-done=\"review.signed\"", "Trần Văn Minh ký ngày");
        assertThat(decide(officer, round, idle, "KEEP", "")).contains("data-failed=\"unfitting\"");
        assertThat(server.recorded("RIGHTS_REVIEWED", round.toString())).isGreaterThanOrEqualTo(5);
        assertThat(server.recorded("RIGHTS_REVIEWED", "nghỉ việc")).isZero();
        assertThat(officer.get("/compliance/iso-27001-2022/5.18").body()).contains("Có bằng chứng");
        // Whoever was kept is asked about again, also where the log has nothing newer; whoever was removed only if they
        // acted.
        server.database()
                .sql("update rights_review_account set person = ? where review = ? and person = ?")
                .params(teacher, round, busy)
                .update();
        assertThat(officer.get("/reviews/" + open(other)).body()).containsPattern(account(teacher, true));
    }

    @Test
    void strangeInputIsAnsweredInWords() {
        UUID round = open(officer);
        assertThat(decide(officer, round, UUID.randomUUID(), "KEEP", "")).contains("data-failed=\"unfitting\"");
        assertThat(decide(officer, round, UUID.randomUUID(), "BURN", "")).contains("data-failed=\"act\"");
        assertThat(officer.get("/reviews/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIEU_TRUONG", "QT_NEN_TANG", "CHUYEN_VIEN_SO"})
    void othersAreDenied(String role) {
        assertThat(server.browser(role).get("/reviews").statusCode()).isEqualTo(403);
    }

    @Test
    void theAuditorReadsOnly() {
        UUID round = open(officer);
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        assertThat(auditor.get("/reviews/" + round).body()).doesNotContain("id=\"sign\"");
        assertThat(auditor.post(auditor.get("/alerts/queue"), "/reviews", Map.of())
                        .statusCode())
                .isEqualTo(403);
    }
}
