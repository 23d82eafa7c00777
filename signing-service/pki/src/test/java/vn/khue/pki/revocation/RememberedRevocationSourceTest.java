package vn.khue.pki.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.MovableClock;
import vn.khue.pki.TestPki;

class RememberedRevocationSourceTest {
    @TempDir
    Path root;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private TestPki pki;
    private X509Certificate person;
    private X509Certificate issuer;
    private int asked;
    private boolean away;

    @BeforeEach
    void issue() {
        pki = TestPki.in(root, URI.create("http://localhost:8081"), clock);
        person = pki.person().certificate();
        issuer = pki.hierarchy.certificates().get("people");
    }

    private RememberedRevocationSource source(long mostBytes) {
        return new RememberedRevocationSource(
                new RevocationSource() {
                    @Override
                    public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate by) {
                        asked++;
                        return away ? Optional.empty() : pki.revocation.ocsp(certificate, by);
                    }

                    @Override
                    public Optional<byte[]> crl(X509Certificate certificate) {
                        asked++;
                        return away ? Optional.empty() : pki.revocation.crl(certificate);
                    }
                },
                Duration.ofSeconds(60),
                mostBytes,
                clock);
    }

    @Test
    void anAnswerIsGivenAgainForAWhileAndThenAskedForAnew() {
        RememberedRevocationSource source = source(1_000_000);
        byte[] first = source.ocsp(person, issuer).orElseThrow();
        clock.move(Duration.ofSeconds(59));
        assertThat(source.ocsp(person, issuer).orElseThrow()).isSameAs(first);
        assertThat(asked).isEqualTo(1);
        assertThat(source.crl(person)).as("the list is another answer").isPresent();
        assertThat(source.ocsp(issuer, pki.hierarchy.root()))
                .as("another certificate")
                .isPresent();
        assertThat(asked).isEqualTo(3);
        clock.move(Duration.ofSeconds(1));
        assertThat(source.ocsp(person, issuer)).isPresent();
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void silenceIsNotRemembered() {
        RememberedRevocationSource source = source(1_000_000);
        away = true;
        assertThat(source.ocsp(person, issuer)).isEmpty();
        away = false;
        assertThat(source.ocsp(person, issuer)).isPresent();
        away = true;
        clock.move(Duration.ofSeconds(60));
        assertThat(source.ocsp(person, issuer)).as("nothing old is given").isEmpty();
    }

    @Test
    void noMoreIsKeptThanTheBound() {
        RememberedRevocationSource source = source(10);
        assertThat(source.ocsp(person, issuer)).isPresent();
        assertThat(source.ocsp(person, issuer)).isPresent();
        assertThat(asked).isEqualTo(2);
    }
}
