package vn.khue.pki.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.StatusPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ocsp.PublicResponder;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.Postgres;

/** Pre-signed OCSP answers and the partitions published beside them, judged by the openssl binary. */
class OpenSslAcceptsPresignedTest {
    @TempDir
    Path work;

    private Postgres postgres;
    private StatusPki pki;
    private IssuedCertificate person;

    @BeforeEach
    void start() throws IOException, SQLException {
        OpenSsl.required();
        postgres = new Postgres();
        pki = new StatusPki(Connections.of(postgres.source()), work.resolve("root"), Clock.systemUTC());
        person = pki.people(1).get(0);
        write("root.pem", Certificates.pem(pki.hierarchy.root()));
        write("people.pem", Certificates.pem(pki.hierarchy.authority("people").certificate()));
        write("person.pem", Certificates.pem(person.certificate()));
        OpenSsl.run(
                work, "ocsp", "-issuer", "people.pem", "-cert", "person.pem", "-no_nonce", "-reqout", "request.der");
    }

    @AfterEach
    void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void goodThenRevokedInAnswerAndPartition() throws IOException {
        assertThat(judged()).contains("Response verify OK").contains("person.pem: good");
        assertThat(byList()).contains("person.pem: OK");
        pki.revoke(person);
        assertThat(judged())
                .contains("Response verify OK")
                .contains("person.pem: revoked")
                .contains("Reason: keyCompromise");
        pki.lists.run();
        assertThat(byList()).contains("certificate revoked");
    }

    /** The answer to what openssl asks by GET, taken from what was signed ahead: the key is away. */
    private String judged() throws IOException {
        pki.responderKey.takeAway();
        try (PublicResponder node = pki.node()) {
            String path = Base64.getEncoder().encodeToString(Files.readAllBytes(work.resolve("request.der")));
            Files.write(work.resolve("answer.der"), node.respondToGet(path).der());
        } finally {
            pki.responderKey.bringBack();
        }
        return OpenSsl.run(
                        work,
                        "ocsp",
                        "-issuer",
                        "people.pem",
                        "-cert",
                        "person.pem",
                        "-respin",
                        "answer.der",
                        "-no_nonce",
                        "-CAfile",
                        "root.pem",
                        "-verify_other",
                        "people.pem")
                .output();
    }

    private String byList() throws IOException {
        Files.write(
                work.resolve("list.crl"),
                pki.register().latestCrl(person.record().crl()).orElseThrow().der());
        OpenSsl.run(work, "crl", "-inform", "DER", "-in", "list.crl", "-out", "list.pem");
        return OpenSsl.run(
                        work,
                        "verify",
                        "-x509_strict",
                        "-crl_check",
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "people.pem",
                        "-CRLfile",
                        "list.pem",
                        "person.pem")
                .output();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(work.resolve(name), content, StandardCharsets.US_ASCII);
    }
}
