package vn.khue.audit.app.blocklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.web.trial.TrialBrowser;

/** Addresses to be blocked: counted first, asked for by one, approved by another, and every step in the log. */
class BlocklistPagesTest extends AlertPages {

    private static final String ALL = "/blocklist";

    private final String network = "203." + ThreadLocalRandom.current().nextInt(1, 250) + "."
            + ThreadLocalRandom.current().nextInt(1, 250) + ".";

    private AuditEvent login(String ip, UUID person, boolean success) {
        return AuditEvent.of(
                        success ? EventKind.LOGIN : EventKind.LOGIN_FAILED,
                        success ? Outcome.SUCCESS : Outcome.FAILURE,
                        Actor.person(person).from(Origin.seen(ip, "Firefox/140")),
                        "sso",
                        Clock.fixed(time.minusSeconds(30), ZoneOffset.UTC))
                .unit(unit)
                .build();
    }

    private String ask(String range, String days, String note) {
        return followed(
                officer, officer.post(officer.get(ALL), ALL, Map.of("range", range, "days", days, "note", note)));
    }

    private UUID request(String addresses) {
        return server.database()
                .sql("select id from address_block where addresses = ? order by asked_at desc limit 1")
                .param(addresses)
                .query(UUID.class)
                .single();
    }

    private String act(TrialBrowser who, UUID id, String act) {
        return followed(who, who.post(who.get(ALL), ALL + "/" + id, Map.of("act", act)));
    }

    @Test
    void whoWouldBeHitIsCountedBeforeAnybodyAsks() {
        List<AuditEvent> logins = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            logins.add(login(network + (10 + i), UUID.randomUUID(), true));
        }
        logins.add(login(network + "10", UUID.randomUUID(), false));
        UUID twice = UUID.randomUUID();
        logins.add(login(network + "200", twice, true));
        logins.add(login(network + "200", twice, true));
        server.deliver(logins);
        assertThat(officer.get(ALL + "?range=" + network + "0/25").body())
                .contains("data-use=\"crowd\"", "12 người đã vào", "13, 1 không được", unit, "(12 người)");
        assertThat(officer.get(ALL + "?range=" + network + "200").body())
                .contains("data-use=\"some\"", "1 người đã vào");
        assertThat(officer.get(ALL + "?range=" + network + "99").body()).contains("data-use=\"none\"");
        assertThat(officer.get(ALL + "?range=198.51.100.200").body())
                .contains("data-use=\"school\"", "Đây là mạng của trường (198.51.100.128/25)");
        assertThat(officer.get(ALL + "?range=khue.edu.vn").body())
                .contains("data-failed=\"range\"", "<title>Lỗi: ")
                .doesNotContain("data-use");
        assertThat(officer.get(ALL + "?range=10.0.0.0/8").body()).contains("data-failed=\"wide\"");
        assertThat(officer.get(ALL + "?range=127.0.0.1").body()).contains("data-failed=\"special\"");
        assertThat(server.recorded("LOG_READ", network))
                .as("no addresses beside who looked")
                .isZero();
    }

    @Test
    void oneAsksAnotherApprovesAndAnybodyEndsIt() {
        String address = network + "7";
        server.deliver(List.of(login(address, UUID.randomUUID(), true)));
        assertThat(ask(address, "0", "x")).contains("data-failed=\"days\"", "value=\"" + address);
        assertThat(ask(address, "91", "x")).contains("data-failed=\"days\"");
        assertThat(ask(address, "30", " ")).contains("data-failed=\"note\"");
        assertThat(ask("::1", "30", "x")).contains("data-failed=\"special\"");
        assertThat(ask(address, "30", "dò mật khẩu từ đây"))
                .contains("data-done=\"ask\"", "dò mật khẩu từ đây", "Chờ duyệt");
        assertThat(ask(address, "30", "lần nữa")).contains("data-failed=\"standing\"");
        UUID id = request(address);
        assertThat(act(officer, id, "approve")).contains("data-failed=\"own\"");
        assertThat(act(second(), id, "approve")).contains("data-done=\"approve\"", "Đang chặn", "Trần Văn Minh");
        assertThat(act(second(), id, "refuse")).contains("data-failed=\"changed\"");
        assertThat(act(officer, id, "end")).contains("data-done=\"end\"", "Đã thôi");
        assertThat(act(officer, id, "end")).contains("data-failed=\"changed\"");
        assertThat(server.recorded("ADDRESS_BLOCK_CHANGED", id.toString())).isEqualTo(3);
        assertThat(server.recorded("ADDRESS_BLOCK_CHANGED", address)).isZero();
        assertThat(ask(address, "30", "sau khi thôi thì xin lại được")).contains("data-done=\"ask\"");
        assertThat(act(second(), request(address), "refuse")).contains("data-done=\"refuse\"", "Không duyệt");
    }

    @Test
    void theEndComesByItself() {
        String address = network + "8";
        ask(address, "1", "một ngày");
        UUID id = request(address);
        act(second(), id, "approve");
        server.database()
                .sql(
                        "update address_block set begins = begins - interval '2 days', ends = ends - interval '2 days' where id = ?")
                .param(id)
                .update();
        assertThat(officer.get(ALL).body()).contains("data-block=\"" + id, "Hết hạn");
        assertThat(act(officer, id, "end")).contains("data-failed=\"changed\"");
        assertThat(ask(address, "1", "thêm một ngày")).contains("data-done=\"ask\"");
    }

    @Test
    void theAuditorSeesAndNobodyElse() {
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        assertThat(auditor.get(ALL).body()).contains("Địa chỉ bị chặn").doesNotContain("name=\"range\"");
        assertThat(auditor.get(ALL + "?range=" + network + "7").body()).doesNotContain("data-use");
        assertThat(auditor.post(auditor.get(ALL), ALL, Map.of("range", network + "7", "days", "1", "note", "x"))
                        .statusCode())
                .isEqualTo(403);
        for (String role : new String[] {"QT_NEN_TANG", "HIEU_TRUONG", "GIAO_VIEN"}) {
            assertThat(server.browser(role).get(ALL).statusCode()).as(role).isEqualTo(403);
        }
    }
}
