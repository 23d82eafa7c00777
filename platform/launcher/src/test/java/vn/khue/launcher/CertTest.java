package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./khue cert check} as a script calls it: every case of NIST PKITS, and wrong words and files. */
class CertTest {
    private static final String AT = "2010-01-01T00:00:00Z";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path pkits;

    @BeforeEach
    void find() {
        pkits = Optional.ofNullable(System.getenv("KHUE_VECTORS"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("khue.root")).resolve("../shared/vectors"))
                .resolve("pkits")
                .normalize();
        Assumptions.assumeTrue(Files.isDirectory(pkits), "no test data at " + pkits + "; set KHUE_VECTORS");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithNistInEveryCaseInWhateverOrderTheCertificatesStand(boolean targetLast) throws IOException {
        List<String> disagreeing = new ArrayList<>();
        int cases = 0;
        for (String file : List.of("pkits.json", "pkits-user-notice.json")) {
            for (JsonNode test : JsonMapper.shared().readTree(Files.readAllBytes(pkits.resolve(file)))) {
                cases++;
                boolean accepted = run(words(test, targetLast)) == 0;
                if (accepted == test.has("error")) {
                    disagreeing.add(test.get("name").asString() + ": " + said());
                }
            }
        }
        assertThat(disagreeing).isEmpty();
        assertThat(cases).isEqualTo(256);
    }

    @Test
    void theVerdictIsOneLineOfJson() throws IOException {
        assertThat(check("--json", "--at", AT, "--crl", crl("GoodCACRL.crl"), "--crl", crl("TrustAnchorRootCRL.crl")))
                .as(said())
                .isZero();
        JsonNode line = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(1);
        assertThat(line.path("indication").asString()).isEqualTo("TOTAL_PASSED");
        assertThat(line.path("subIndication").isNull()).isTrue();
        assertThat(line.path("trustClass").asString()).isEqualTo("TEST");
        assertThat(line.path("subject").asString()).contains("Valid EE Certificate Test1");
        assertThat(line.path("path")).hasSize(2);
        assertThat(line.path("revocation")).hasSize(2);
        assertThat(line.path("revocation").get(0).path("means").asString()).isEqualTo("CRL");
    }

    @Test
    void withoutAnswersAboutRevocationItStaysOpen() {
        assertThat(check("--at", AT)).isEqualTo(2);
        assertThat(said()).contains("Undetermined", "Add --crl or --ocsp");
    }

    @Test
    void whatWasSoundIn2010IsTooWeakToday() {
        assertThat(check("--json", "--crl", crl("GoodCACRL.crl"), "--crl", crl("TrustAnchorRootCRL.crl")))
                .isEqualTo(1);
        assertThat(said()).contains("\"profile\":\"VN-2026\"");
    }

    @Test
    void withoutAnAnchorItStaysOpen() {
        assertThat(run(List.of("cert", "check", "--at", AT, certificate("ValidCertificatePathTest1EE.crt"))))
                .isEqualTo(2);
        assertThat(said()).contains("No path leads to an anchor");
    }

    @Test
    void pemIsReadAsDerIs() throws IOException {
        String pem = pem("X509 CRL", pkits.resolve("crls/GoodCACRL.crl"))
                + pem("X509 CRL", pkits.resolve("crls/TrustAnchorRootCRL.crl"));
        Path crls = Files.writeString(directory.resolve("both.pem"), pem);
        assertThat(check("--at", AT, "--crl", crls.toString())).as(said()).isZero();
    }

    @Test
    void whatCannotBeReadEndsWith65() throws IOException {
        Path text = Files.writeString(directory.resolve("text.txt"), "not a certificate");
        Path empty = Files.createFile(directory.resolve("empty"));
        for (Path file : List.of(text, empty, directory, directory.resolve("absent"))) {
            assertThat(run(List.of("cert", "check", file.toString())))
                    .as("CERT " + file)
                    .isEqualTo(65);
            for (String option : List.of("--crl", "--ocsp", "--trust")) {
                assertThat(check(option, file.toString()))
                        .as(option + " " + file)
                        .isEqualTo(65);
            }
        }
    }

    @Test
    void wrongWordsEndWith64() {
        assertThat(run(List.of("cert"))).isEqualTo(64);
        assertThat(run(List.of("cert", "chek", "a.crt"))).isEqualTo(64);
        assertThat(run(List.of("cert", "check"))).isEqualTo(64);
        assertThat(check("--policy", "any")).isEqualTo(64);
        assertThat(check("--at", "yesterday")).isEqualTo(64);
        assertThat(check("--frobnicate")).isEqualTo(64);
    }

    private List<String> words(JsonNode test, boolean targetLast) {
        List<String> words = new ArrayList<>(List.of("cert", "check", "--json", "--at", AT));
        Collections.addAll(words, "--trust", "test:" + certificate("TrustAnchorRootCertificate.crt"));
        Collections.addAll(words, "--crl", crl("TrustAnchorRootCRL.crl"));
        test.path("crls").forEach(name -> Collections.addAll(words, "--crl", crl(name.asString())));
        JsonNode params = test.path("params");
        params.path("user_initial_policy_set").forEach(policy -> {
            if (!policy.asString().equals("any_policy")) {
                Collections.addAll(words, "--policy", policy.asString());
            }
        });
        flag(words, params, "initial_explicit_policy", "--explicit-policy");
        flag(words, params, "initial_policy_mapping_inhibit", "--inhibit-mapping");
        flag(words, params, "initial_any_policy_inhibit", "--inhibit-any");
        List<String> files = new ArrayList<>();
        files.add(certificate(test.get("cert").asString()));
        test.path("other_certs").forEach(name -> files.add(certificate(name.asString())));
        if (targetLast) {
            Collections.reverse(files);
        }
        words.addAll(files);
        return words;
    }

    private static void flag(List<String> words, JsonNode params, String name, String option) {
        if (params.path(name).asBoolean(false)) {
            words.add(option);
        }
    }

    private int check(String... more) {
        List<String> words = new ArrayList<>(List.of("cert", "check"));
        Collections.addAll(words, more);
        Collections.addAll(words, "--trust", "test:" + certificate("TrustAnchorRootCertificate.crt"));
        Collections.addAll(words, certificate("GoodCACert.crt"), certificate("ValidCertificatePathTest1EE.crt"));
        return run(words);
    }

    private int run(List<String> words) {
        out.reset();
        err.reset();
        return Main.run(
                new ArrayList<>(words),
                Map.of("KHUE_STATE", directory.resolve("state").toString(), "KHUE_LANG", "en"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return Stream.of(out, err).map(s -> s.toString(StandardCharsets.UTF_8)).reduce("", String::concat);
    }

    private String certificate(String name) {
        return pkits.resolve("certs").resolve(name).toString();
    }

    private String crl(String name) {
        return pkits.resolve("crls").resolve(name).toString();
    }

    private static String pem(String kind, Path der) throws IOException {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder().encodeToString(Files.readAllBytes(der)) + "\n-----END " + kind
                + "-----\n";
    }
}
