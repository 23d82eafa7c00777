package vn.khue.pki.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.CertsOnly;
import vn.khue.pki.DnsName;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.IssuedCertificate;

/** Certificates for hosts, as clients see them. */
class ServersAreKnownTest {
    @TempDir
    Path folder;

    @Test
    void opensslKnowsTheHostByEachOfItsNamesAndByNoOther() throws Exception {
        OpenSsl.required();
        TestPki pki = TestPki.in(folder);
        IssuedCertificate issued = issue(pki, "diem.edu.vn", "api.diem.edu.vn");
        Files.writeString(folder.resolve("root.pem"), Certificates.pem(pki.hierarchy.root()));
        Files.writeString(
                folder.resolve("services.pem"), Certificates.pem(issued.chain().get(1)));
        Files.writeString(folder.resolve("host.pem"), Certificates.pem(issued.certificate()));
        for (String name : List.of("diem.edu.vn", "api.diem.edu.vn")) {
            assertThat(verify(name).exit()).as(name).isZero();
        }
        assertThat(verify("www.diem.edu.vn").output()).contains("hostname mismatch");
        assertThat(OpenSsl.run(
                                folder,
                                "verify",
                                "-purpose",
                                "sslclient",
                                "-CAfile",
                                "root.pem",
                                "-untrusted",
                                "services.pem",
                                "host.pem")
                        .output())
                .contains("unsuitable certificate purpose");
    }

    private OpenSsl.Run verify(String name) throws Exception {
        return OpenSsl.run(
                folder,
                "verify",
                "-purpose",
                "sslserver",
                "-verify_hostname",
                name,
                "-CAfile",
                "root.pem",
                "-untrusted",
                "services.pem",
                "host.pem");
    }

    @Test
    void theCertificateLivesForNinetyDaysAndIsForServersAlone() throws Exception {
        TestPki pki = TestPki.in(folder);
        X509Certificate host = issue(pki, "diem.edu.vn").certificate();
        assertThat(host.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        Collection<List<?>> names = host.getSubjectAlternativeNames();
        assertThat(names).hasSize(1).first().isEqualTo(List.of(2, "diem.edu.vn"));
        assertThat(host.getNotAfter().toInstant())
                .isBefore(
                        pki.clock.instant().plus(java.time.Duration.ofDays(90)).plusSeconds(1));
        assertThat(host.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void opensslReadsTheCertificatesOfAMessageWithoutASignature() throws Exception {
        OpenSsl.required();
        TestPki pki = TestPki.in(folder);
        IssuedCertificate issued = issue(pki, "diem.edu.vn");
        Files.write(folder.resolve("certs.p7"), CertsOnly.of(issued.chain()));
        OpenSsl.Run run = OpenSsl.run(folder, "pkcs7", "-inform", "DER", "-in", "certs.p7", "-print_certs");
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output().split("-----BEGIN CERTIFICATE-----")).hasSize(4);
    }

    private static IssuedCertificate issue(TestPki pki, String... names) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return pki.hierarchy
                .authorityFor("service-tls")
                .issue(
                        CertificateRequest.server(
                                generator.generateKeyPair().getPublic(),
                                java.util.Arrays.stream(names).map(DnsName::new).toList(),
                                TestPki.UNIT,
                                TestPki.UNIT_NAME),
                        pki.register);
    }
}
