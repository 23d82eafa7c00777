package vn.khue.directory.apppassword;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That slapd reads what is written here, and the other way about, is told by the contract of app passwords. */
class Argon2HashTest {

    private static final byte[] SECRET = "abcd-efgh".getBytes(StandardCharsets.UTF_8);

    @Test
    void valueIsReadBackAndProvesItsSecretOnly() {
        var salt = new byte[Argon2Hash.SALT_BYTES];
        Arrays.fill(salt, (byte) 7);
        Argon2Hash hash = Argon2Hash.of(SECRET, salt);
        Argon2Hash read = Argon2Hash.parse(hash.value()).orElseThrow();
        assertThat(read.value()).isEqualTo(hash.value());
        assertThat(read.proves(SECRET)).isTrue();
        assertThat(read.proves("abcd-efgi".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(read.proves(new byte[1 << 20])).isFalse();
        assertThat(hash.toString())
                .doesNotContain(hash.value().substring(hash.value().length() - 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abcd-efgh",
                "{ARGON2}$argon2id$v=19$m=1048576,t=5,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "{ARGON2}$argon2i$v=19$m=7168,t=5,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void otherHashesAreNotTried(String value) {
        assertThat(Argon2Hash.parse(value)).isEmpty();
    }
}
