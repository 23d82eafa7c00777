package vn.khue.pki.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.khue.pki.DigestAlgorithm;

class AlgorithmEndsTest {
    private static final Instant NEW_YEAR = Instant.parse("2029-01-01T00:00:00Z");

    @Test
    void theProfileNamesWhatEtsiTs119312Names() {
        AlgorithmEnds ends = PkiPolicy.vn2026().ends();
        assertThat(ends.of("RSA", 2048)).contains(NEW_YEAR);
        assertThat(ends.of("RSA", 2999)).contains(NEW_YEAR);
        assertThat(ends.of("RSA", 3072)).isEmpty();
        assertThat(ends.of("EC", 256)).isEmpty();
        for (DigestAlgorithm digest : PkiPolicy.vn2026().algorithms().digests()) {
            assertThat(ends.of(digest)).isEmpty();
        }
    }

    @Test
    void ofSeveralEndsTheFirstCounts() {
        AlgorithmEnds ends = new AlgorithmEnds(
                List.of(new AlgorithmEnds.DigestEnd(DigestAlgorithm.SHA256, LocalDate.of(2029, 1, 1))),
                List.of(
                        new AlgorithmEnds.KeyEnd("EC", 384, LocalDate.of(2035, 1, 1)),
                        new AlgorithmEnds.KeyEnd("EC", 257, LocalDate.of(2029, 1, 1))));
        assertThat(ends.of(DigestAlgorithm.SHA256)).contains(NEW_YEAR);
        assertThat(ends.of(DigestAlgorithm.SHA384)).isEmpty();
        assertThat(ends.of("EC", 256)).contains(NEW_YEAR);
        assertThat(ends.of("EC", 384)).isEmpty();
        assertThat(AlgorithmEnds.none().of("EC", 256)).isEmpty();
    }
}
