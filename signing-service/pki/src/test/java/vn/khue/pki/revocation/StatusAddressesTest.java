package vn.khue.pki.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.IssuedCertificate;

class StatusAddressesTest {
    @TempDir
    Path root;

    private IssuedCertificate person;

    @BeforeEach
    void start() {
        person = TestPki.in(root).person();
    }

    @Test
    void readsWhereStatusIsFound() {
        assertThat(StatusAddresses.ocsp(person.certificate()))
                .containsExactly(URI.create("http://localhost:8081/ocsp"));
        assertThat(StatusAddresses.crl(person.certificate()))
                .singleElement()
                .satisfies(address -> assertThat(address.toString()).startsWith("http://localhost:8081/pki/people"));
    }

    @Test
    void aMalformedExtensionNamesNoAddressAndIsNoFaultOfOurs() {
        byte[] good = Certificates.der(person.certificate());
        Random random = new Random(20261126);
        int fewer = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] der = good.clone();
            der[random.nextInt(der.length)] = (byte) random.nextInt(256);
            X509Certificate certificate;
            try {
                certificate = Certificates.parse(der);
            } catch (PkiException e) {
                continue;
            }
            if (StatusAddresses.ocsp(certificate).isEmpty()
                    || StatusAddresses.crl(certificate).isEmpty()) {
                fewer++;
            }
        }
        assertThat(fewer).isPositive();
    }
}
