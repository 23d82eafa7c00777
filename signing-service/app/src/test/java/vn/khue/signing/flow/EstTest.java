package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.newName;
import static vn.khue.signing.house.HostDesk.request;
import static vn.khue.signing.house.HostDesk.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostKey;
import vn.khue.signing.house.SigningHouse;

/** RFC 7030 with curl and openssl as the client, as a host's administrator would use them. */
class EstTest {
    private static final String EST = "/.well-known/est/";

    private static SigningHouse house;
    private static HostDesk desk;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new HostDesk(house);
    }

    @Test
    void aHostEnrolsWithItsSecretWaitsForTheCaOfficerAndGetsItsCertificate() throws Exception {
        String name = newName();
        String id = desk.awaitingKey(name);
        Answer secret = require(desk.schoolIt.post(request(id) + "/secret"), 200);
        assertThat(secret.text("user")).isEqualTo(id);
        openssl(
                "req",
                "-new",
                "-nodes",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-keyout",
                "key.pem",
                "-out",
                "csr.der",
                "-outform",
                "DER",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=DNS:" + name);
        openssl("base64", "-in", "csr.der", "-out", "csr.b64");

        curl("simpleenroll", id + ":" + secret.text("secret"), "csr.b64");
        assertThat(status()).isEqualTo(202);
        assertThat(header("retry-after")).isEqualTo("600");
        assertThat(house.events("CERTIFICATE_REQUESTED", id)).isEqualTo(2);
        curl("simpleenroll", id + ":" + secret.text("secret"), "csr.b64");
        assertThat(status()).as("asked again").isEqualTo(202);
        assertThat(house.events("CERTIFICATE_REQUESTED", id)).isEqualTo(2);

        require(desk.ca.post(request(id) + "/issue"), 200);
        curl("simpleenroll", id + ":" + secret.text("secret"), "csr.b64");
        assertThat(status()).isEqualTo(200);
        assertThat(header("content-type").replace(" ", "")).isEqualTo("application/pkcs7-mime;smime-type=certs-only");
        assertThat(header("content-transfer-encoding")).isEqualTo("base64");
        certificates("host.pem");
        get("cacerts");
        assertThat(status()).isEqualTo(200);
        assertThat(header("content-type")).isEqualTo("application/pkcs7-mime");
        certificates("authorities.pem");
        assertThat(openssl(
                        "verify",
                        "-purpose",
                        "sslserver",
                        "-verify_hostname",
                        name,
                        "-CAfile",
                        "authorities.pem",
                        "host.pem"))
                .contains("OK");
        assertThat(openssl("x509", "-in", "host.pem", "-noout", "-pubkey"))
                .isEqualTo(openssl("pkey", "-in", "key.pem", "-pubout"));
    }

    @Test
    void attributesAreGivenAsAdvice() throws Exception {
        get("csrattrs");
        assertThat(status()).isEqualTo(200);
        assertThat(header("content-type")).isEqualTo("application/csrattrs");
        Files.write(folder.resolve("attrs.der"), Base64.getMimeDecoder().decode(body()));
        assertThat(openssl("asn1parse", "-inform", "DER", "-in", "attrs.der"))
                .contains("id-ecPublicKey", "prime256v1", "ecdsa-with-SHA256");
    }

    @Test
    void aSecretIsForOneRequestOneKeyAndOneWeek() throws Exception {
        String name = newName();
        String id = desk.awaitingKey(name);
        Answer first = require(desk.schoolIt.post(request(id) + "/secret"), 200);
        Answer secret = require(desk.schoolIt.post(request(id) + "/secret"), 200);
        HostKey key = new HostKey();
        write(key.csr(name));
        for (String wrong : List.of(
                id + ":" + first.text("secret"),
                id + ":",
                id + ":" + secret.text("secret") + "x",
                UUID.randomUUID() + ":" + secret.text("secret"),
                "nobody:" + secret.text("secret"))) {
            curl("simpleenroll", wrong, "csr.b64");
            assertThat(status()).as(wrong).isEqualTo(401);
            assertThat(header("www-authenticate")).startsWith("Basic realm=\"khue-est\"");
        }
        run(List.of(
                "curl",
                "-s",
                "-D",
                "headers",
                "-o",
                "body",
                "-H",
                "Content-Type: application/pkcs10",
                "--data-binary",
                "@csr.b64",
                house.base() + EST + "simpleenroll"));
        assertThat(status()).as("without a name").isEqualTo(401);
        assertThat(header("content-type")).startsWith("application/problem+json");

        // What is wrong does not use the secret up.
        String right = id + ":" + secret.text("secret");
        write(key.csr(newName()));
        curl("simpleenroll", right, "csr.b64");
        assertThat(status()).as("other names").isEqualTo(422);
        Files.writeString(folder.resolve("csr.b64"), "%%%");
        curl("simpleenroll", right, "csr.b64");
        assertThat(status()).as("no request").isEqualTo(400);
        write(new byte[] {0x30, 0x00});
        curl("simpleenroll", right, "csr.b64");
        assertThat(status()).as("no request inside").isEqualTo(422);
        write(key.csr(name));
        curl("simplereenroll", right, "csr.b64");
        assertThat(status()).as("the other operation").isEqualTo(400);

        curl("simpleenroll", right, "csr.b64");
        assertThat(status()).isEqualTo(202);
        write(new HostKey().csr(name));
        curl("simpleenroll", right, "csr.b64");
        assertThat(status()).as("another key").isEqualTo(401);
        assertThat(desk.schoolIt.post(request(id) + "/secret").problem()).isEqualTo("request-state");
        write(key.csr(name));
        assertThat(Duration.between(house.clock().instant(), java.time.Instant.parse(secret.text("expiresAt"))))
                .isBetween(Duration.ofDays(6), Duration.ofDays(7));
        house.database()
                .sql("update enrolment_secret set expires_at = :end where request = :id")
                .param("end", java.sql.Timestamp.from(house.clock().instant()))
                .param("id", UUID.fromString(id))
                .update();
        curl("simpleenroll", right, "csr.b64");
        assertThat(status()).as("over").isEqualTo(401);
        assertThat(house.events("TOKEN_REFUSED", "ENROLMENT_SECRET_WRONG")).isPositive();
    }

    @Test
    void theSecretIsNowhereButInItsHash() {
        String id = desk.awaitingKey(newName());
        Answer secret = require(desk.schoolIt.post(request(id) + "/secret"), 200);
        assertThat(secret.text("secret")).hasSize(32);
        assertThat(house.events("ENROLMENT_SECRET_MADE", id)).isEqualTo(1);
        assertThat(house.events("ENROLMENT_SECRET_MADE", secret.text("secret"))).isZero();
        byte[] kept = house.database()
                .sql("select sha256 from enrolment_secret where request = :id")
                .param("id", UUID.fromString(id))
                .query(byte[].class)
                .single();
        assertThat(kept)
                .isEqualTo(
                        vn.khue.signing.document.Sha256.of(secret.text("secret").getBytes(StandardCharsets.UTF_8))
                                .bytes());
        assertThat(desk.registration.post(request(id) + "/secret").status()).isEqualTo(403);
    }

    @Test
    void aHostThatWasTurnedDownIsToldSo() throws Exception {
        String name = newName();
        String id = desk.awaitingKey(name);
        String secret =
                require(desk.schoolIt.post(request(id) + "/secret"), 200).text("secret");
        write(new HostKey().csr(name));
        curl("simpleenroll", id + ":" + secret, "csr.b64");
        assertThat(status()).isEqualTo(202);
        require(desk.ca.post(request(id) + "/refuse", "{\"reason\":\"Máy lạ\"}"), 200);
        curl("simpleenroll", id + ":" + secret, "csr.b64");
        assertThat(status()).isEqualTo(403);
        assertThat(body()).contains("enrolment-refused");
    }

    @Test
    void aHostReEnrolsForTheCertificateItHas() throws Exception {
        String name = newName();
        HostKey old = new HostKey();
        String serial = desk.issued(old, name).text("serial");
        String id = require(
                        desk.schoolIt.post("/service-certificates/requests", "{\"replaces\":\"" + serial + "\"}"), 201)
                .text("id");
        require(desk.registration.post(request(id) + "/approve"), 200);
        String secret =
                require(desk.schoolIt.post(request(id) + "/secret"), 200).text("secret");
        write(old.csr(name));
        curl("simplereenroll", id + ":" + secret, "csr.b64");
        assertThat(status()).as("the same key, too early").isEqualTo(409);
        write(new HostKey().csr(name));
        curl("simplereenroll", id + ":" + secret, "csr.b64");
        assertThat(status()).isEqualTo(202);
        require(desk.ca.post(request(id) + "/issue"), 200);
        curl("simplereenroll", id + ":" + secret, "csr.b64");
        assertThat(status()).isEqualTo(200);
        certificates("host.pem");
        assertThat(openssl("x509", "-in", "host.pem", "-noout", "-ext", "subjectAltName"))
                .contains("DNS:" + name);
        String fresh = openssl("x509", "-in", "host.pem", "-noout", "-serial").replaceAll("serial=|\\s", "");
        require(desk.ca.post("/certificates/services/" + fresh + "/revoke", "{\"reason\":\"SUPERSEDED\"}"), 200);
        curl("simplereenroll", id + ":" + secret, "csr.b64");
        assertThat(status()).as("revoked since").isEqualTo(409);
    }

    @Test
    void bodiesAreBoundedAndOfTheRightKind() throws Exception {
        Files.writeString(folder.resolve("csr.b64"), "A".repeat(40_000));
        curl("simpleenroll", UUID.randomUUID() + ":x", "csr.b64");
        assertThat(status()).isEqualTo(413);
        run(List.of(
                "curl",
                "-s",
                "-D",
                "headers",
                "-o",
                "body",
                "-H",
                "Content-Type: text/plain",
                "--data-binary",
                "x",
                house.base() + EST + "simpleenroll"));
        assertThat(status()).isEqualTo(415);
    }

    private void write(byte[] csr) throws IOException {
        Files.write(folder.resolve("csr.b64"), Base64.getMimeEncoder().encode(csr));
    }

    private void curl(String operation, String user, String body) throws IOException {
        run(List.of(
                "curl",
                "-s",
                "-D",
                "headers",
                "-o",
                "body",
                "-u",
                user,
                "-H",
                "Content-Type: application/pkcs10",
                "-H",
                "Content-Transfer-Encoding: base64",
                "--data-binary",
                "@" + body,
                house.base() + EST + operation));
    }

    private void get(String operation) throws IOException {
        run(List.of("curl", "-s", "-D", "headers", "-o", "body", house.base() + EST + operation));
    }

    /** Writes the certificates of the answer in PEM, as openssl reads them. */
    private void certificates(String file) throws IOException {
        openssl("base64", "-d", "-in", "body", "-out", "certs.p7");
        openssl("pkcs7", "-inform", "DER", "-in", "certs.p7", "-print_certs", "-out", file);
    }

    private int status() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("headers"), StandardCharsets.ISO_8859_1);
        return Integer.parseInt(lines.get(0).split(" ")[1]);
    }

    private String header(String name) throws IOException {
        return Files.readAllLines(folder.resolve("headers"), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private String body() throws IOException {
        return Files.readString(folder.resolve("body"), StandardCharsets.UTF_8);
    }

    private String openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String run(List<String> command) throws IOException {
        Files.deleteIfExists(folder.resolve(command.get(0).equals("curl") ? "body" : "none"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        assertThat(process.exitValue()).as(command + "\n" + output).isZero();
        return output;
    }
}
