package vn.khue.audit.app.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.web.trial.TrialBrowser;

/** The list of Wazuh beside that of Khuê, kept by the running service's own worker. */
class BlocklistMirrorTest extends AlertPages {

    private final String address = "203.0." + ThreadLocalRandom.current().nextInt(1, 250) + "."
            + ThreadLocalRandom.current().nextInt(1, 250);
    private TrialWazuh wazuh;

    @BeforeEach
    void begin() throws Exception {
        wazuh = new TrialWazuh();
        Path file = server.secrets().resolve("wazuh-account");
        Files.writeString(file, "khue\npassword\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void end() throws Exception {
        server.database().sql("delete from wazuh_set_up").update();
        server.database().sql("delete from wazuh_list").update();
        server.database()
                .sql("update address_block set state = 'ENDED', ends = now() where state = 'APPROVED'")
                .update();
        Files.deleteIfExists(server.secrets().resolve("wazuh-account"));
        wazuh.close();
    }

    private void connect() {
        server.database()
                .sql(
                        "insert into wazuh_set_up (address, ca, indexer, line, least_level, mirror) values (?, '', '', 'V4', 7, false)"
                                + " on conflict (one) do update set address = excluded.address")
                .param(wazuh.address())
                .update();
    }

    private UUID block(String range) {
        officer.post(officer.get("/blocklist"), "/blocklist", Map.of("range", range, "days", "3", "note", "thử"));
        UUID id = server.database()
                .sql("select id from address_block where addresses = ? order by asked_at desc limit 1")
                .param(range)
                .query(UUID.class)
                .single();
        TrialBrowser second = second();
        second.post(second.get("/blocklist"), "/blocklist/" + id, Map.of("act", "approve"));
        return id;
    }

    private String list() {
        return wazuh.lists.getOrDefault(BlocklistMirror.FILE, "");
    }

    private String page() {
        return officer.get("/wazuh").body();
    }

    @Test
    void isWrittenWhenSomethingIsBlockedTakenUpAndMendedWhenSomebodyChangedIt() {
        wazuh.lists.put(BlocklistMirror.FILE, "198.51.100.66:by-hand\n");
        UUID id = block(address);
        connect();
        AuditServer.await(() -> list().lines().toList().equals(List.of("khue:list", address + ":blocked")));
        AuditServer.await(() -> wazuh.reloads.get() == 1);
        assertThat(wazuh.clusterReloads).as("no cluster").isEmpty();
        AuditServer.await(() -> page().contains("198.51.100.66"));
        String compared = page();
        assertThat(compared)
                .contains(
                        "data-in-step=\"true\"",
                        "Khớp: 1 dòng ở cả hai bên.",
                        "đã sửa",
                        "Wazuh thiếu",
                        address,
                        "Wazuh thừa",
                        "etc/lists/khue-blocked-addresses");
        server.database()
                .sql("update wazuh_list set found_at = '2026-01-02 03:04:05Z', in_step = false")
                .update();
        officer.post(officer.get("/wazuh"), "/wazuh/test", Map.of());
        AuditServer.await(() -> page().contains("data-in-step=\"true\""));
        assertThat(page())
                .as("a comparison that finds nothing leaves it in sight")
                .contains("10:04:05, 02/01/2026", "198.51.100.66");
        assertThat(server.recorded("ADDRESS_BLOCK_CHANGED", "\"operation\":\"sent\""))
                .isPositive();
        UUID range = block(address.substring(0, address.lastIndexOf('.')) + ".0/24");
        String beginning = address.substring(0, address.lastIndexOf('.') + 1);
        AuditServer.await(() -> list().contains("\n" + beginning + ":blocked\n"));
        for (UUID each : List.of(id, range)) {
            officer.post(officer.get("/blocklist"), "/blocklist/" + each, Map.of("act", "end"));
        }
        AuditServer.await(() -> list().equals("khue:list\n"));
        assertThat(wazuh.listWrites.get()).as("only where it differed").isLessThanOrEqualTo(4);
    }

    @Test
    void whatWazuhForbidsIsShownAndTheTieStands() {
        wazuh.givesLists = false;
        block(address);
        connect();
        AuditServer.await(() -> page().contains("Permission denied"));
        assertThat(page()).contains("data-in-step=\"false\"", "Chưa khớp");
        officer.post(officer.get("/wazuh"), "/wazuh/test", Map.of());
        assertThat(page()).contains("data-state=\"up\"");
    }

    @Test
    void inAClusterEveryNodeTakesItUpAndOneThatDoesNotIsNamed() {
        wazuh.clustered = true;
        wazuh.workerAway = true;
        block(address);
        connect();
        AuditServer.await(() -> page().contains("worker-1: Node does not exist"));
        assertThat(page()).contains("data-in-step=\"false\"");
        assertThat(list()).isEqualTo("khue:list\n" + address + ":blocked\n");
        assertThat(wazuh.reloads.get()).as("one node alone").isZero();
        wazuh.workerAway = false;
        officer.post(officer.get("/wazuh"), "/wazuh/test", Map.of());
        AuditServer.await(() -> page().contains("data-in-step=\"true\""));
        assertThat(wazuh.clusterReloads)
                .as("the others keep their counts")
                .containsExactly("null", "nodes_list=worker-1");
    }

    @Test
    void aListThatCannotBeReadIsNotWrittenOver() {
        wazuh.unreadable = true;
        block(address);
        connect();
        AuditServer.await(() -> page().contains("Lists file not found"));
        assertThat(page()).contains("data-in-step=\"false\"");
        assertThat(wazuh.listWrites.get()).isZero();
    }
}
