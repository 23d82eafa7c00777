package vn.khue.sso.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RealmVariablesTest {
    @TempDir
    Path secrets;

    @Test
    void fillsVariablesAndSecretsAndLeavesKeycloaksOwnPlacesAlone() throws IOException {
        Files.writeString(secrets.resolve("client-signing"), "a$1 \\secret\n");

        JsonNode filled =
                fill("{\"a\":[\"${KHUE_URL}/*\"],\"b\":\"${secret:client-signing}\",\"c\":\"${username}\",\"d\":5}");

        assertThat(filled.toString())
                .isEqualTo("{\"a\":[\"http://x/*\"],\"b\":\"a$1 \\\\secret\",\"c\":\"${username}\",\"d\":5}");
    }

    @Test
    void whatHangsOnAVariableIsThereOnlyWhereThatIsSet() {
        assertThat(
                        fill("{\"a\":[{\"when\":\"KHUE_URL\",\"b\":1},{\"when\":\"KHUE_OTHER\",\"b\":\"${KHUE_OTHER}\"},{\"b\":3}]}")
                                .toString())
                .isEqualTo("{\"a\":[{\"b\":1},{\"b\":3}]}");
    }

    @Test
    void cardLoginIsInTheFlowOnlyWhereTrustIsSet() {
        var files = new RealmFiles(JsonMapper.shared(), new RealmVariables(Map.of(), secrets));
        var on = new RealmFiles(JsonMapper.shared(), new RealmVariables(Map.of("KHUE_CARD_TRUST", "/x"), secrets));

        assertThat(files.read("flows.json").toString()).contains("khue-slip").doesNotContain("khue-card");
        assertThat(on.read("flows.json").toString())
                .contains("khue-card-certificate")
                .doesNotContain("\"when\"");
    }

    @Test
    void saysWhichVariableOrSecretIsMissing() throws IOException {
        assertThatThrownBy(() -> fill("{\"a\":\"${KHUE_OTHER}\"}"))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("KHUE_OTHER");
        assertThatThrownBy(() -> fill("{\"a\":\"${secret:nobody}\"}"))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("nobody");
        Files.writeString(secrets.resolve("empty"), " \n");
        assertThatThrownBy(() -> fill("{\"a\":\"${secret:empty}\"}")).hasMessageContaining("empty file");
        Files.writeString(secrets.resolve("long"), "x".repeat(5_000));
        assertThatThrownBy(() -> fill("{\"a\":\"${secret:long}\"}")).hasMessageContaining("more than 4096 bytes");
    }

    @Test
    void aSecretCannotBeReadFromOutsideItsFolder() {
        assertThat(fill("{\"a\":\"${secret:../x}\"}").path("a").asString()).isEqualTo("${secret:../x}");
    }

    private JsonNode fill(String json) {
        return new RealmVariables(Map.of("KHUE_URL", "http://x"), secrets)
                .fill(JsonMapper.shared().readTree(json));
    }
}
