package vn.khue.pki.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.peers.OpenSsl;
import vn.khue.pki.softhsm.SoftHsm;

/** A whole hierarchy whose issuing CAs, responders and time stamps have their keys in a SoftHSM2. */
class HierarchyInTheTokenTest {
    @TempDir
    Path work;

    @Test
    void aCertificateIssuedByAKeyOfTheTokenIsVerifiedByOpenssl() throws IOException {
        OpenSsl.required();
        SoftHsm hsm = SoftHsm.in(work.resolve("hsm"));
        try (Pkcs11KeyVault vault = Pkcs11KeyVault.open(hsm.settings(), new InMemoryVaultStore(), Clock.systemUTC())) {
            TestPki pki = TestPki.in(work.resolve("root"), URI.create("http://localhost:8081"), vault);
            IssuedCertificate person = pki.person();
            write("root.pem", Certificates.pem(pki.hierarchy.root()));
            write(
                    "chain.pem",
                    Certificates.pem(pki.hierarchy.authority("people").certificate()));
            write("person.pem", Certificates.pem(person.certificate()));
            OpenSsl.Run run = OpenSsl.run(
                    work, "verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "chain.pem", "person.pem");
            assertThat(run.output()).contains("person.pem: OK");
            assertThat(hsm.tool("--list-objects"))
                    .contains("khue:ca:people", "khue:ca:time", "khue:ocsp:people", "khue:ocsp:root", "khue:tsa");

            hsm.takeOut();
            assertThatThrownBy(pki::person)
                    .isInstanceOfSatisfying(
                            PkiException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TOKEN));
            assertThat(pki.register.ofHolder(TestPki.KHUE_ID)).hasSize(1);
            hsm.putBack();
            assertThat(pki.person().certificate()).isNotNull();
        }
    }

    private void write(String name, String pem) throws IOException {
        Files.writeString(work.resolve(name), pem, StandardCharsets.US_ASCII);
    }
}
