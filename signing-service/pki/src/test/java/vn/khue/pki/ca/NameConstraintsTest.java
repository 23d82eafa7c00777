package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DnsName;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.peers.OpenSsl;
import vn.khue.pki.policy.DataFile;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.store.CrlName;

/** A CA of hosts that may serve one domain: it keeps to it, and what its key signs beyond it nobody accepts. */
class NameConstraintsTest {
    @TempDir
    Path work;

    private TestPki pki;
    private Hierarchy hierarchy;
    private CertificateAuthority services;

    @BeforeEach
    void bringUp() {
        pki = TestPki.in(work.resolve("root"));
        hierarchy = new HierarchyFounder(constrained(pki.setting()), pki.vault, pki.register).bringUp();
        services = hierarchy.authority("services");
    }

    /** The shipped setting, in which hosts are those of truong.test but for khac.truong.test. */
    static HierarchyFounder.Setting constrained(HierarchyFounder.Setting setting) {
        CertificateProfile profile = DataFile.read(
                "services-ca.json",
                resource("profiles/issuing-ca.json")
                        .replace("\"issuing-ca\"", "\"services-ca\"")
                        .replace(
                                "\"permittedSubtrees\": []",
                                "\"permittedSubtrees\": [{\"kind\": \"dNSName\", \"name\": \"truong.test\"},"
                                        + " {\"kind\": \"directoryName\", \"name\": \"C=VN\"}]")
                        .replace(
                                "\"excludedSubtrees\": []",
                                "\"excludedSubtrees\": [{\"kind\": \"dNSName\", \"name\": \"khac.truong.test\"}]")
                        .getBytes(StandardCharsets.UTF_8),
                CertificateProfile.class);
        HierarchyPlan plan = setting.plan();
        HierarchyPlan other = new HierarchyPlan(
                plan.country(),
                plan.organization(),
                issuing(profile, plan.root()),
                plan.authorities().stream()
                        .map(each -> each.name().equals("services") ? by(profile, each) : each)
                        .toList(),
                plan.timestampAuthority(),
                plan.reports(),
                plan.responder());
        List<CertificateProfile> profiles = Stream.concat(
                        Stream.of(profile),
                        Stream.of(
                                        "root-ca",
                                        "issuing-ca",
                                        "person-signing",
                                        "person-login",
                                        "unit-seal",
                                        "service-tls",
                                        "ocsp",
                                        "tsa",
                                        "report")
                                .map(setting.profiles()::get))
                .toList();
        return new HierarchyFounder.Setting(
                other, Profiles.of(profiles), setting.policy(), setting.urls(), setting.root(), setting.clock());
    }

    private static HierarchyPlan.Authority issuing(CertificateProfile profile, HierarchyPlan.Authority root) {
        Set<String> more = new HashSet<>(root.issues());
        more.add(profile.id());
        return new HierarchyPlan.Authority(
                root.name(),
                root.commonName(),
                root.key(),
                root.profile(),
                more,
                root.crlValidity(),
                root.certificatesPerCrl(),
                root.mainCrl());
    }

    private static HierarchyPlan.Authority by(CertificateProfile profile, HierarchyPlan.Authority planned) {
        return new HierarchyPlan.Authority(
                planned.name(),
                planned.commonName(),
                planned.key(),
                profile.id(),
                planned.issues(),
                planned.crlValidity(),
                planned.certificatesPerCrl(),
                planned.mainCrl());
    }

    @Test
    void theyAreCriticalInTheCertificateAndNoneIsWrittenWhereNoneIsAsked() throws IOException {
        X509Certificate certificate = services.certificate();
        assertThat(certificate.getCriticalExtensionOIDs()).contains(Extension.nameConstraints.getId());
        assertThat(hierarchy.authority("people").certificate().getExtensionValue(Extension.nameConstraints.getId()))
                .isNull();
        OpenSsl.required();
        write("ca.pem", certificate);
        assertThat(OpenSsl.run(work, "x509", "-in", "ca.pem", "-noout", "-text").output())
                .contains(
                        "X509v3 Name Constraints: critical",
                        "DNS:truong.test",
                        "DNS:khac.truong.test",
                        "DirName:C = VN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"truong.test", "hoc.truong.test"})
    void whatLiesWithinIsIssuedAndAcceptedByAll(String host) throws Exception {
        X509Certificate certificate = issue(host).certificate();
        assertThat(openssl(certificate)).contains("host.pem: OK");
        jdk(certificate);
        assertThat(ours(certificate)).isInstanceOf(PathResult.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ngoai.test", "nottruong.test", "khac.truong.test", "www.khac.truong.test"})
    void whatLiesOutsideIsNotIssuedAndAcceptedByNobodyWhereTheKeySignsItAllTheSame(String host) throws Exception {
        assertThatThrownBy(() -> issue(host))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.POLICY))
                .hasMessageContaining(host);
        X509Certificate outside = outside(host);
        assertThat(openssl(outside)).containsPattern("(permitted|excluded) subtree violation");
        assertThatThrownBy(() -> jdk(outside))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(PKIXReason.INVALID_NAME));
        assertThat(ours(outside))
                .isInstanceOfSatisfying(
                        PathResult.Invalid.class,
                        r -> assertThat(r.rule()).isEqualTo(PathRule.CERTIFICATE_CHAIN_GENERAL_FAILURE));
    }

    private IssuedCertificate issue(String host) {
        VaultKey key = pki.vault.generate(KeySpec.EC_P256);
        return services.issue(
                CertificateRequest.server(key.publicKey(), List.of(new DnsName(host)), TestPki.UNIT, TestPki.UNIT_NAME),
                pki.register);
    }

    /** As somebody does who has the CA's key and none of its code. */
    private X509Certificate outside(String host) {
        VaultKey key = pki.vault.generate(KeySpec.EC_P256);
        Subject subject = Subject.server(TestPki.UNIT_NAME, List.of(new DnsName(host)));
        Instant now = pki.clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return CertificateAssembly.sign(
                Profiles.shipped().get("service-tls"),
                subject.name(),
                key.publicKey(),
                BigInteger.valueOf(4711),
                now,
                now.plusSeconds(86_400),
                Optional.of(new CertificateAssembly.Issuer(
                        services.name(),
                        X500Name.getInstance(
                                services.certificate().getSubjectX500Principal().getEncoded()),
                        CertificateAssembly.keyIdentifier(SubjectPublicKeyInfo.getInstance(
                                services.certificate().getPublicKey().getEncoded())),
                        services.urls(),
                        CrlName.main(services.name()))),
                subject.alternativeNames(),
                services.key());
    }

    private String openssl(X509Certificate certificate) throws IOException {
        OpenSsl.required();
        write("root.pem", hierarchy.root());
        write("ca.pem", services.certificate());
        write("host.pem", certificate);
        return OpenSsl.run(work, "verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "ca.pem", "host.pem")
                .output();
    }

    private void jdk(X509Certificate certificate) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(hierarchy.root(), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX", "SUN")
                .validate(
                        CertificateFactory.getInstance("X.509", "SUN")
                                .generateCertPath(List.of(certificate, services.certificate())),
                        parameters);
    }

    private PathResult ours(X509Certificate certificate) {
        byte[] list = hierarchy.lists().get(services.name()).issue(pki.register).der();
        byte[] roots = pki.register.latestCrl("root").orElseThrow().der();
        return new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest())
                .validate(PathRequest.of(
                        certificate,
                        List.of(services.certificate(), hierarchy.root()),
                        pki.trust(),
                        pki.clock.instant().plusSeconds(2),
                        new RevocationEvidence(List.of(), List.of(list, roots)),
                        Purpose.ANY));
    }

    private void write(String name, X509Certificate certificate) throws IOException {
        Files.writeString(work.resolve(name), Certificates.pem(certificate), StandardCharsets.US_ASCII);
    }

    private static String resource(String name) {
        try (var in = CertificateProfile.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
