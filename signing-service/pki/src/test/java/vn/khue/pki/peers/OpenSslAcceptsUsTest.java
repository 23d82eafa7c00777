package vn.khue.pki.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.MainCrl;
import vn.khue.pki.store.PublishedCrl;
import vn.khue.pki.store.RevocationReason;

/** Certificates, CRLs, OCSP answers and time-stamps, judged by the openssl binary. */
class OpenSslAcceptsUsTest {
    @TempDir
    Path work;

    private PkiServer server;
    private IssuedCertificate person;

    @BeforeEach
    void start() throws IOException {
        OpenSsl.required();
        server = new PkiServer(work.resolve("root"));
        person = server.pki.person();
        write("root.pem", Certificates.pem(server.pki.hierarchy.root()));
        write(
                "people.pem",
                Certificates.pem(server.pki.hierarchy.authority("people").certificate()));
        write(
                "time.pem",
                Certificates.pem(server.pki.hierarchy.authority("time").certificate()));
        write("person.pem", Certificates.pem(person.certificate()));
        crls();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void verifiesTheChainStrictlyWithEveryCrl() throws IOException {
        OpenSsl.Run run = verify();
        assertThat(run.output()).contains("person.pem: OK");
        assertThat(run.exit()).isZero();
    }

    @Test
    void findsARevokedCertificateInTheCrl() throws IOException {
        revoke();
        crls();
        assertThat(verify().output()).contains("certificate revoked");
    }

    @Test
    void takesThePartitionThatTheCertificateNamesAndNoOther() throws IOException {
        partition(1);
        assertThat(verifyBy("partition-1.pem").output()).contains("person.pem: OK");
        partition(2);
        assertThat(verifyBy("partition-2.pem").output()).contains("different CRL scope");
        revoke();
        partition(1);
        assertThat(verifyBy("partition-1.pem").output()).contains("certificate revoked");
    }

    @Test
    void acceptsOcspAnswersAndSeesRevocation() throws IOException {
        OpenSsl.Run good = ocsp("person.pem");
        assertThat(good.output()).contains("Response verify OK").contains("person.pem: good");
        revoke();
        OpenSsl.Run revoked = ocsp("person.pem");
        assertThat(revoked.output())
                .contains("Response verify OK")
                .contains("person.pem: revoked")
                .contains("Reason: keyCompromise");
    }

    @Test
    void acceptsTheNonceAndSaysUnknownOfForeignSerials() throws IOException {
        OpenSsl.Run run = OpenSsl.run(
                work,
                "ocsp",
                "-issuer",
                "people.pem",
                "-serial",
                "0x1234567890",
                "-url",
                server.base + "/ocsp",
                "-CAfile",
                "root.pem",
                "-verify_other",
                "people.pem",
                "-resp_text");
        assertThat(run.output()).contains("0x1234567890: unknown").contains("OCSP Nonce");
    }

    @Test
    void acceptsTheRootsDelegatedResponder() throws IOException {
        OpenSsl.Run run = OpenSsl.run(
                work,
                "ocsp",
                "-issuer",
                "root.pem",
                "-cert",
                "people.pem",
                "-url",
                server.base + "/ocsp",
                "-CAfile",
                "root.pem");
        assertThat(run.output()).contains("Response verify OK").contains("people.pem: good");
    }

    @Test
    void acceptsTimestamps() throws IOException {
        Files.writeString(work.resolve("data.txt"), "Quyết định số 15/QĐ-TH", StandardCharsets.UTF_8);
        for (String hash : new String[] {"-sha256", "-sha384", "-sha512"}) {
            OpenSsl.Run made = OpenSsl.run(work, "ts", "-query", "-data", "data.txt", hash, "-cert", "-out", "q.tsq");
            assertThat(made.exit()).as(made.output()).isZero();
            Files.write(
                    work.resolve("r.tsr"), server.pki.timestamps.respond(Files.readAllBytes(work.resolve("q.tsq"))));
            OpenSsl.Run run = OpenSsl.run(
                    work,
                    "ts",
                    "-verify",
                    "-queryfile",
                    "q.tsq",
                    "-in",
                    "r.tsr",
                    "-CAfile",
                    "root.pem",
                    "-untrusted",
                    "time.pem");
            assertThat(run.output()).contains("Verification: OK");
        }
    }

    @Test
    void seesNoNameItCannotRead() throws IOException {
        OpenSsl.Run run =
                OpenSsl.run(work, "x509", "-in", "person.pem", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus");
        assertThat(run.output())
                .contains("CN=Nguyễn Thị Hoà")
                .contains("O=Trường Tiểu học Tân Phú Trung")
                .contains("X509v3 Key Usage: critical")
                .contains("Non Repudiation")
                .contains("OCSP - URI:" + server.base + "/ocsp")
                .contains("URI:" + server.base + "/pki/people/1.crl");
    }

    private void partition(int number) throws IOException {
        var people = server.pki.hierarchy.authority("people");
        CrlName list = new CrlName("people", number);
        PublishedCrl crl = new CrlIssuer(
                        "people",
                        people.key(),
                        java.time.Duration.ofDays(2),
                        MainCrl.EVERYTHING,
                        people.urls()::crl,
                        server.pki.clock)
                .issue(list, server.pki.register);
        Files.write(work.resolve("partition.crl"), crl.der());
        OpenSsl.run(work, "crl", "-inform", "DER", "-in", "partition.crl", "-out", "partition-" + number + ".pem");
    }

    private OpenSsl.Run verifyBy(String list) throws IOException {
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
                list,
                "person.pem");
    }

    private OpenSsl.Run verify() throws IOException {
        return OpenSsl.run(
                work,
                "verify",
                "-x509_strict",
                "-policy_check",
                "-crl_check_all",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "people.pem",
                "-CRLfile",
                "root.crl.pem",
                "-CRLfile",
                "people.crl.pem",
                "person.pem");
    }

    private OpenSsl.Run ocsp(String certificate) throws IOException {
        return OpenSsl.run(
                work,
                "ocsp",
                "-issuer",
                "people.pem",
                "-cert",
                certificate,
                "-url",
                server.base + "/ocsp",
                "-CAfile",
                "root.pem",
                "-verify_other",
                "people.pem");
    }

    private void revoke() {
        server.pki
                .hierarchy
                .authority("people")
                .revoke(person.record().serial(), RevocationReason.KEY_COMPROMISE, server.pki.register);
    }

    private void crls() throws IOException {
        var people = server.pki.hierarchy.authority("people");
        new CrlIssuer("people", people.key(), java.time.Duration.ofDays(2), server.pki.clock)
                .issue(server.pki.register);
        for (String ca : new String[] {"root", "people"}) {
            Files.write(
                    work.resolve(ca + ".crl"),
                    server.pki.register.latestCrl(ca).orElseThrow().der());
            OpenSsl.Run run = OpenSsl.run(
                    work,
                    "crl",
                    "-inform",
                    "DER",
                    "-in",
                    ca + ".crl",
                    "-out",
                    ca + ".crl.pem",
                    "-CAfile",
                    ca + ".pem",
                    "-verify");
            assertThat(run.output()).contains("verify OK");
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(work.resolve(name), content, StandardCharsets.US_ASCII);
    }
}
