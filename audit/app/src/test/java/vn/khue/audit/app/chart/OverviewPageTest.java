package vn.khue.audit.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;

/** The page of charts in the running service. */
class OverviewPageTest extends AlertPages {

    private AuditEvent from(String ip) {
        return AuditEvent.of(
                        EventKind.LOGIN_FAILED,
                        Outcome.FAILURE,
                        Actor.person(UUID.randomUUID()).from(Origin.seen(ip, "Firefox/140")),
                        "sso",
                        Clock.fixed(time, ZoneOffset.UTC))
                .unit(unit)
                .build();
    }

    @Test
    void showsAlertsAndEventsOverTimeBySchoolAndByNetwork() {
        server.deliver(List.of(from("192.0.2.1"), from("192.0.2.200"), from("2001:db8:aaaa:1::5"), from("::::")));
        raise(somebody(), 1);
        for (String span : List.of("day", "week", "month")) {
            String page = officer.get("/overview?span=" + span).body();
            assertThat(page)
                    .as(span)
                    .contains("<svg role=\"img\"", "192.0.2.0/24", "2001:db8:aaaa::/48", "/entities/school?id=" + unit)
                    .containsPattern("Từ [0-9:, /]+ đến [0-9:, /]+: tất cả [1-9]")
                    .doesNotContain(" style=", "<style", "??");
        }
        assertThat(server.recorded("LOG_READ", "\"overview\"")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aPrincipalSeesAlertsOfTheirSchoolAndCountsNoEvents() {
        AuditEvent here = event("city", 1);
        server.deliver(List.of(here));
        raise(somebody(), 1);
        String page = server.browser("HIEU_TRUONG").get("/overview").body();
        assertThat(page)
                .contains("Cảnh báo theo trường")
                .doesNotContain(unit, "Từ mạng nào", "Sự kiện theo trường", "/24</td>");
        assertThat(server.browser("QT_NEN_TANG").get("/overview").statusCode()).isEqualTo(403);
        assertThat(server.browser("GIAO_VIEN").get("/overview").statusCode()).isEqualTo(403);
    }

    @Test
    void aSpanThatIsNoneSaysSo() {
        HttpResponse<String> page = officer.get("/overview?span=decade");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("<title>Lỗi: ", "Đang hiện 24 giờ qua.");
    }
}
