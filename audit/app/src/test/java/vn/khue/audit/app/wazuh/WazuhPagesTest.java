package vn.khue.audit.app.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.wazuh.NoticeSecret;
import vn.khue.audit.wazuh.export.RuleExport;
import vn.khue.web.trial.TrialBrowser;

/** The page on which Wazuh is set up, its computers, and the door for its alerts. */
class WazuhPagesTest {

    private static final String SECRET = "a secret of a test only, long enough";

    private final AuditServer server = AuditServer.get();
    private TrialWazuh wazuh;

    @BeforeEach
    void begin() throws Exception {
        wazuh = new TrialWazuh();
        write("wazuh-account", "khue\npassword\n");
        write("wazuh-notices", SECRET + "\n");
    }

    @AfterEach
    void end() throws Exception {
        server.database().sql("delete from wazuh_set_up").update();
        Files.deleteIfExists(server.secrets().resolve("wazuh-account"));
        wazuh.close();
    }

    private void write(String name, String text) throws Exception {
        Path file = server.secrets().resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Map<String, String> form(String address) {
        return new HashMap<>(
                Map.of("address", address, "ca", "", "indexer", "", "line", "V4", "level", "7", "mirror", ""));
    }

    private static String save(TrialBrowser who, Map<String, String> form) {
        HttpResponse<String> answer = who.post(who.get("/wazuh"), "/wazuh", form);
        assertThat(answer.statusCode()).isBetween(302, 303);
        return who.get("/wazuh").body();
    }

    @Test
    void saysInWordsWhatIsRightAndWhatIsWrong() throws Exception {
        TrialBrowser admin = server.browser("QT_NEN_TANG");
        assertThat(admin.get("/wazuh").body())
                .contains("data-state=\"none\"", "Chưa nối với Wazuh", server.secrets() + "/wazuh-account")
                .doesNotContain("password");
        Map<String, String> wrong = form("https://wazuh.example.vn:55000/path");
        assertThat(save(admin, wrong)).contains("data-failed=\"address\"", "Lỗi: Nối với Wazuh", "/path", "Chưa lưu");
        wrong.put("address", "https://wazuh.example.vn:55000");
        wrong.put("ca", "no certificate");
        assertThat(save(admin, wrong)).contains("data-failed=\"ca\"", "no certificate");
        wrong.put("level", "many");
        wrong.put("address", wazuh.address());
        assertThat(save(admin, wrong)).contains("data-failed=\"level\"");
        assertThat(server.database()
                        .sql("select count(*) from wazuh_set_up")
                        .query(Long.class)
                        .single())
                .isZero();

        assertThat(save(admin, form(wazuh.address())))
                .contains("data-done=\"save\"", "data-state=\"up\"", "Đang nối với Wazuh 4.14.7", "đủ quyền");
        assertThat(server.recorded("WAZUH_SET_UP", "\"operation\":\"save\"")).isPositive();
        wazuh.mode = "white";
        admin.post(admin.get("/wazuh"), "/wazuh/test", Map.of());
        assertThat(admin.get("/wazuh").body())
                .contains("data-missing=\"yes\"", "event:ingest", "cảnh báo của Khuê không sang được Wazuh");
        wazuh.knowsUs = false;
        write("wazuh-account", "khue\nanother\n");
        Map<String, String> elsewhere = form(wazuh.address().replace("localhost", "127.0.0.1"));
        assertThat(save(admin, elsewhere))
                .contains("data-reason=\"credentials\"", "Wazuh từ chối tên hoặc mật khẩu", "dòng đầu là tên");
        Files.delete(server.secrets().resolve("wazuh-account"));
        admin.post(admin.get("/wazuh"), "/wazuh/test", Map.of());
        assertThat(admin.get("/wazuh").body()).contains("data-state=\"down\"");
    }

    @Test
    void isForThePlatformAdministratorAndTheOfficer() {
        for (String role : new String[] {"KIEM_TOAN", "HIEU_TRUONG", "GIAO_VIEN"}) {
            TrialBrowser browser = server.browser(role);
            assertThat(browser.get("/wazuh").statusCode()).as(role).isEqualTo(403);
            assertThat(browser.get("/wazuh/rules.zip").statusCode()).as(role).isEqualTo(403);
        }
        assertThat(server.browser("QT_NEN_TANG").get("/wazuh/computers").statusCode())
                .isEqualTo(403);
        HttpResponse<String> rules = server.browser("AN_NINH").get("/wazuh/rules.zip");
        assertThat(rules.statusCode()).isEqualTo(200);
        assertThat(rules.body())
                .startsWith("PK")
                .contains(
                        "4.x/khue_rules.xml",
                        "4.x/0000-khue_decoders.xml",
                        "5.x/khue-decoder.yml",
                        "5.x/rules/impersonation.yml");
    }

    @Test
    void showsComputersByTheirGroupsAndWhatWazuhSaysOfThem() throws Exception {
        wazuh.agents =
                "{\"data\": {\"affected_items\": [{\"id\": \"003\", \"name\": \"may-ca\", \"status\": \"active\","
                        + " \"group\": [\"thcs-hoa-sen\"], \"os\": {\"name\": \"Debian\"}, \"lastKeepAlive\": \"2026-11-27T01:00:00Z\"},"
                        + " {\"id\": \"004\", \"name\": \"may-2\", \"status\": \"disconnected\", \"group\": [\"thcs-hoa-sen\"]}],"
                        + " \"total_affected_items\": 2, \"total_failed_items\": 0, \"failed_items\": []}, \"message\": \"x\", \"error\": 0}";
        wazuh.assessments =
                "{\"data\": {\"affected_items\": [{\"policy_id\": \"cis\", \"name\": \"CIS\", \"pass\": 82, \"fail\": 18,"
                        + " \"invalid\": 0, \"score\": 82}], \"total_affected_items\": 1, \"total_failed_items\": 0, \"failed_items\": []},"
                        + " \"message\": \"x\", \"error\": 0}";
        save(server.browser("QT_NEN_TANG"), form(wazuh.address()));
        AuditServer.await(() -> server.database()
                        .sql("select count(*) from wazuh_agent where score = 82")
                        .query(Long.class)
                        .single()
                == 1);
        String id = UUID.randomUUID().toString();
        assertThat(post(alert(id, Instant.now()), null, Instant.now()).body()).isEqualTo("{\"stored\":1}");
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        assertThat(auditor.get("/wazuh/computers").body())
                .contains(
                        "data-group=\"thcs-hoa-sen\"",
                        "1 trên 2 máy đang báo",
                        "Nhóm chưa rõ của ai:",
                        "Mất liên lạc",
                        "82/100",
                        "18 mục chưa đạt",
                        "Integrity checksum changed &lt;b&gt;");
        assertThat(server.recorded("LOG_READ", "kind=HOST_ALERT")).isPositive();
        AuditServer.await(() -> server.database()
                        .sql(
                                "select count(*) from detection_alert where rule = 'host_alert' and ? = any (group_values)")
                        .param("r-" + id.substring(0, 8))
                        .query(Long.class)
                        .single()
                == 1);
    }

    private String schools(TrialBrowser who) {
        String page = who.get("/wazuh/computers").body();
        return page.substring(page.indexOf("id=\"schools\""));
    }

    @Test
    void tellsOfEachSchoolHowFarItsComputersAreEnrolled() {
        String unit = "u-" + UUID.randomUUID().toString().substring(0, 8);
        String bare = "u-" + UUID.randomUUID().toString().substring(0, 8);
        for (String each : List.of(unit, bare)) {
            server.deliver(List.of(AuditEvent.of(
                            EventKind.LOGIN, Outcome.SUCCESS, Actor.person(UUID.randomUUID()), "sso", Clock.systemUTC())
                    .unit(each)
                    .build()));
        }
        List<String> states = List.of("ACTIVE", "ACTIVE", "DISCONNECTED", "PENDING", "NEVER_CONNECTED");
        for (int i = 0; i < states.size(); i++) {
            server.database()
                    .sql("insert into wazuh_agent (id, name, state, groups, system, asked_at)"
                            + " values (?, 'may', ?, ?, '', now() + interval '1 day')")
                    .params("e" + unit + i, states.get(i), new String[] {i == 0 ? unit : "phòng máy " + unit})
                    .update();
        }
        TrialBrowser officer = server.browser("AN_NINH");
        assertThat(schools(officer))
                .contains("data-school=\"" + unit, "1 đang báo", "phòng máy " + unit, "/entities/school?id=" + bare)
                .doesNotContain("data-school=\"" + bare);
        TrialBrowser admin = server.browser("QT_NEN_TANG");
        assertThat(group(admin, "phòng máy " + unit, "a b")).contains("data-failed=\"unit\"");
        assertThat(group(admin, "no such group", unit)).contains("data-failed=\"group\"");
        assertThat(group(admin, "phòng máy " + unit, unit)).contains("data-done=\"group\"");
        assertThat(schools(officer)).contains("2 đang báo", "1 mất liên lạc", "1 đang chờ", "1 chưa từng báo");
        assertThat(server.recorded("WAZUH_SET_UP", "\"operation\":\"group\"")).isPositive();
        assertThat(group(admin, "phòng máy " + unit, "")).contains("data-done=\"group\"");
        assertThat(schools(officer)).contains("1 đang báo").doesNotContain("1 đang chờ");
        assertThat(server.browser("KIEM_TOAN")
                        .post(
                                server.browser("KIEM_TOAN").get("/wazuh/computers"),
                                "/wazuh/groups",
                                Map.of("group", unit, "unit", unit))
                        .statusCode())
                .isEqualTo(403);
        server.database()
                .sql("delete from wazuh_agent where id like ?")
                .param("e" + unit + "%")
                .update();
    }

    private static String group(TrialBrowser who, String group, String unit) {
        who.post(who.get("/wazuh"), "/wazuh/groups", Map.of("group", group, "unit", unit));
        return who.get("/wazuh").body();
    }

    private static byte[] alert(String id, Instant time) {
        return ("{\"timestamp\":\"" + time + "\",\"id\":\"" + id
                        + "\",\"manager\":{\"name\":\"w\"},\"agent\":{\"id\":\"003\","
                        + "\"name\":\"may-ca\"},\"rule\":{\"id\":\"r-" + id.substring(0, 8)
                        + "\",\"level\":12,\"description\":\"Integrity checksum changed <b>\",\"groups\":[\"syscheck\"]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @param authorization or null for a signature */
    private HttpResponse<String> post(byte[] body, String authorization, Instant signed) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.base() + "/api/wazuh/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (authorization == null) {
            request.header(
                    "X-Khue-Signature", new NoticeSecret(server.secrets().resolve("wazuh-notices")).sign(body, signed));
        } else {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The very script that a Wazuh manager is given, under whatever Python is here. */
    @Test
    void theScriptForIntegratordIsUnderstood() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "no Python here");
        Path script = Files.createTempFile("custom-khue", "");
        Files.writeString(
                script,
                RuleExport.of(DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT)))
                        .script());
        String id = UUID.randomUUID().toString();
        Path alert = Files.write(Files.createTempFile("alert", ".json"), alert(id, Instant.now()));
        Process process = new ProcessBuilder(
                        python.toString(),
                        script.toString(),
                        alert.toString(),
                        SECRET,
                        server.base() + "/api/wazuh/alerts")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(server.database()
                        .sql("select count(*) from wazuh_host_alert where rule = ?")
                        .param("r-" + id.substring(0, 8))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theDoorTakesWhatWazuhProvesAndEachAlertOnce() throws Exception {
        Instant now = Instant.now();
        byte[] body = alert(UUID.randomUUID().toString(), now);
        assertThat(post(body, "Bearer nonsense", now).statusCode()).isEqualTo(401);
        assertThat(post(body, null, now.minusSeconds(400)).statusCode())
                .as("signed long ago: a replay")
                .isEqualTo(403);
        assertThat(post(body, null, now).body()).isEqualTo("{\"stored\":1}");
        assertThat(post(body, null, now).body()).as("again within the window").isEqualTo("{\"stored\":0}");
        assertThat(post(body, "Bearer " + SECRET, now).body()).isEqualTo("{\"stored\":0}");
        assertThat(post(alert(UUID.randomUUID().toString(), now), "Bearer " + SECRET, now)
                        .body())
                .isEqualTo("{\"stored\":1}");
        assertThat(post(alert(UUID.randomUUID().toString(), now.minusSeconds(90_000)), "Bearer " + SECRET, now)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("{}".getBytes(StandardCharsets.UTF_8), null, now).statusCode())
                .isEqualTo(422);
        assertThat(post(new byte[300 << 10], null, now).statusCode()).isEqualTo(413);
        Files.setPosixFilePermissions(
                server.secrets().resolve("wazuh-notices"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(post(body, "Bearer " + SECRET, now).statusCode()).isEqualTo(503);
    }
}
