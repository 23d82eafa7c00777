package vn.khue.pki.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.MovableClock;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.store.RevocationReason;

class OcspResponderTest {
    private static final int MALFORMED = 1;
    private static final int UNAUTHORIZED = 6;

    @TempDir
    Path root;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00.5Z"));
    private TestPki pki;
    private X509Certificate people;
    private IssuedCertificate person;

    @BeforeEach
    void issue() {
        pki = TestPki.in(root, URI.create("http://localhost:8081"), clock);
        people = pki.hierarchy.authority("people").certificate();
        person = pki.person();
    }

    @Test
    void goodWithTimesCacheableAndSignedByTheDelegate() throws Exception {
        OcspAnswer answer = pki.responder.respond(OcspRequests.of(person.certificate(), people));
        BasicOCSPResp basic = basic(answer.der());
        SingleResp single = basic.getResponses()[0];
        assertThat(single.getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        Instant second = Instant.parse("2026-11-23T08:00:00Z");
        assertThat(single.getThisUpdate().toInstant()).isEqualTo(second);
        assertThat(single.getNextUpdate().toInstant()).isEqualTo(second.plus(Duration.ofHours(1)));
        assertThat(answer.cacheableUntil()).contains(second.plus(Duration.ofHours(1)));
        X509Certificate delegate = pki.hierarchy.responders().get("people").certificate();
        assertThat(basic.getCerts()[0]).isEqualTo(new JcaX509CertificateHolder(delegate));
        assertThat(basic.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(CryptoProviders.portable().bouncyCastle())
                        .build(delegate)))
                .isTrue();
    }

    @Test
    void revokedWithReasonAndTimeAndHoldWithItsReason() throws Exception {
        pki.hierarchy.authority("people").suspend(person.record().serial(), pki.register);
        assertThat(revoked().getRevocationReason()).isEqualTo(6);
        pki.hierarchy
                .authority("people")
                .revoke(person.record().serial(), RevocationReason.AFFILIATION_CHANGED, pki.register);
        assertThat(revoked().getRevocationReason()).isEqualTo(3);
        assertThat(revoked().getRevocationTime().toInstant()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
    }

    @Test
    void anUnknownSerialIsUnknownNotGood() throws Exception {
        byte[] request = OcspRequests.of(
                people, new byte[0], BigInteger.valueOf(4711), person.record().serial());
        BasicOCSPResp basic = basic(pki.responder.respond(request).der());
        assertThat(basic.getResponses()[0].getCertStatus()).isInstanceOf(UnknownStatus.class);
        assertThat(basic.getResponses()[1].getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        assertThat(pki.responder.respond(request).cacheableUntil()).isEmpty();
    }

    @Test
    void echoesANonceAndThenIsNotForCaches() throws Exception {
        byte[] nonce = new byte[32];
        new Random(7).nextBytes(nonce);
        OcspAnswer answer = pki.responder.respond(
                OcspRequests.of(people, nonce, person.record().serial()));
        byte[] echoed = ASN1OctetString.getInstance(basic(answer.der())
                        .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                        .getParsedValue())
                .getOctets();
        assertThat(echoed).isEqualTo(nonce);
        assertThat(answer.cacheableUntil()).isEmpty();
    }

    @Test
    void refusesANonceLongerThanTheStandardAllows() throws Exception {
        assertThat(status(OcspRequests.of(people, new byte[128], BigInteger.ONE)))
                .isZero();
        assertThat(status(OcspRequests.of(people, new byte[129], BigInteger.ONE)))
                .isEqualTo(MALFORMED);
    }

    @Test
    void aForeignCaIsUnauthorized(@TempDir Path elsewhere) throws Exception {
        TestPki stranger = TestPki.in(elsewhere, URI.create("http://localhost:8081"), clock);
        byte[] request = OcspRequests.of(
                person.certificate(), stranger.hierarchy.authority("people").certificate());
        assertThat(status(request)).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void tooManyAtOnceAreMalformed() throws Exception {
        BigInteger[] many = new BigInteger[17];
        Arrays.fill(many, BigInteger.TEN);
        assertThat(status(OcspRequests.of(people, new byte[0], many))).isEqualTo(MALFORMED);
    }

    @Test
    void getAnswersAsPostWhateverWasEscaped() throws Exception {
        byte[] request = OcspRequests.of(person.certificate(), people);
        String base64 = Base64.getEncoder().encodeToString(request);
        byte[] expected = basic(pki.responder.respond(request).der()).getTBSResponseData();
        for (String path : new String[] {base64, URLEncoder.encode(base64, StandardCharsets.US_ASCII)}) {
            OcspAnswer answer = pki.responder.respondToGet(path);
            assertThat(basic(answer.der()).getTBSResponseData()).isEqualTo(expected);
        }
        for (String path : new String[] {"", "!!", "%", "%zz", "a".repeat(5000), "AAAA"}) {
            assertThat(new OCSPResp(pki.responder.respondToGet(path).der()).getStatus())
                    .as(path.length() > 20 ? "long" : path)
                    .isEqualTo(MALFORMED);
        }
    }

    @Test
    void hostileBytesAreMalformedAndNothingElse() throws Exception {
        byte[] request = OcspRequests.of(people, new byte[16], person.record().serial());
        Random random = new Random(20261123);
        for (int i = 0; i < 20_000; i++) {
            byte[] hostile = i % 2 == 0 ? request.clone() : new byte[random.nextInt(64)];
            if (i % 2 == 1) {
                random.nextBytes(hostile);
            } else {
                for (int change = 0; change <= random.nextInt(4); change++) {
                    hostile[random.nextInt(hostile.length)] = (byte) random.nextInt(256);
                }
            }
            assertThat(new OCSPResp(pki.responder.respond(hostile).der()).getStatus())
                    .isIn(0, MALFORMED, UNAUTHORIZED);
        }
        assertThat(status(vn.khue.pki.HostileDer.nested(8000))).isEqualTo(MALFORMED);
        assertThat(status(new byte[100_000])).isEqualTo(MALFORMED);
    }

    private RevokedStatus revoked() throws Exception {
        byte[] der = pki.responder
                .respond(OcspRequests.of(person.certificate(), people))
                .der();
        return (RevokedStatus) basic(der).getResponses()[0].getCertStatus();
    }

    private int status(byte[] request) throws Exception {
        return new OCSPResp(pki.responder.respond(request).der()).getStatus();
    }

    private static BasicOCSPResp basic(byte[] der) throws Exception {
        return (BasicOCSPResp) new OCSPResp(der).getResponseObject();
    }
}
