package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** The addresses in our certificates answer over real HTTP. */
class PkiEndpointsTest {
    private static SigningHouse house;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        new Desk(house).ready();
    }

    @Test
    void certificatesAndListsAreServedWithTheirTypesAndMayBeKept() throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (String ca : List.of("root", "people", "time")) {
            HttpResponse<byte[]> crt = get("/pki/" + ca + ".crt");
            assertThat(crt.headers().firstValue("Content-Type")).contains("application/pkix-cert");
            X509Certificate certificate =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(crt.body()));
            HttpResponse<byte[]> crl = get("/pki/" + ca + ".crl");
            assertThat(crl.headers().firstValue("Content-Type")).contains("application/pkix-crl");
            assertThat(crl.headers().firstValue("Cache-Control").orElse("")).contains("max-age");
            X509CRL list = (X509CRL) factory.generateCRL(new ByteArrayInputStream(crl.body()));
            list.verify(certificate.getPublicKey());
        }
        assertThat(get("/pki/nobody.crt").statusCode()).isEqualTo(404);
        assertThat(Files.readString(house.state().resolve("trust/khue-root.crt")))
                .startsWith("-----BEGIN CERTIFICATE");
    }

    @Test
    void theServiceSaysThatItLives() {
        assertThat(house.events("HEARTBEAT", "khue-signing")).isPositive();
    }

    @Test
    void ocspAnswersPostAndGet() throws Exception {
        List<X509Certificate> chain =
                house.bean(Credentials.class).ofSeal(School.HERE).key().chain();
        byte[] request = ocspRequest(chain.get(0), chain.get(1));
        HttpResponse<byte[]> posted = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/ocsp"))
                        .header("Content-Type", "application/ocsp-request")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request)));
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.headers().firstValue("Content-Type")).contains("application/ocsp-response");
        // RFC 5019: Base64 in the path, its / and + and = percent-encoded.
        String encoded = java.net.URLEncoder.encode(
                java.util.Base64.getEncoder().encodeToString(request), java.nio.charset.StandardCharsets.US_ASCII);
        HttpResponse<byte[]> got = get("/ocsp/" + encoded);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.headers().firstValue("Cache-Control").orElse("")).contains("max-age");
        assertThat(status(got.body())).isZero();
        assertThat(status(posted.body())).isZero();
        assertThat(get("/ocsp/%2F%2F%2F%2F").statusCode()).isEqualTo(200);
        assertThat(status(get("/ocsp/%2F%2F%2F%2F").body())).isEqualTo(1);
    }

    /** OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED … }: the first three bytes inside the sequence. */
    private static int status(byte[] der) {
        int at = (der[1] & 0x80) == 0 ? 2 : 2 + (der[1] & 0x7f);
        assertThat(der[at]).isEqualTo((byte) 0x0a);
        return der[at + 2];
    }

    private static byte[] ocspRequest(X509Certificate certificate, X509Certificate issuer) throws Exception {
        var calculator = new org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder()
                .build()
                .get(org.bouncycastle.cert.ocsp.CertificateID.HASH_SHA1);
        return new org.bouncycastle.cert.ocsp.OCSPReqBuilder()
                .addRequest(new org.bouncycastle.cert.ocsp.jcajce.JcaCertificateID(
                        calculator, issuer, certificate.getSerialNumber()))
                .build()
                .getEncoded();
    }

    @Test
    void theTimestampAuthorityAnswersAndRefusesNonsense() {
        byte[] digest = new byte[32];
        HttpResponse<byte[]> nonsense = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/tsa"))
                        .header("Content-Type", "application/timestamp-query")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(digest)));
        assertThat(nonsense.statusCode()).isEqualTo(200);
        assertThat(nonsense.headers().firstValue("Content-Type")).contains("application/timestamp-reply");
        HttpResponse<byte[]> wrongType = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/tsa"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(digest)));
        assertThat(wrongType.statusCode()).isEqualTo(415);
        HttpResponse<byte[]> huge = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/ocsp"))
                        .header("Content-Type", "application/ocsp-request")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[70_000])));
        assertThat(huge.statusCode()).isEqualTo(413);
    }

    private static HttpResponse<byte[]> get(String path) {
        return house.outsider().send(HttpRequest.newBuilder(URI.create(house.base() + path)));
    }
}
