package vn.khue.signature.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.Der;

class DerScanTest {

    private static byte[] time(String text) {
        return Der.of(Der.SEQUENCE, Der.of(Der.GENERALIZED_TIME, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261127023048Z", "20261127023048.25Z"})
    void timesOfTimestampsAreTaken(String text) {
        assertThatCode(() -> DerScan.check(time(text), EvidenceLimits.standard()))
                .doesNotThrowAnyException();
    }

    /** Found by EvidenceFuzzTest: what such a time makes of a record grows each time it is written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026112702304\u00a5Z",
                "202611270230Z",
                "20261127023048",
                "20261127023048+0700",
                "20261127023048.Z"
            })
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> DerScan.check(time(text), EvidenceLimits.standard()))
                .isInstanceOfSatisfying(
                        EvidenceReadException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(EvidenceReadException.Kind.STRUCTURE))
                .hasMessageContaining("time");
    }

    @Test
    void whatIsLeftOverIsRefused() {
        byte[] two = {0x30, 0x00, 0x30, 0x00};
        assertThatThrownBy(() -> DerScan.check(two, EvidenceLimits.standard()))
                .isInstanceOf(EvidenceReadException.class);
    }
}
