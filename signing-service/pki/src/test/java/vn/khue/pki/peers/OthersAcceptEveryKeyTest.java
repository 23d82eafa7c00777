package vn.khue.pki.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.HierarchyPlan;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.LostAuthority;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.store.CrlName;

/**
 * Certificates of a CA's former key and of its newest one, judged by openssl and by the JDK after a rollover, and after the former key
 * was lost.
 */
class OthersAcceptEveryKeyTest {
    @TempDir
    Path work;

    private PkiServer server;
    private IssuedCertificate before;
    private IssuedCertificate after;

    @BeforeEach
    void rollOver() throws IOException {
        OpenSsl.required();
        server = new PkiServer(work.resolve("root"));
        before = server.pki.person();
        stamp("before.tsr");
        server.pki = server.pki.again("people", "time");
        after = server.pki.person();
        stamp("after.tsr");
        write("root.pem", Certificates.pem(server.pki.hierarchy.root()));
        write("before.pem", Certificates.pem(before.certificate()));
        write("after.pem", Certificates.pem(after.certificate()));
        for (String ca : List.of("people", "people-2", "time", "time-2")) {
            write(
                    ca + ".pem",
                    Certificates.pem(server.pki.hierarchy.certificates().get(ca)));
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void opensslVerifiesBothByTheListsOfTheirOwnKeys() throws IOException {
        lists();
        assertThat(verify("before.pem").output()).contains("before.pem: OK");
        assertThat(verify("after.pem").output()).contains("after.pem: OK");
        server.pki.hierarchy.authority("people").suspend(after.record().serial(), server.pki.register);
        lists();
        assertThat(verify("before.pem").output()).contains("before.pem: OK");
        assertThat(verify("after.pem").output()).contains("certificate revoked");
    }

    @Test
    void opensslAsksForBothAndForTheirIssuers() throws IOException {
        assertThat(ocsp("people.pem", "-cert", "before.pem")).contains("Response verify OK", "before.pem: good");
        assertThat(ocsp("people-2.pem", "-cert", "after.pem")).contains("Response verify OK", "after.pem: good");
        assertThat(ocsp("root.pem", "-cert", "people.pem", "-cert", "people-2.pem"))
                .contains("Response verify OK", "people.pem: good", "people-2.pem: good");
        // The same serial under the other key is another certificate.
        assertThat(ocsp("people-2.pem", "-serial", serial(before))).contains(": unknown");
    }

    @Test
    void opensslVerifiesTimestampsOfBothKeys() throws IOException {
        for (String[] each : new String[][] {{"before.tsr", "time.pem"}, {"after.tsr", "time-2.pem"}}) {
            assertThat(OpenSsl.run(
                                    work,
                                    "ts",
                                    "-verify",
                                    "-data",
                                    "data.txt",
                                    "-in",
                                    each[0],
                                    "-CAfile",
                                    "root.pem",
                                    "-untrusted",
                                    each[1])
                            .output())
                    .contains("Verification: OK");
        }
    }

    @Test
    void theJdkAcceptsBothByOcspAndByLists() throws GeneralSecurityException {
        for (IssuedCertificate each : List.of(before, after)) {
            validate(each, EnumSet.of(Option.NO_FALLBACK));
            validate(each, EnumSet.of(Option.NO_FALLBACK, Option.PREFER_CRLS));
        }
    }

    @Test
    void whereTheFormerKeyWasLostNothingOfItIsAcceptedByAnybodyAndTheOtherGoesOn() throws Exception {
        new LostAuthority(HierarchyPlan.shipped(), Profiles.shipped(), server.pki.register, server.pki.clock)
                .revoke("people-1", revoked -> {});
        // At once, before the service is started again.
        assertThat(ocsp("people.pem", "-cert", "before.pem"))
                .contains("Response verify OK", "before.pem: revoked", "Reason: superseded");
        assertThat(server.pki.register.latestCrl(before.record().crl())).isEmpty();
        assertThat(server.pki.hierarchy.lists().get("people").due(server.pki.register, 9))
                .isEmpty();

        server.pki = server.pki.again();
        // What its thief makes of it (RFC 6960 sections 2.2 and 2.7). Openssl calls id-pkix-ocsp-extended-revoke
        // "valid".
        assertThat(ocsp("people.pem", "-serial", "0x1234567890", "-resp_text"))
                .contains("Response verify OK", "0x1234567890: revoked", "certificateHold", "valid:");
        assertThat(ocsp("root.pem", "-cert", "people.pem"))
                .contains("Response verify OK", "people.pem: revoked", "Reason: cACompromise");
        assertThat(ocsp("people-2.pem", "-cert", "after.pem")).contains("after.pem: good");
        lists();
        assertThat(verify("before.pem").output()).contains("error");
        assertThat(OpenSsl.run(work, "crl", "-in", "root.crl.pem", "-noout", "-text", "-CAfile", "root.pem", "-verify")
                        .output())
                .contains("CA Compromise");
        assertThat(verify("after.pem").output()).contains("after.pem: OK");

        assertThatThrownBy(() -> validate(before, EnumSet.of(Option.NO_FALLBACK)))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(CertPathValidatorException.BasicReason.REVOKED));
        validate(after, EnumSet.of(Option.NO_FALLBACK));
        assertThat(server.pki.hierarchy.generations("people")).containsExactly("people", "people-2");
    }

    private void validate(IssuedCertificate issued, Set<Option> options) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
        CertPathValidator validator = CertPathValidator.getInstance("PKIX", "SUN");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(options);
        checker.setOcspResponder(URI.create(server.base + "/ocsp"));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(server.pki.hierarchy.root(), null)));
        List<X509CRL> lists = new ArrayList<>();
        for (byte[] der : List.of(list("root"), partition(issued.record().crl()))) {
            lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(der)));
        }
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists), "SUN"));
        parameters.addCertPathChecker(checker);
        validator.validate(
                factory.generateCertPath(
                        List.of(issued.certificate(), issued.chain().get(1))),
                parameters);
    }

    /** Empty where there is none any more. */
    private byte[] partition(CrlName name) {
        CrlIssuer issuer = server.pki.hierarchy.lists().get(name.ca());
        return issuer == null
                ? list("root")
                : issuer.issue(name, server.pki.register).der();
    }

    private byte[] list(String ca) {
        return server.pki.register.latestCrl(ca).orElseThrow().der();
    }

    private void lists() throws IOException {
        for (String ca : List.of("root", "people", "people-2")) {
            CrlIssuer issuer = server.pki.hierarchy.lists().get(ca);
            if (issuer != null) {
                issuer.issue(server.pki.register);
            }
            Files.deleteIfExists(work.resolve(ca + ".crl.pem"));
            if (server.pki.register.latestCrl(ca).isPresent()) {
                Files.write(work.resolve(ca + ".crl"), list(ca));
                String[] words = {
                    "crl",
                    "-inform",
                    "DER",
                    "-in",
                    ca + ".crl",
                    "-out",
                    ca + ".crl.pem",
                    "-CAfile",
                    ca + ".pem",
                    "-verify"
                };
                assertThat(OpenSsl.run(work, words).output()).contains("verify OK");
            }
        }
    }

    private OpenSsl.Run verify(String certificate) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "verify",
                "-x509_strict",
                "-crl_check_all",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "people.pem",
                "-untrusted",
                "people-2.pem"));
        for (String ca : List.of("root", "people", "people-2")) {
            if (Files.exists(work.resolve(ca + ".crl.pem"))) {
                words.addAll(List.of("-CRLfile", ca + ".crl.pem"));
            }
        }
        words.add(certificate);
        return OpenSsl.run(work, words.toArray(String[]::new));
    }

    private String ocsp(String issuer, String... asked) throws IOException {
        List<String> words = new ArrayList<>(List.of("ocsp", "-issuer", issuer));
        words.addAll(List.of(asked));
        words.addAll(List.of("-url", server.base + "/ocsp", "-CAfile", "root.pem", "-verify_other", issuer));
        return OpenSsl.run(work, words.toArray(String[]::new)).output();
    }

    private static String serial(IssuedCertificate issued) {
        return "0x" + issued.record().serial().toString(16).toUpperCase(Locale.ROOT);
    }

    private void stamp(String file) throws IOException {
        write("data.txt", "quyet dinh so 15");
        OpenSsl.run(work, "ts", "-query", "-data", "data.txt", "-sha256", "-cert", "-out", "q.tsq");
        TestPki now = server.pki;
        Files.write(work.resolve(file), now.timestamps.respond(Files.readAllBytes(work.resolve("q.tsq"))));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(work.resolve(name), content, StandardCharsets.US_ASCII);
    }
}
