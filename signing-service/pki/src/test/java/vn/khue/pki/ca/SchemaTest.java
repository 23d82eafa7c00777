package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.store.MainCrl;

/** The shipped data keeps to the shipped schemas, which say what whoever writes data of their own has to know. */
class SchemaTest {
    private static final Path DATA = Path.of("src/main/resources/vn/khue/pki/ca");

    @Test
    void everyProfileKeepsToTheSchemaAndIsNamedAsItsFile() throws IOException {
        Schema schema = schema("profile.schema.json");
        try (Stream<Path> files = Files.list(DATA.resolve("profiles"))) {
            List<Path> profiles = files.toList();
            assertThat(profiles).hasSizeGreaterThanOrEqualTo(6);
            for (Path file : profiles) {
                String json = Files.readString(file, StandardCharsets.UTF_8);
                assertThat(schema.validate(json, InputFormat.JSON))
                        .as(file.toString())
                        .isEmpty();
                String id = file.getFileName().toString().replace(".json", "");
                assertThat(Profiles.shipped().get(id).id()).isEqualTo(id);
            }
        }
    }

    @Test
    void planAndRulesKeepToTheirSchemas() throws IOException {
        assertThat(schema("hierarchy.schema.json").validate(resource("hierarchy.json"), InputFormat.JSON))
                .isEmpty();
        assertThat(schema("subjects.schema.json").validate(resource("subjects.json"), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theSchemaKnowsTheSameWordsAsTheReader() throws IOException {
        String profile = resource("profile.schema.json");
        for (CertificateProfile.SubjectKind kind : CertificateProfile.SubjectKind.values()) {
            assertThat(profile).contains("\"" + kind + "\"");
            assertThat(SubjectRules.shipped().of(kind.name())).isPresent();
        }
        for (CertificateProfile.Usage usage : CertificateProfile.Usage.values()) {
            assertThat(profile).contains("\"" + usage + "\"");
        }
        for (Subtree.Kind kind : Subtree.Kind.values()) {
            assertThat(profile).contains("\"" + kind + "\"");
        }
        for (MainCrl covers : MainCrl.values()) {
            assertThat(resource("hierarchy.schema.json")).contains("\"" + covers + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "person-signing | \"pathLength\": -1 | \"pathLength\": 0",
                "person-signing | \"nonRepudiation\" | \"keyCertSign\"",
                "person-signing | \"nonRepudiation\" | \"keyEncipherment\"",
                "person-signing | P730D | P7301D",
                "person-signing | P730D | P2Y",
                "person-signing | \"ocspNoCheck\": false | \"ocspNoCheck\": true",
                "person-signing | \"statusUrls\": true | \"statusUrls\": \"yes\"",
                "person-signing | \"statusUrls\": true | \"more\": 1, \"statusUrls\": true",
                "ocsp | P180D | P400D",
                "tsa | \"extendedKeyUsageCritical\": true | \"extendedKeyUsageCritical\": false",
                "issuing-ca | \"AUTHORITY\" | \"SERVICE\"",
                "issuing-ca | \"permittedSubtrees\": [] | \"permittedSubtrees\": [{\"kind\": \"iPAddress\", \"name\": \"10.0.0.1\"}]",
                "issuing-ca | \"permittedSubtrees\": [] | \"permittedSubtrees\": [{\"kind\": \"dNSName\", \"name\": \".Edu.VN\"}]",
                "issuing-ca | \"excludedSubtrees\": [] | \"excludedSubtrees\": [{\"kind\": \"directoryName\", \"name\": \"Khuê\"}]",
                "person-signing | \"permittedSubtrees\": [] | \"permittedSubtrees\": [{\"kind\": \"dNSName\", \"name\": \"edu.vn\"}]"
            })
    void theSchemaRefusesWhatMustNotBe(String profile, String good, String bad) throws IOException {
        String json = resource("profiles/" + profile + ".json");
        assertThat(json).contains(good);
        assertThat(schema("profile.schema.json").validate(json.replace(good, bad), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void theSchemaLeavesRoomForTheNamesOfLaterKeys() throws IOException {
        for (String name : List.of("people-2", "a-name-of-more-than-27-letters")) {
            String plan = resource("hierarchy.json").replace("\"name\": \"people\"", "\"name\": \"" + name + "\"");
            assertThat(schema("hierarchy.schema.json").validate(plan, InputFormat.JSON))
                    .isNotEmpty();
        }
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource(name), InputFormat.JSON);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CertificateProfile.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
