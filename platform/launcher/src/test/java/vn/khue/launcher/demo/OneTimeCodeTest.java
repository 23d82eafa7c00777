package vn.khue.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodeTest {
    /** "12345678901234567890" in base32, the secret of RFC 6238 appendix B. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void givesTheCodesOfRfc6238(long second, String expected) {
        OneTimeCode codes = new OneTimeCode(SECRET, at(second));

        assertThat(codes.code(codes.period())).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoBase32() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OneTimeCode("GEZ1", at(0)));
    }

    @Test
    void neverGivesTheSameCodeTwice(@TempDir Path directory) {
        OneTimeCode codes = new OneTimeCode(SECRET, at(1111111109));
        Path file = directory.resolve("used");

        String first = new UsedCodes(file).next("hoa", codes);
        String second = new UsedCodes(file).next("hoa", codes);
        String other = new UsedCodes(file).next("lan", codes);

        assertThat(first).isEqualTo("081804");
        assertThat(second).isEqualTo(codes.code(codes.period() + 1)).isNotEqualTo(first);
        assertThat(other).isEqualTo(first);
    }

    private static Clock at(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }
}
