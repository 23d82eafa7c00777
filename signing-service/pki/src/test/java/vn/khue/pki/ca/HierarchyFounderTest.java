package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.store.RevocationReason;

class HierarchyFounderTest {
    @TempDir
    Path root;

    @Test
    void bringsUpEveryAuthorityOfThePlan() {
        TestPki pki = TestPki.in(root);
        assertThat(pki.hierarchy.certificates()).containsOnlyKeys("root", "people", "services", "time", "cards");
        assertThat(pki.hierarchy.responders()).containsOnlyKeys("root", "people", "services", "time", "cards");
        X509Certificate top = pki.hierarchy.root();
        assertThat(top.getSigAlgName()).isEqualTo("SHA384withECDSA");
        assertThat(top.getBasicConstraints()).isEqualTo(1);
        X509Certificate people = pki.hierarchy.authority("people").certificate();
        assertThat(people.getIssuerX500Principal()).isEqualTo(top.getSubjectX500Principal());
        assertThat(people.getBasicConstraints()).isZero();
        assertThat(pki.register.latestCrl("root")).isPresent();
        assertThat(pki.register.latestCrl("people")).isPresent();
        // root, four CAs, five responders, one time-stamp certificate, one for reports
        assertThat(pki.hierarchy.issuedNow()).hasSize(12);
    }

    @Test
    void bringingUpAgainChangesNothingAndLeavesTheRootClosed() {
        TestPki pki = TestPki.in(root);
        AtomicInteger asked = new AtomicInteger();
        Hierarchy again = founder(pki, pki.clock, asked).bringUp();
        assertThat(asked).hasValue(0);
        assertThat(again.issuedNow()).isEmpty();
        assertThat(again.certificates()).isEqualTo(pki.hierarchy.certificates());
        assertThat(again.timestampKey().certificate())
                .isEqualTo(pki.hierarchy.timestampKey().certificate());
    }

    @Test
    void replacesAResponderBeforeItEndsAndTheRootCrlAtHalfItsLife() {
        TestPki pki = TestPki.in(root);
        AtomicInteger asked = new AtomicInteger();
        Clock later = Clock.offset(pki.clock, Duration.ofDays(125));
        Hierarchy again = founder(pki, later, asked).bringUp();
        assertThat(asked).hasValue(1);
        assertThat(again.issuedNow())
                .hasSize(5)
                .allMatch(i -> i.record().profile().equals("ocsp"));
        assertThat(pki.register.latestCrl("root").orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aRevokedTimestampCertificateIsReplaced() {
        TestPki pki = TestPki.in(root);
        X509Certificate revoked = pki.hierarchy.timestampKey().certificate();
        pki.hierarchy
                .authority("time")
                .revoke(revoked.getSerialNumber(), RevocationReason.KEY_COMPROMISE, pki.register);
        Hierarchy again = founder(pki, pki.clock, new AtomicInteger()).bringUp();
        assertThat(again.timestampKey().certificate()).isNotEqualTo(revoked);
    }

    @Test
    void theKeyForReportsIsRenewedBeforeItEndsWithoutTheRootAndAnewWhereItWasRevoked() {
        TestPki pki = TestPki.in(root);
        X509Certificate first = pki.hierarchy.reportKey().orElseThrow().certificate();
        assertThat(first.getIssuerX500Principal())
                .isEqualTo(pki.hierarchy.authority("services").certificate().getSubjectX500Principal());
        Hierarchy same = founder(pki, Clock.offset(pki.clock, Duration.ofDays(100)), new AtomicInteger())
                .bringUp();
        assertThat(same.reportKey().orElseThrow().certificate()).isEqualTo(first);
        Clock near = Clock.offset(pki.clock, Duration.ofDays(730 - 59));
        Hierarchy renewed = founder(pki, near, new AtomicInteger()).bringUp();
        X509Certificate second = renewed.reportKey().orElseThrow().certificate();
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
        renewed.authority("services").revoke(second.getSerialNumber(), RevocationReason.KEY_COMPROMISE, pki.register);
        Hierarchy again = founder(pki, near, new AtomicInteger()).bringUp();
        assertThat(again.reportKey().orElseThrow().certificate()).isNotIn(first, second);
    }

    @Test
    void noOtherAuthorityCertifiesAKeyForReports() {
        HierarchyPlan plan = HierarchyPlan.shipped();
        String profile = plan.reports().profile();
        assertThat(plan.authorities())
                .filteredOn(each -> each.issues().contains(profile))
                .extracting(HierarchyPlan.Authority::name)
                .containsExactly(plan.reports().issuer());
        assertThat(Profiles.shipped().get(profile).keyUsage()).containsExactly(CertificateProfile.Usage.nonRepudiation);
        assertThat(Profiles.shipped().get(profile).extendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.36");
    }

    @Test
    void theRootNeedsItsOwnPassphrase() {
        TestPki pki = TestPki.in(root);
        RootDirectory closed = new RootDirectory(
                root, () -> Passphrase.of("một mật khẩu khác hẳn".toCharArray()), KdfParameters.LEAST);
        assertThatThrownBy(closed::open).isInstanceOf(PkiException.class).hasMessageContaining("wrong passphrase");
        assertThat(pki.hierarchy.issuing()).containsExactly("people", "services", "time", "cards");
        assertThatThrownBy(() -> pki.hierarchy.authority("root")).isInstanceOf(PkiException.class);
    }

    @Test
    void nothingInTheRootDirectoryIsAClearKeyAndNobodyElseMayReadIt() throws Exception {
        TestPki pki = TestPki.in(root);
        assertThat(pki.hierarchy.root()).isNotNull();
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain("PRIVATE KEY");
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private HierarchyFounder founder(TestPki pki, Clock clock, AtomicInteger asked) {
        RootDirectory directory = new RootDirectory(
                root,
                () -> {
                    asked.incrementAndGet();
                    return TestPki.passphrase();
                },
                KdfParameters.LEAST);
        return new HierarchyFounder(
                HierarchyFounder.Setting.shipped(
                        pki.hierarchy.authority("people").urls(), directory, clock),
                pki.vault,
                pki.register);
    }
}
