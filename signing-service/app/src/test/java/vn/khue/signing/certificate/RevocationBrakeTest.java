package vn.khue.signing.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationBrakeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "20, 20, false",
        "21, 21, true",
        "21, 200, true",
        "500, 5000, false",
        "501, 5000, true",
        "5000, 5000, true",
    })
    void aRunThatWouldRevokeMoreThanPeopleLeaveIsStopped(int ended, int inForce, boolean stopped) {
        assertThat(RevocationBrake.usual().stops(ended, inForce)).isEqualTo(stopped);
    }
}
