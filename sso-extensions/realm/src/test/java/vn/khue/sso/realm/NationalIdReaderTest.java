package vn.khue.sso.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NationalIdReaderTest {
    private static final String GOOD = """
            {"name": "VNeID", "issuer": "https://id.example", "authorizationUrl": "https://id.example/authorize",
             "tokenUrl": "https://id.example/token", "jwksUrl": "https://id.example/jwks", "clientId": "khue",
             "scope": "openid profile", "numberClaim": "citizen_id", "verifiedClaim": "level", "verifiedValue": "2"}
            """;

    private final NationalIdReader reader = new NationalIdReader();

    @TempDir
    Path folder;

    @Test
    void withoutItsFileTheProviderIsOff() {
        assertThat(reader.read(folder.resolve("national-id.json"))).isEmpty();
    }

    @Test
    void saysWhereTheNumberIsAndHowItIsVerified() throws IOException {
        NationalId read = reader.read(file(GOOD)).orElseThrow();

        assertThat(read.numberClaim()).isEqualTo("citizen_id");
        assertThat(read.verifiedClaim()).isEqualTo("level");
        assertThat(read.verifiedValue()).isEqualTo("2");
        assertThat(read.userInfo()).isEmpty();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        Path file = file(GOOD.replace("https://id.example/token", "http://id.example/token")
                .replace("\"verifiedClaim\": \"level\", ", "")
                .replace("\"name\"", "\"nickname\""));

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("tokenUrl")
                .hasMessageContaining("verifiedClaim")
                .hasMessageContaining("nickname");
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() throws IOException {
        Path file = file(GOOD.replace("\"scope\"", "\"issuer\": \"https://other.example\", \"scope\""));

        assertThatThrownBy(() -> reader.read(file)).isInstanceOf(RealmException.class);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.json"), text);
    }
}
