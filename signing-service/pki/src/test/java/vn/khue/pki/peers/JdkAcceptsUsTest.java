package vn.khue.pki.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.MainCrl;
import vn.khue.pki.store.RevocationReason;

/** The JDK's own path validator as OCSP client, asking over HTTP at the address in the certificates. */
class JdkAcceptsUsTest {
    @TempDir
    Path root;

    private PkiServer server;
    private IssuedCertificate person;

    @BeforeEach
    void start() throws IOException {
        server = new PkiServer(root);
        person = server.pki.person();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void acceptsTheChainWithOcspAlone() throws GeneralSecurityException {
        validate();
    }

    @Test
    void seesARevocation() throws GeneralSecurityException {
        server.pki
                .hierarchy
                .authority("people")
                .revoke(person.record().serial(), RevocationReason.KEY_COMPROMISE, server.pki.register);
        assertThatThrownBy(this::validate)
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(CertPathValidatorException.BasicReason.REVOKED));
    }

    @Test
    void acceptsThePartitionThatTheCertificateNamesAndSeesARevocationInIt() throws GeneralSecurityException {
        X509CRL other = partition(2);
        assertThatThrownBy(() -> validateByCrl(other))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason())
                                .isEqualTo(CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS));
        validateByCrl(partition(1));
        server.pki
                .hierarchy
                .authority("people")
                .revoke(person.record().serial(), RevocationReason.KEY_COMPROMISE, server.pki.register);
        X509CRL next = partition(1);
        assertThatThrownBy(() -> validateByCrl(next))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(CertPathValidatorException.BasicReason.REVOKED));
    }

    private X509CRL partition(int number) throws GeneralSecurityException {
        var people = server.pki.hierarchy.authority("people");
        byte[] der = new CrlIssuer(
                        "people",
                        people.key(),
                        Duration.ofDays(2),
                        MainCrl.EVERYTHING,
                        people.urls()::crl,
                        server.pki.clock)
                .issue(new CrlName("people", number), server.pki.register)
                .der();
        return (X509CRL) CertificateFactory.getInstance("X.509", "SUN").generateCRL(new ByteArrayInputStream(der));
    }

    private void validateByCrl(X509CRL list) throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509", "SUN")
                .generateCertPath(List.of(
                        person.certificate(),
                        server.pki.hierarchy.authority("people").certificate()));
        CertPathValidator validator = CertPathValidator.getInstance("PKIX", "SUN");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK, Option.ONLY_END_ENTITY));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(server.pki.hierarchy.root(), null)));
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(list)), "SUN"));
        parameters.addCertPathChecker(checker);
        validator.validate(path, parameters);
    }

    private void validate() throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509", "SUN")
                .generateCertPath(List.of(
                        person.certificate(),
                        server.pki.hierarchy.authority("people").certificate()));
        CertPathValidator validator = CertPathValidator.getInstance("PKIX", "SUN");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(EnumSet.of(Option.NO_FALLBACK));
        checker.setOcspResponder(URI.create(server.base + "/ocsp"));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(server.pki.hierarchy.root(), null)));
        parameters.addCertPathChecker(checker);
        validator.validate(path, parameters);
    }
}
