package vn.khue.audit.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.audit.app.timestamp.TimestampRounds;
import vn.khue.audit.app.timestamp.TrialTimestamps;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.Origin;
import vn.khue.audit.ledger.verify.EvidenceVerifier;
import vn.khue.audit.ledger.verify.Fault;
import vn.khue.audit.ledger.verify.Trusted;
import vn.khue.audit.ledger.verify.Verdict;
import vn.khue.web.trial.TrialBrowser;

/** Evidence as it is taken away, judged by the verifier that shares no code with the ledger's writer. */
class EvidenceTest extends AlertPages {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    Path directory;

    /** Downloads as bytes; the browser of the tests reads text. */
    private byte[] taken(TrialBrowser who, String path) throws Exception {
        Matcher csrf = CSRF.matcher(who.get(path).body());
        assertThat(csrf.find()).isTrue();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.base() + path + "/evidence"))
                                .header(
                                        "Cookie",
                                        who.cookies().stream()
                                                .map(each -> each.getName() + "=" + each.getValue())
                                                .collect(Collectors.joining("; ")))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        return answer.body();
    }

    private static SortedMap<String, byte[]> files(byte[] zip) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                files.put(each.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private Verdict judged(SortedMap<String, byte[]> files) throws IOException {
        return judged(files, List.of());
    }

    private Verdict judged(SortedMap<String, byte[]> files, List<X509Certificate> authorities) throws IOException {
        Path zip = Files.createTempFile(directory, "evidence", ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.UTF_8)) {
            for (var each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        String vkey = Files.readString(server.publicKey(), StandardCharsets.US_ASCII);
        return new EvidenceVerifier(new Trusted(Optional.of(vkey), authorities, List.of())).verify(zip);
    }

    private String text(byte[] pdf) throws Exception {
        // Kept, to be looked at.
        Path file =
                Files.write(Files.createDirectories(Path.of("target/pictures")).resolve("ho-so.pdf"), pdf);
        Path program = Path.of("/usr/bin/pdftotext");
        Assumptions.assumeTrue(Files.isExecutable(program), "needs " + program + "; ./khue test installs it");
        Process process = new ProcessBuilder(program.toString(), "-layout", file.toString(), "-")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }

    @Test
    void anAlertWithItsEventsAsInTheLedgerAndProofsThatTheVerifierTakes() throws Exception {
        AuditEvent one = event(unit, 1);
        AuditEvent two = event(unit, 61);
        server.deliver(List.of(one, two));
        UUID alert = raise(RULE, SigmaLevel.HIGH, somebody(), 70, one, two);
        officer.post(
                officer.get("/alerts/" + alert),
                "/alerts/" + alert,
                Map.of("act", "comment", "version", "0", "note", "Đã gọi nhà trường ẾỆỔỮ"));
        long last = server.database()
                        .sql("select size from ledger_head")
                        .query(Long.class)
                        .single()
                - 1;
        server.awaitSigned(last);

        byte[] zip = taken(officer, "/alerts/" + alert);
        SortedMap<String, byte[]> files = files(zip);

        for (AuditEvent each : List.of(one, two)) {
            assertThat(files.get("events/" + server.index(each) + ".json")).isEqualTo(EventJson.write(each));
            assertThat(new String(files.get("proofs/" + server.index(each) + ".tlog-proof"), StandardCharsets.UTF_8))
                    .startsWith("c2sp.org/tlog-proof@v1\nindex " + server.index(each) + "\n")
                    .endsWith(new String(files.get("checkpoint"), StandardCharsets.UTF_8));
        }
        assertThat(files.keySet().stream().filter(name -> name.startsWith("events/")))
                .as("the two, that the alert was raised, and the decision")
                .hasSize(4);
        assertThat(judged(files)).isInstanceOfSatisfying(Verdict.Sound.class, sound -> {
            assertThat(sound.size()).isEqualTo(4);
            assertThat(sound.signatureChecked()).isTrue();
        });
        JsonNode record = JsonMapper.shared().readTree(files.get("ho-so.json"));
        assertThat(record.path("alerts").get(0).path("id").asString()).isEqualTo(alert.toString());
        assertThat(record.path("alerts").get(0).path("events")).hasSize(2);
        assertThat(record.path("waiting")).isEmpty();
        assertThat(text(files.get("ho-so.pdf")))
                .contains(
                        "Hồ sơ cảnh báo: Dò mật khẩu một tài khoản",
                        "10 lần trong khoảng 10 phút; ngưỡng là 10.",
                        "Đăng nhập không được",
                        "Đã gọi nhà trường ẾỆỔỮ",
                        "Kiểm chứng hồ sơ này",
                        Long.toString(server.index(two)));
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
        assertThat(server.recorded("EVIDENCE_EXPORTED", hash)).isEqualTo(1);
    }

    @Test
    void whatIsSealedOpensByAKeyOfItsOwnAndItsTimestampHolds() throws Exception {
        AuditEvent plain = event(unit, 1);
        AuditEvent one = new AuditEvent(
                plain.id(),
                plain.time(),
                plain.kind(),
                plain.outcome(),
                plain.actor().from(Origin.seen("198.51.100.9", "curl/8")),
                plain.target(),
                plain.unit(),
                plain.source(),
                plain.details());
        server.deliver(List.of(one));
        UUID alert = raise(RULE, SigmaLevel.HIGH, somebody(), 2, one);
        server.awaitSigned(server.index(one) + 1);
        server.database().sql("delete from ledger_timestamp").update();
        SortedMap<String, byte[]> files;
        try (TrialTimestamps authority = TrialTimestamps.at(server.timestampPort())) {
            server.part(TimestampRounds.class).run();
            files = files(taken(officer, "/alerts/" + alert));
            String event = "events/" + server.index(one) + ".json";
            String key = "openings/" + server.index(one) + ".key";
            assertThat(new String(files.get(event), StandardCharsets.UTF_8))
                    .contains("\"sealed\"")
                    .doesNotContain("198.51.100.9");
            assertThat(judged(files, List.of(authority.root()))).isInstanceOfSatisfying(Verdict.Sound.class, sound -> {
                assertThat(sound.besides().opened()).isGreaterThanOrEqualTo(1);
                assertThat(sound.besides().timestamps()).isEqualTo(1);
                assertThat(sound.besides().authorityChecked()).isTrue();
            });
            SortedMap<String, byte[]> changed = new TreeMap<>(files);
            changed.put(key, Base64.getEncoder().encode(new byte[32]));
            assertThat(judged(changed)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
                assertThat(broken.fault()).isEqualTo(Fault.OPENING_FALSE);
                assertThat(broken.firstBadEntry()).hasValue(server.index(one));
            });
            for (String ending : List.of(".tst", ".checkpoint", ".consistency")) {
                SortedMap<String, byte[]> without = new TreeMap<>(files);
                without.keySet().removeIf(name -> name.startsWith("timestamps/") && name.endsWith(ending));
                Verdict verdict = judged(without);
                if (ending.equals(".tst")) {
                    assertThat(verdict).as("no token, no claim").isInstanceOf(Verdict.Sound.class);
                } else {
                    assertThat(verdict).as("without " + ending).isInstanceOf(Verdict.Broken.class);
                }
            }
        }
    }

    @Test
    void oneChangedByteIsFoundAndNamed() throws Exception {
        AuditEvent one = event(unit, 1);
        server.deliver(List.of(one));
        UUID alert = raise(RULE, SigmaLevel.HIGH, somebody(), 2, one);
        server.awaitSigned(server.index(one) + 1);
        SortedMap<String, byte[]> files = files(taken(officer, "/alerts/" + alert));
        String event = "events/" + server.index(one) + ".json";
        String proof = "proofs/" + server.index(one) + ".tlog-proof";
        for (String name : List.of(event, proof)) {
            SortedMap<String, byte[]> changed = new TreeMap<>(files);
            byte[] bytes = files.get(name).clone();
            bytes[bytes.length / 2] ^= 1;
            changed.put(name, bytes);
            assertThat(judged(changed))
                    .as(name)
                    .isInstanceOfSatisfying(
                            Verdict.Broken.class,
                            broken -> assertThat(broken.firstBadEntry()).hasValue(server.index(one)));
        }
        for (String name : List.of(event, proof)) {
            SortedMap<String, byte[]> lacking = new TreeMap<>(files);
            lacking.remove(name);
            assertThat(judged(lacking)).as("without " + name).isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void aCaseWithItsDecisionsAndTheClock() throws Exception {
        UUID one = raise(somebody(), 1);
        UUID two = raise(somebody(), 2);
        String ids = one + "," + two;
        HttpResponse<String> opened = officer.post(
                officer.get("/cases/new?alert=" + ids), "/cases", Map.of("alert", ids, "title", "Cùng một đợt dò"));
        String path = TrialBrowser.location(opened).getPath();
        officer.post(officer.get(path), path, Map.of("act", "mark", "reason", "DATA_BREACH", "version", "1"));
        server.awaitSigned(server.database()
                        .sql("select size from ledger_head")
                        .query(Long.class)
                        .single()
                - 1);

        SortedMap<String, byte[]> files = files(taken(officer, path));

        assertThat(judged(files)).isInstanceOf(Verdict.Sound.class);
        assertThat(text(files.get("ho-so.pdf")))
                .contains("Cùng một đợt dò", "Lộ dữ liệu cá nhân", "Ngô Thanh Lan lập vụ việc", "Sự kiện tính vào");
        JsonNode record = JsonMapper.shared().readTree(files.get("ho-so.json"));
        assertThat(record.path("alerts")).hasSize(2);
        assertThat(record.path("case").path("incidents").has("DATA_BREACH")).isTrue();
        assertThat(record.path("events").size())
                .as("per alert one event, its raising and its taking; four of the case")
                .isEqualTo(10);
    }
}
