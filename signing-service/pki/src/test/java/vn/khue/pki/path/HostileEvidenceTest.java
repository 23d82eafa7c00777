package vn.khue.pki.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.HostileDer;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationEvidence;

/** Damaged certificates, CRLs and OCSP answers: never an exception, never valid by accident, never slow. */
class HostileEvidenceTest {
    @TempDir
    Path root;

    private final PathValidator validator = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest());
    private final Random random = new Random(20261123);
    private TestPki pki;
    private IssuedCertificate person;

    @BeforeEach
    void start() {
        pki = TestPki.in(root);
        person = pki.person();
    }

    @Test
    void damagedEvidenceCountsAsNone() {
        byte[] ocsp =
                pki.revocation.ocsp(person.certificate(), person.chain().get(1)).orElseThrow();
        byte[] crl = pki.revocation.crl(person.certificate()).orElseThrow();
        byte[] rootCrl = pki.register.latestCrl("root").orElseThrow().der();
        assertThat(validate(new RevocationEvidence(List.of(ocsp), List.of(rootCrl))))
                .isInstanceOf(PathResult.Valid.class);
        for (int i = 0; i < 600; i++) {
            PathResult byOcsp = validate(new RevocationEvidence(List.of(damaged(ocsp)), List.of(rootCrl)));
            PathResult byCrl = validate(new RevocationEvidence(List.of(), List.of(damaged(crl), rootCrl)));
            // The result prints whole certificates; only its kind is of interest here.
            assertThat(byOcsp.getClass()).isEqualTo(PathResult.Undetermined.class);
            assertThat(byCrl.getClass()).isEqualTo(PathResult.Undetermined.class);
        }
    }

    @Test
    void aDamagedCertificateIsNeverValid() {
        RevocationEvidence evidence = new RevocationEvidence(
                List.of(pki.revocation
                        .ocsp(person.certificate(), person.chain().get(1))
                        .orElseThrow()),
                List.of(pki.register.latestCrl("root").orElseThrow().der()));
        byte[] der = Certificates.der(person.certificate());
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            X509Certificate certificate;
            try {
                certificate = Certificates.parse(damaged(der));
            } catch (PkiException e) {
                continue;
            }
            read++;
            PathRequest request = PathRequest.of(
                    certificate, pki.authorities(), pki.trust(), pki.clock.instant(), evidence, Purpose.ANY);
            assertThat(validator.validate(request)).isNotInstanceOf(PathResult.Valid.class);
        }
        assertThat(read).isGreaterThan(500);
    }

    @Test
    void aSignatureOfOddBitsIsNone() {
        RevocationEvidence evidence;
        byte[] der;
        int unusedBits;
        do {
            person = pki.person();
            der = Certificates.der(person.certificate());
            unusedBits = der.length - person.certificate().getSignature().length - 1;
            // Only where the last bit is 0 is the other encoding DER as well.
        } while (der[der.length - 1] % 2 != 0);
        evidence = new RevocationEvidence(
                List.of(pki.revocation
                        .ocsp(person.certificate(), person.chain().get(1))
                        .orElseThrow()),
                List.of(pki.register.latestCrl("root").orElseThrow().der()));
        for (byte bits : new byte[] {0, 1}) {
            der[unusedBits] = bits;
            PathResult result = validator.validate(PathRequest.of(
                    Certificates.parse(der),
                    pki.authorities(),
                    pki.trust(),
                    pki.clock.instant(),
                    evidence,
                    Purpose.DOCUMENT_SIGNING));
            assertThat(result instanceof PathResult.Valid)
                    .as("%s unused bits", bits)
                    .isEqualTo(bits == 0);
        }
    }

    @Test
    void deeplyNestedDerIsNoEvidence() {
        byte[] nested = HostileDer.nested(60_000);
        PathResult result = validate(new RevocationEvidence(List.of(nested), List.of(nested)));
        assertThat(result).isInstanceOf(PathResult.Undetermined.class);
        assertThatThrownBy(() -> Certificates.parse(nested)).isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> Certificates.parse(new byte[70_000])).isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> Certificates.parseFile(new byte[0])).isInstanceOf(PkiException.class);
    }

    @Test
    void aCrowdOfCertificatesOfOneNameEndsSoon(@TempDir Path elsewhere) {
        List<X509Certificate> crowd = new ArrayList<>();
        // The same names, other keys: every one may be an issuer by name, none is by signature.
        for (int i = 0; i < 4; i++) {
            crowd.addAll(TestPki.in(elsewhere.resolve("r" + i)).authorities());
        }
        byte[] crl = pki.register.latestCrl("people").orElseThrow().der();
        List<byte[]> crls = new ArrayList<>();
        for (int i = 0; i < RevocationEvidence.MAX_ITEMS; i++) {
            crls.add(crl);
        }
        long start = System.nanoTime();
        PathResult result = validator.validate(PathRequest.of(
                person.certificate(),
                crowd,
                pki.trust(),
                pki.clock.instant(),
                new RevocationEvidence(List.of(), crls),
                Purpose.DOCUMENT_SIGNING));
        assertThat(result).isNotInstanceOf(PathResult.Valid.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThatThrownBy(() -> new RevocationEvidence(List.of(), crowdOf(RevocationEvidence.MAX_ITEMS + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<byte[]> crowdOf(int count) {
        List<byte[]> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(new byte[1]);
        }
        return items;
    }

    private PathResult validate(RevocationEvidence evidence) {
        return validator.validate(PathRequest.of(
                person.certificate(),
                pki.authorities(),
                pki.trust(),
                pki.clock.instant(),
                evidence,
                Purpose.DOCUMENT_SIGNING));
    }

    /** The bytes with one of them changed. */
    private byte[] damaged(byte[] good) {
        byte[] bad = good.clone();
        int at = random.nextInt(bad.length);
        bad[at] = (byte) (bad[at] ^ (1 + random.nextInt(255)));
        return bad;
    }
}
