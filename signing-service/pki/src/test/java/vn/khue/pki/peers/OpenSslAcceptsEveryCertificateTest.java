package vn.khue.pki.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.qualified.ETSIQCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
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
        issued.add(pki.login(pki.vault.generate(KeySpec.EC_P256).publicKey()));
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
            // What it is for is said. A claim to be qualified (QcCompliance) would be false: Khuê's CA is for an
            // organisation's own use.
            assertThat(statements(one.certificate()))
                    .as(profile)
                    .isEqualTo(
                            List.of("person-signing", "unit-seal", "report").contains(profile)
                                    ? List.of(ETSIQCObjectIdentifiers.id_etsi_qcs_QcType.getId())
                                    : List.of());
        }
        assertThat(issued)
                .extracting(i -> i.record().profile())
                .contains("root-ca", "issuing-ca", "ocsp", "tsa", "report");
    }

    /** OIDs of the QCStatements (RFC 3739 section 3.2.6). */
    private static List<String> statements(X509Certificate certificate) throws IOException {
        byte[] value = certificate.getExtensionValue(Extension.qCStatements.getId());
        List<String> found = new ArrayList<>();
        if (value != null) {
            for (ASN1Encodable each :
                    ASN1Sequence.getInstance(ASN1OctetString.getInstance(value).getOctets())) {
                found.add(QCStatement.getInstance(each).getStatementId().getId());
            }
        }
        return found;
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(work.resolve(name), content, StandardCharsets.US_ASCII);
    }
}
