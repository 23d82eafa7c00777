package vn.khue.pki.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.Vectors;
import vn.khue.pki.policy.DataFile;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;

/**
 * NIST PKITS: every case must be accepted or refused as published. Cases that do not agree yet stand with their reason in
 * {@code pkits-open.json}; the test fails when that set changes either way.
 */
class PkitsTest {
    private static final Instant AT = Instant.parse("2010-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void agreesWithNist() throws IOException {
        Path folder = Vectors.folder("pkits");
        Map<String, String> disagreeing = new TreeMap<>();
        int cases = 0;
        for (String file : List.of("pkits.json", "pkits-user-notice.json")) {
            for (JsonNode test : JSON.readTree(Files.readAllBytes(folder.resolve(file)))) {
                cases++;
                judge(folder, file, test, disagreeing);
            }
        }
        System.out.println("PKITS: " + (cases - disagreeing.size()) + " of " + cases + " cases agree");
        disagreeing.forEach((id, what) -> System.out.println("  " + id + " " + what));
        assertThat(disagreeing.keySet()).isEqualTo(open());
        assertThat(cases).isEqualTo(256);
    }

    private static void judge(Path folder, String file, JsonNode test, Map<String, String> disagreeing)
            throws IOException {
        boolean expected = !test.has("error");
        PathResult result;
        try {
            result = validate(folder, test);
        } catch (PkiException e) {
            // A certificate that cannot be read is refused before there is a path.
            result = null;
        }
        boolean accepted = result instanceof PathResult.Valid;
        if (accepted != expected) {
            disagreeing.put(
                    (file.contains("notice") ? "notice-" : "") + test.get("id").asString(),
                    test.get("name").asString() + ": " + describe(result));
        }
    }

    private static String describe(PathResult result) {
        if (result instanceof PathResult.Invalid invalid) {
            return invalid.rule() + ", " + invalid.detail();
        }
        if (result instanceof PathResult.Undetermined open) {
            return open.rule() + ", " + open.detail();
        }
        return result == null ? "not readable" : "accepted";
    }

    private static PathResult validate(Path folder, JsonNode test) throws IOException {
        List<X509Certificate> others = new ArrayList<>();
        for (String name : names(test, "other_certs")) {
            others.add(certificate(folder, name));
        }
        List<byte[]> crls = new ArrayList<>();
        for (String name : names(test, "crls")) {
            crls.add(Files.readAllBytes(folder.resolve("crls").resolve(name)));
        }
        crls.add(Files.readAllBytes(folder.resolve("crls/TrustAnchorRootCRL.crl")));
        TrustStore trust = TrustStore.of(TrustAnchor.of(
                certificate(folder, "TrustAnchorRootCertificate.crt"), TrustClass.TEST, "PKITS", "NIST"));
        PathRequest request = new PathRequest(
                certificate(folder, test.get("cert").asString()),
                others,
                trust,
                AT,
                new RevocationEvidence(List.of(), crls),
                PathRequest.RevocationChecking.REQUIRED,
                policies(test),
                Purpose.ANY);
        return new Rfc5280PathValidator(policy(), CryptoProviders.fastest()).validate(request);
    }

    private static PolicyInputs policies(JsonNode test) {
        JsonNode params = test.path("params");
        Set<String> acceptable = new HashSet<>();
        params.path("user_initial_policy_set").forEach(p -> acceptable.add(p.asString()));
        acceptable.remove("any_policy");
        return new PolicyInputs(
                acceptable,
                params.path("initial_explicit_policy").asBoolean(false),
                params.path("initial_policy_mapping_inhibit").asBoolean(false),
                params.path("initial_any_policy_inhibit").asBoolean(false));
    }

    private static List<String> names(JsonNode test, String field) {
        List<String> names = new ArrayList<>();
        test.path(field).forEach(n -> names.add(n.asString()));
        return names;
    }

    private static X509Certificate certificate(Path folder, String name) throws IOException {
        return Certificates.parse(Files.readAllBytes(folder.resolve("certs").resolve(name)));
    }

    private static PkiPolicy policy() {
        return DataFile.resource(PkitsTest.class, "pkits-policy.json", PkiPolicy.class);
    }

    private static Set<String> open() throws IOException {
        try (InputStream in = PkitsTest.class.getResourceAsStream("pkits-open.json")) {
            Set<String> open = new HashSet<>();
            JSON.readTree(in).forEach(entry -> open.add(entry.get("id").asString()));
            return open;
        }
    }
}
