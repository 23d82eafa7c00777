package vn.khue.pki.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.MovableClock;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.CertificateAuthority;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.store.PublishedCrl;
import vn.khue.pki.store.RevocationReason;

class CrlIssuerTest {
    @TempDir
    Path root;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private TestPki pki;
    private CertificateAuthority people;
    private CrlIssuer issuer;

    @BeforeEach
    void start() {
        pki = TestPki.in(root, URI.create("http://localhost:8081"), clock);
        people = pki.hierarchy.authority("people");
        issuer = new CrlIssuer("people", people.key(), Duration.ofDays(2), clock);
    }

    @Test
    void numbersGrowByOneAndTheLastIsPublished() throws Exception {
        BigInteger before = pki.register.latestCrl("people").orElseThrow().number();
        PublishedCrl first = issuer.issue(pki.register);
        PublishedCrl second = issuer.issue(pki.register);
        assertThat(first.number()).isEqualTo(before.add(BigInteger.ONE));
        assertThat(second.number()).isEqualTo(first.number().add(BigInteger.ONE));
        assertThat(pki.register.latestCrl("people")).contains(second);
        X509CRLHolder crl = new X509CRLHolder(second.der());
        assertThat(crl.getExtension(Extension.cRLNumber).getParsedValue())
                .hasToString(second.number().toString());
        assertThat(crl.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(CryptoProviders.portable().bouncyCastle())
                        .build(people.certificate())))
                .isTrue();
    }

    @Test
    void listsHoldsAndRevocationsAndForgetsThemOnlyAfterTheEnd() throws Exception {
        IssuedCertificate held = pki.person();
        IssuedCertificate revoked = pki.person();
        IssuedCertificate good = pki.person();
        people.suspend(held.record().serial(), pki.register);
        people.revoke(revoked.record().serial(), RevocationReason.CESSATION_OF_OPERATION, pki.register);
        X509CRLHolder crl = new X509CRLHolder(issuer.issue(pki.register).der());
        assertThat(reason(crl, held)).isEqualTo(6);
        assertThat(reason(crl, revoked)).isEqualTo(5);
        assertThat(crl.getRevokedCertificate(good.record().serial())).isNull();
        people.resume(held.record().serial(), pki.register);
        crl = new X509CRLHolder(issuer.issue(pki.register).der());
        assertThat(crl.getRevokedCertificate(held.record().serial())).isNull();
        clock.move(Duration.ofDays(731));
        assertThat(new X509CRLHolder(issuer.issue(pki.register).der())
                        .getRevokedCertificate(revoked.record().serial()))
                .as("one CRL after the end")
                .isNotNull();
        clock.move(Duration.ofDays(3));
        assertThat(new X509CRLHolder(issuer.issue(pki.register).der())
                        .getRevokedCertificate(revoked.record().serial()))
                .isNull();
    }

    @Test
    void isDueAtHalfItsLife() {
        assertThat(issuer.issueIfDue(pki.register)).isEmpty();
        clock.move(Duration.ofHours(23));
        assertThat(issuer.issueIfDue(pki.register)).isEmpty();
        clock.move(Duration.ofHours(2));
        assertThat(issuer.issueIfDue(pki.register)).isPresent();
        assertThat(issuer.issueIfDue(pki.register)).isEmpty();
    }

    private static int reason(X509CRLHolder crl, IssuedCertificate issued) {
        X509CRLEntryHolder entry = crl.getRevokedCertificate(issued.record().serial());
        return ASN1Enumerated.getInstance(
                        entry.getExtension(Extension.reasonCode).getParsedValue())
                .intValueExact();
    }
}
