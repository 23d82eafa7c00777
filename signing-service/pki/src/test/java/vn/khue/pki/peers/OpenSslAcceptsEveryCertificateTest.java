package vn.khue.pki.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.keystore.KeySpec;

/** One certificate of every profile in use, each with its chain, judged by the openssl binary as strictly as it can. */
class OpenSslAcceptsEveryCertificateTest {
    @TempDir
    Path work;

    @Test
    void verifiesOneOfEveryKind() throws IOException {
        OpenSsl.required();
        TestPki pki = TestPki.in(work.resolve("root"));
        List<IssuedCertificate> issued = new ArrayList<>(pki.hierarchy.issuedNow());
        issued.add(pki.person());
        issued.add(pki.hierarchy
                .authority("people")
                .issue(
                        CertificateRequest.seal(pki.vault.generate(KeySpec.EC_P256), TestPki.UNIT, TestPki.UNIT_NAME),
                        pki.register));
        write("root.pem", Certificates.pem(pki.hierarchy.root()));
        for (IssuedCertificate one : issued) {
            String profile = one.record().profile();
            StringBuilder above = new StringBuilder();
            one.chain().subList(1, one.chain().size()).forEach(c -> above.append(Certificates.pem(c)));
            write("above.pem", above.length() == 0 ? Certificates.pem(pki.hierarchy.root()) : above.toString());
            write("one.pem", Certificates.pem(one.certificate()));
            OpenSsl.Run run = OpenSsl.run(
                    work,
                    "verify",
                    "-x509_strict",
                    "-check_ss_sig",
                    "-CAfile",
                    "root.pem",
                    "-untrusted",
                    "above.pem",
                    "one.pem");
            assertThat(run.output()).as(profile).contains("one.pem: OK");
            // A claim to be a qualified certificate would be false: Khuê's CA is for an organisation's own use.
            assertThat(one.certificate().getExtensionValue("1.3.6.1.5.5.7.1.3"))
                    .as(profile)
                    .isNull();
        }
        assertThat(issued).extracting(i -> i.record().profile()).contains("root-ca", "issuing-ca", "ocsp", "tsa");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(work.resolve(name), content, StandardCharsets.US_ASCII);
    }
}
