package vn.khue.sso.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.khue.sso.server.ProviderException;

class PairwiseSubjectTest {
    private final PairwiseSubject subject = new PairwiseSubject("0123456789abcdef");

    @Test
    void isStableAndDiffersByAppPersonAndSalt() {
        String one = subject.of("khue-signing", "person");

        assertThat(one).matches("[A-Za-z0-9_-]{43}").isEqualTo(subject.of("khue-signing", "person"));
        assertThat(one)
                .isNotEqualTo(subject.of("khue-audit", "person"))
                .isNotEqualTo(subject.of("khue-signing", "another"))
                .isNotEqualTo(new PairwiseSubject("fedcba9876543210").of("khue-signing", "person"));
        assertThat(subject.of("a", "bc")).isNotEqualTo(subject.of("ab", "c"));
    }

    @Test
    void aShortSaltIsRefused() {
        assertThatThrownBy(() -> new PairwiseSubject("short"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("at least 16 characters");
        assertThatThrownBy(() -> new PairwiseSubject(null)).isInstanceOf(ProviderException.class);
    }
}
