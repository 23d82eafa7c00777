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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.house.Browser;
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
        for (String ca : List.of("root", "people", "services", "time", "cards")) {
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
        assertThat(house.events("SERVICE_STARTED", "khue-signing")).isPositive();
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

    @Test
    void anOcspGetIsForCachesAndNeverBeyondItsEnd() throws Exception {
        String path = ocspPath();
        HttpResponse<byte[]> first = get(path);
        HttpResponse<byte[]> kept = remembered(path);
        for (HttpResponse<byte[]> each : List.of(first, kept)) {
            assertThat(each.body()).isEqualTo(first.body());
            assertThat(header(each, "Content-Type")).isEqualTo("application/ocsp-response");
            assertThat(header(each, "ETag")).matches("\"[0-9a-f]{32}\"").isEqualTo(header(first, "ETag"));
            Instant thisUpdate = httpDate(header(each, "Last-Modified"));
            Instant nextUpdate = httpDate(header(each, "Expires"));
            String cache = header(each, "Cache-Control");
            assertThat(cache).matches("max-age=\\d+, public, no-transform, must-revalidate");
            long age = Long.parseLong(cache.replaceAll("\\D+(\\d+).*", "$1"));
            assertThat(age).isPositive();
            assertThat(house.clock().instant().plusSeconds(age)).isBefore(nextUpdate);
            assertThat(thisUpdate).isBeforeOrEqualTo(house.clock().instant());
            assertThat(each.headers().firstValue("Set-Cookie")).isEmpty();
        }
        HttpResponse<byte[]> same = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + path))
                        .header("If-None-Match", header(first, "ETag")));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "ETag")).isEqualTo(header(first, "ETag"));
        assertThat(house.outsider()
                        .send(HttpRequest.newBuilder(URI.create(house.base() + path))
                                .header("If-Modified-Since", header(first, "Last-Modified")))
                        .statusCode())
                .isEqualTo(304);
        HttpResponse<byte[]> other = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + path)).header("If-None-Match", "\"other\""));
        assertThat(other.body()).isEqualTo(first.body());
        HttpResponse<byte[]> head = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "ETag")).isEqualTo(header(first, "ETag"));
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(first.body().length));
    }

    @Test
    void whatIsAskedWithANonceOrIsUnknownIsNotForCaches() throws Exception {
        HttpResponse<byte[]> nonsense = get("/ocsp/%2F%2F%2F%2F");
        assertThat(header(nonsense, "Cache-Control")).contains("no-store");
        X509Certificate issuer = chain().get(1);
        var unknown = new org.bouncycastle.cert.ocsp.OCSPReqBuilder()
                .addRequest(certificateId(issuer, java.math.BigInteger.valueOf(4711)))
                .build()
                .getEncoded();
        HttpResponse<byte[]> answer = get("/ocsp/" + encoded(unknown));
        assertThat(status(answer.body())).isZero();
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void theListThatACertificateNamesIsServedAtThatAddress() throws Exception {
        X509Certificate certificate = chain().get(0);
        var points = org.bouncycastle.asn1.x509.CRLDistPoint.getInstance(
                org.bouncycastle.asn1.ASN1OctetString.getInstance(certificate.getExtensionValue("2.5.29.31"))
                        .getOctets());
        String address = org.bouncycastle.asn1.x509.GeneralNames.getInstance(
                        points.getDistributionPoints()[0].getDistributionPoint().getName())
                .getNames()[0]
                .getName()
                .toString();
        assertThat(address).startsWith(house.base() + "/pki/people/");
        HttpResponse<byte[]> served = house.outsider().send(HttpRequest.newBuilder(URI.create(address)));
        X509CRL list =
                (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(served.body()));
        list.verify(chain().get(1).getPublicKey());
        assertThat(list.getCriticalExtensionOIDs()).containsExactly("2.5.29.28");
        assertThat(house.outsider()
                        .send(HttpRequest.newBuilder(URI.create(address))
                                .header("If-None-Match", header(served, "ETag")))
                        .statusCode())
                .isEqualTo(304);
        for (String nothing :
                List.of("people/0", "people/99999", "people/x", "people/1/1", "nobody/1", "people/99999999999")) {
            assertThat(get("/pki/" + nothing + ".crl").statusCode()).as(nothing).isEqualTo(404);
        }
    }

    @Test
    void theHealthSaysUntilWhenAnswersReach() {
        String health = new String(get("/actuator/health/status").body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(health).contains("\"certificateStatus\"", "\"UP\"", "answersUntil");
    }

    private static List<X509Certificate> chain() {
        return house.bean(Credentials.class).ofSeal(School.HERE).key().chain();
    }

    private static String ocspPath() throws Exception {
        return "/ocsp/" + encoded(ocspRequest(chain().get(0), chain().get(1)));
    }

    private static String encoded(byte[] request) {
        return java.net.URLEncoder.encode(
                java.util.Base64.getEncoder().encodeToString(request), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The answer from memory, which bears no request id. */
    private static HttpResponse<byte[]> remembered(String path) {
        long end = System.nanoTime() + java.time.Duration.ofSeconds(30).toNanos();
        HttpResponse<byte[]> answer = get(path);
        while (answer.headers().firstValue("X-Request-Id").isPresent()) {
            assertThat(System.nanoTime())
                    .as("memory is used within half a minute")
                    .isLessThan(end);
            answer = get(path);
        }
        return answer;
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static Instant httpDate(String value) {
        return java.time.ZonedDateTime.parse(value, java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    /** OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED … }: the first three bytes inside the sequence. */
    private static int status(byte[] der) {
        int at = (der[1] & 0x80) == 0 ? 2 : 2 + (der[1] & 0x7f);
        assertThat(der[at]).isEqualTo((byte) 0x0a);
        return der[at + 2];
    }

    private static byte[] ocspRequest(X509Certificate certificate, X509Certificate issuer) throws Exception {
        return new org.bouncycastle.cert.ocsp.OCSPReqBuilder()
                .addRequest(certificateId(issuer, certificate.getSerialNumber()))
                .build()
                .getEncoded();
    }

    private static org.bouncycastle.cert.ocsp.CertificateID certificateId(
            X509Certificate issuer, java.math.BigInteger serial) throws Exception {
        var calculator = new org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder()
                .build()
                .get(org.bouncycastle.cert.ocsp.CertificateID.HASH_SHA1);
        return new org.bouncycastle.cert.ocsp.jcajce.JcaCertificateID(calculator, issuer, serial);
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
        assertThat(nonsense.headers().firstValue("Cache-Control")).contains("no-store");
        // With a word that has to be waited for, or without a length, the request goes the long way and is answered the
        // same.
        for (HttpRequest.Builder longWay : List.of(
                HttpRequest.newBuilder().expectContinue(true).POST(HttpRequest.BodyPublishers.ofByteArray(digest)),
                HttpRequest.newBuilder()
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(digest))))) {
            HttpResponse<byte[]> same = house.outsider()
                    .send(longWay.uri(URI.create(house.base() + "/tsa"))
                            .header("Content-Type", "application/timestamp-query"));
            assertThat(same.statusCode()).isEqualTo(200);
            assertThat(same.body()).isEqualTo(nonsense.body());
        }
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

    @Test
    void headersOfKeptAnswersAreNotWrittenOverByAnswersThatFollowOnTheSameConnection() throws Exception {
        String path = ocspPath();
        HttpResponse<byte[]> kept = remembered(path);
        Browser one = house.outsider();
        for (int i = 0; i < 20; i++) {
            HttpResponse<byte[]> again = one.send(HttpRequest.newBuilder(URI.create(house.base() + path)));
            assertThat(header(again, "ETag")).isEqualTo(header(kept, "ETag"));
            assertThat(header(again, "Cache-Control")).matches("max-age=\\d+, public, no-transform, must-revalidate");
            HttpResponse<byte[]> stamp = one.send(HttpRequest.newBuilder(URI.create(house.base() + "/tsa"))
                    .header("Content-Type", "application/timestamp-query")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[32])));
            assertThat(stamp.statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<byte[]> get(String path) {
        return house.outsider().send(HttpRequest.newBuilder(URI.create(house.base() + path)));
    }
}
