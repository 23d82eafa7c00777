package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.policy.DataFile;
import vn.khue.pki.policy.PkiPolicy;

/** Policies, profiles and the plan are data; wrong data must not load. */
class DataFilesTest {
    @Test
    void everyValueOfTheLawHasItsSource() throws IOException {
        PkiPolicy policy = PkiPolicy.vn2026();
        assertThat(policy.algorithms().minimumBits()).containsEntry("RSA", 2048).containsEntry("EC", 256);
        assertThat(policy.algorithms().digests()).doesNotContain(DigestAlgorithm.SHA1);
        try (InputStream in = PkiPolicy.class.getResourceAsStream("VN-2026.json")) {
            List<String> values = new ArrayList<>();
            JsonNode tree = JsonMapper.builder().build().readTree(in);
            tree.properties().forEach(e -> leaves(e.getKey(), e.getValue(), values));
            values.removeIf(v -> v.startsWith("sources.") || v.equals("profile"));
            assertThat(policy.sources()).containsOnlyKeys(values);
        }
    }

    @Test
    void everyProfileNamesItsSourceAndEveryPlanNamesItsProfiles() {
        Profiles profiles = Profiles.shipped();
        HierarchyPlan plan = HierarchyPlan.shipped();
        List<HierarchyPlan.Authority> all = new ArrayList<>(plan.authorities());
        all.add(plan.root());
        for (HierarchyPlan.Authority authority : all) {
            assertThat(profiles.get(authority.profile()).isAuthority()).isTrue();
            authority
                    .issues()
                    .forEach(id -> assertThat(profiles.get(id).source()).isNotBlank());
        }
        assertThat(profiles.get("tsa").extendedKeyUsageCritical()).isTrue();
        assertThat(profiles.get("ocsp").ocspNoCheck()).isTrue();
        assertThat(profiles.get("ocsp").validity()).isLessThan(java.time.Duration.ofDays(366));
        assertThatThrownBy(() -> profiles.get("nothing")).isInstanceOf(PkiException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"id\":\"x\"}",
                "{\"unknown\":1}",
                "{\"id\":\"x\",\"id\":\"y\"}",
                "not json",
                "[[[[[[[[[[[[[[[[[[[["
            })
    void wrongDataDoesNotLoad(String json) {
        assertThatThrownBy(() ->
                        DataFile.read("test.json", json.getBytes(StandardCharsets.UTF_8), CertificateProfile.class))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("test.json");
    }

    @Test
    void aProfileThatContradictsItselfDoesNotLoad() throws IOException {
        String good = resource("profiles/person-signing.json");
        DataFile.read("good", good.getBytes(StandardCharsets.UTF_8), CertificateProfile.class);
        for (String[] change : new String[][] {
            {"\"nonRepudiation\"", "\"keyCertSign\""},
            {"\"pathLength\": -1", "\"pathLength\": 0"},
            {"\"P730D\"", "\"P20000D\""},
            {"\"P730D\"", "\"-P1D\""},
            {"\"statusUrls\": true", "\"statusUrls\": null"},
            {"\"statusUrls\": true,", ""},
            {"\"permittedSubtrees\": []", "\"permittedSubtrees\": [{\"kind\": \"dNSName\", \"name\": \"edu.vn\"}]"},
            {"\"PERSON\"", "\"ROBOT\""}
        }) {
            assertThat(good).contains(change[0]);
            byte[] bad = good.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> DataFile.read("bad", bad, CertificateProfile.class))
                    .as(change[1])
                    .isInstanceOf(PkiException.class);
        }
        assertThatThrownBy(() -> DataFile.read(
                        "trailing", (good + "{}").getBytes(StandardCharsets.UTF_8), CertificateProfile.class))
                .isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> DataFile.read("long", new byte[70_000], CertificateProfile.class))
                .isInstanceOf(PkiException.class);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CertificateProfile.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void leaves(String path, JsonNode node, List<String> found) {
        if (node.isObject()) {
            node.properties().forEach(e -> leaves(path + "." + e.getKey(), e.getValue(), found));
        } else {
            found.add(path);
        }
    }
}
