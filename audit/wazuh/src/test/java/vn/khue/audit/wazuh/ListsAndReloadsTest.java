package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.wazuh.item.NodeReload;

/**
 * What 4.14.7 answers about lists and reloads, as its source has it: framework/wazuh/cdb_list.py, framework/wazuh/core/cdb_list.py and
 * exception.py, framework/wazuh/analysis.py and core/analysis.py. None of it was recorded.
 */
class ListsAndReloadsTest {

    private static final String WELL = "Ruleset reload request sent successfully.";

    @TempDir
    Path folder;

    private final Map<String, Loopback.Told> told = new HashMap<>();
    private Loopback server;
    private Wazuh4 wazuh;

    @BeforeEach
    void begin() throws Exception {
        told.put("/security/user/authenticate", Loopback.Told.token("t"));
        told.put("/", Loopback.Told.json(200, "{\"data\": {\"api_version\": \"4.14.7\"}, \"error\": 0}"));
        told.put(
                "/security/users/me/policies",
                Loopback.Told.json(200, "{\"data\": {\"rbac_mode\": \"black\"}, \"error\": 0}"));
        server = Loopback.plain(
                asked -> told.getOrDefault(asked.path(), Loopback.Told.problem(404, 0, "404: Not Found")));
        wazuh = (Wazuh4)
                answered(new Bench(folder, server.address()).connector().connect());
    }

    @AfterEach
    void end() {
        server.close();
    }

    private static <T> T answered(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<T>) reply).value();
    }

    private static Loopback.Told envelope(String done, String failed, int error) {
        return Loopback.Told.json(
                200,
                "{\"data\": {\"affected_items\": [" + done + "], \"failed_items\": [" + failed
                        + "]}, \"message\": \"x\", \"error\": " + error + "}");
    }

    private static String failure(int code, String message, String id) {
        return "{\"error\": {\"code\": " + code + ", \"message\": \"" + message
                + "\", \"remediation\": \"y\"}, \"id\": [\"" + id + "\"]}";
    }

    private static String reload(String node, String said) {
        return "{\"name\": \"" + node + "\", \"msg\": \"" + said + "\"}";
    }

    private void cluster(String enabled) {
        told.put(
                "/cluster/status",
                Loopback.Told.json(
                        200,
                        "{\"data\": {\"enabled\": \"" + enabled + "\", \"running\": \"" + enabled
                                + "\"}, \"error\": 0}"));
    }

    @Test
    void aListThatIsNotThereIsToldApartFromOneThatCannotBeRead() {
        told.put("/lists/files/khue", envelope("", failure(1802, "Lists file not found", "khue"), 1));
        assertThat(answered(wazuh.lists().read("khue"))).isEmpty();
        for (int code : List.of(1803, 1804, 4000)) {
            told.put("/lists/files/khue", envelope("", failure(code, "Error reading lists file", "khue"), 1));
            Reply<?> reply = wazuh.lists().read("khue");
            assertThat(((Reply.Refused<?>) reply).refusal().code()).isEqualTo(code);
        }
        told.remove("/lists/files/khue");
        assertThat(wazuh.lists().read("khue")).as("a path that Wazuh lacks").isInstanceOf(Reply.Refused.class);
    }

    @Test
    void withoutAClusterTheOneServerIsReloaded() {
        cluster("no");
        told.put("/manager/analysisd/reload", envelope(reload("manager", WELL), "", 0));
        List<NodeReload> nodes = answered(wazuh.server().reloadRulesetEverywhere());
        assertThat(nodes).containsExactly(new NodeReload("manager", WELL));
        assertThat(nodes.get(0).warned()).isFalse();
        assertThat(server.count("PUT", "/cluster/analysisd/reload")).isZero();
    }

    @Test
    void inAClusterAllNodesAreReloadedAndThoseThatAreNotAreNamed() {
        cluster("yes");
        told.put(
                "/cluster/analysisd/reload",
                envelope(
                        reload("master", "(7616): List 'x' could not be loaded. Rule '100100' will be ignored."),
                        failure(1730, "Node does not exist", "worker-2"),
                        2));
        Reply<List<NodeReload>> reply = wazuh.server().reloadRulesetEverywhere();
        Reply.Partly<List<NodeReload>> partly = (Reply.Partly<List<NodeReload>>) reply;
        assertThat(partly.value()).extracting(NodeReload::node).containsExactly("master");
        assertThat(partly.value().get(0).warned()).isTrue();
        assertThat(partly.failures())
                .containsExactly(new ItemFailure(1730, "Node does not exist", List.of("worker-2")));
        assertThat(server.count("PUT", "/manager/analysisd/reload")).isZero();
        told.put("/cluster/analysisd/reload", envelope(reload("worker-2", WELL), "", 0));
        answered(wazuh.server().reloadRulesetOf(List.of("worker-1", "worker-2")));
        assertThat(server.asked.get(server.asked.size() - 1).target())
                .isEqualTo("/cluster/analysisd/reload?nodes_list=worker-1%2Cworker-2");
        assertThatThrownBy(() -> wazuh.server().reloadRulesetOf(List.of())).isInstanceOf(WazuhException.class);
        assertThatThrownBy(() -> wazuh.server().reloadRulesetOf(List.of("*"))).isInstanceOf(WazuhException.class);
    }

    @Test
    void whatCannotBeUsedIsRefusedAndWhetherThereIsAClusterIsNotGuessed() {
        cluster("no");
        told.put(
                "/manager/analysisd/reload",
                envelope("", failure(1914, "Failed to reload ruleset: Invalid decoder name", "manager"), 1));
        assertThat(((Reply.Refused<?>) wazuh.server().reloadRulesetEverywhere())
                        .refusal()
                        .code())
                .isEqualTo(1914);
        told.put("/cluster/status", Loopback.Told.problem(403, 4000, "Permission denied: Resource type: *:*"));
        assertThat(((Reply.Refused<?>) wazuh.server().reloadRulesetEverywhere())
                        .refusal()
                        .reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
        assertThat(server.count("PUT", "/manager/analysisd/reload")).isEqualTo(1);
    }
}
