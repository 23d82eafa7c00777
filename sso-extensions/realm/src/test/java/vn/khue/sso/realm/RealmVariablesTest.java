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
