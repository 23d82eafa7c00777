package vn.khue.audit.app.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.web.trial.TrialBrowser;

/** Commands on computers: asked for by one, approved by another, sent once, and every step in the log. */
class HostCommandPagesTest extends AlertPages {

    private static final String ALL = "/wazuh/responses";

    private final String agent =
            Integer.toString(100_000 + (int) (Math.abs(UUID.randomUUID().getLeastSignificantBits()) % 800_000));
    private TrialWazuh wazuh;

    @BeforeEach
    void begin() throws Exception {
        wazuh = new TrialWazuh();
        Path file = server.secrets().resolve("wazuh-account");
        Files.writeString(file, "khue\npassword\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        server.database()
                .sql(
                        "insert into wazuh_set_up (address, ca, indexer, line, least_level, mirror) values (?, '', '', 'V4', 7, false)"
                                + " on conflict (one) do update set address = excluded.address")
                .param(wazuh.address())
                .update();
        server.database()
                .sql("insert into wazuh_agent (id, name, state, groups, system, asked_at)"
                        + " values (?, 'may-ca', 'ACTIVE', '{}', '', now() + interval '1 day')")
                .param(agent)
                .update();
    }

    @AfterEach
    void end() {
        server.database().sql("delete from wazuh_set_up").update();
        server.database()
                .sql("delete from wazuh_agent where id = ?")
                .param(agent)
                .update();
        wazuh.close();
    }

    private String asked(String address, String note) {
        officer.post(
                officer.get(ALL),
                ALL,
                Map.of("agent", agent, "command", "BLOCK_ADDRESS", "address", address, "note", note));
        return officer.get(ALL).body();
    }

    private UUID request() {
        return server.database()
                .sql("select id from wazuh_response where agent = ? order by asked_at desc limit 1")
                .param(agent)
                .query(UUID.class)
                .single();
    }

    private static String act(TrialBrowser who, UUID id, String act) {
        HttpResponse<String> answer = who.post(who.get(ALL), ALL + "/" + id, Map.of("act", act));
        assertThat(answer.statusCode()).isBetween(302, 303);
        return who.get(ALL).body();
    }

    @Test
    void isSentOnceAfterASecondOfficerApproved() {
        assertThat(asked("not an address", "x")).contains("data-failed=\"address\"", "Lỗi: Ứng phó trên máy");
        assertThat(asked("203.0.113.7", " ")).contains("data-failed=\"note\"", "203.0.113.7");
        assertThat(asked("203.0.113.7", "dò mật khẩu từ đây")).contains("data-done=\"asked\"", "dò mật khẩu từ đây");
        UUID id = request();
        assertThat(act(officer, id, "approve")).contains("data-failed=\"own\"");
        assertThat(wazuh.commands).isEmpty();
        wazuh.responded = "{\"data\": {\"affected_items\": [\"" + agent + "\"], \"total_affected_items\": 1,"
                + " \"total_failed_items\": 0, \"failed_items\": []}, \"message\": \"x\", \"error\": 0}";
        assertThat(act(second(), id, "approve")).contains("data-done=\"approve\"", "Trần Văn Minh");
        assertThat(act(second(), id, "approve")).contains("data-failed=\"changed\"");
        assertThat(wazuh.commands)
                .singleElement()
                .satisfies(command -> assertThat(command)
                        .contains("agents_list=" + agent, "\"!firewall-drop\"", "\"srcip\":\"203.0.113.7\""));
        assertThat(server.recorded("HOST_COMMANDED", "\"id\":\"" + agent + "\""))
                .isEqualTo(2);
    }

    @Test
    void saysWhereWazuhWouldNotAndTakesNoOldRequest() {
        asked("203.0.113.7", "thử");
        UUID id = request();
        wazuh.responded =
                "{\"data\": {\"affected_items\": [], \"total_affected_items\": 0, \"total_failed_items\": 1, \"failed_items\":"
                        + " [{\"error\": {\"code\": 1707, \"message\": \"Cannot send request, agent is not active\"}, \"id\": [\""
                        + agent
                        + "\"]}]}, \"message\": \"x\", \"error\": 1}";
        assertThat(act(second(), id, "approve")).contains("data-failed=\"failed\"", "agent is not active");
        assertThat(server.recorded("HOST_COMMANDED", "\"id\":\"" + agent + "\""))
                .isEqualTo(3);
        asked("203.0.113.8", "để lâu");
        UUID old = request();
        server.database()
                .sql("update wazuh_response set asked_at = asked_at - interval '2 hours' where id = ?")
                .param(old)
                .update();
        assertThat(act(second(), old, "approve")).contains("data-failed=\"late\"");
        assertThat(wazuh.commands).hasSize(1);
        assertThat(act(second(), old, "refuse")).contains("data-done=\"refuse\"");
    }

    @Test
    void isAskedForFromAnAlertForSeveralComputersAtOnce() {
        UUID alert = raise(somebody(), 1);
        String other = Integer.toString(Integer.parseInt(agent) + 100_000);
        server.database()
                .sql("insert into wazuh_agent (id, name, state, groups, system, asked_at)"
                        + " values (?, 'may-2', 'ACTIVE', '{}', '', now() + interval '1 day')")
                .param(other)
                .update();
        String address = ALL + "?address=203.0.113.9&agent=" + agent + "&alert=" + alert;
        assertThat(officer.get(address).body())
                .contains("value=\"203.0.113.9\"", "value=\"" + agent + "\"", "/alerts/" + alert);
        Map<String, String> form = new HashMap<>(Map.of(
                "command",
                "BLOCK_ADDRESS",
                "address",
                "203.0.113.9",
                "note",
                "theo cảnh báo",
                "alert",
                alert.toString()));
        form.put("agent", agent + ", 999999999");
        assertThat(followed(officer, officer.post(officer.get(address), ALL, form)))
                .as("one of them is no computer")
                .contains("data-failed=\"agent\"", "value=\"" + alert + "\"");
        form.put("agent", agent + " " + other);
        assertThat(followed(officer, officer.post(officer.get(address), ALL, form)))
                .contains("data-done=\"asked\"");
        assertThat(server.database()
                        .sql("select agent from wazuh_response where alert = ? order by agent")
                        .param(alert)
                        .query(String.class)
                        .list())
                .containsExactly(agent, other);
        assertThat(server.recorded("HOST_COMMANDED", "\"event\":\"" + alert)).isEqualTo(2);
        server.database()
                .sql("delete from wazuh_agent where id = ?")
                .param(other)
                .update();
    }

    @Test
    void theAuditorSeesAndNobodyElseOrders() {
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        assertThat(auditor.get(ALL).body()).contains("Ứng phó trên máy").doesNotContain("name=\"command\"");
        assertThat(auditor.post(auditor.get(ALL), ALL, Map.of("agent", agent)).statusCode())
                .isEqualTo(403);
        for (String role : new String[] {"QT_NEN_TANG", "HIEU_TRUONG", "GIAO_VIEN"}) {
            assertThat(server.browser(role).get(ALL).statusCode()).as(role).isEqualTo(403);
        }
    }
}
