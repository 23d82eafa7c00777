package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.InProcessRevocationSource;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;

/** The procedure for a CA key in other hands, from the revocation to the first certificate of the new key. */
class LostAuthorityTest {
    @TempDir
    Path root;

    private TestPki pki;
    private IssuedCertificate person;

    @BeforeEach
    void issue() {
        pki = TestPki.in(root);
        person = pki.person();
    }

    @Test
    void theCaAndEverythingItsKeyCertifiedAreRevokedAndOthersAreNot() {
        IssuedCertificate stamp = pki.hierarchy.issuedNow().stream()
                .filter(i -> i.record().profile().equals("tsa"))
                .findFirst()
                .orElseThrow();
        List<CertificateRecord> revoked = lose("people");
        // The CA, its responder, the person.
        assertThat(revoked).hasSize(3);
        assertThat(revoked.get(0).status())
                .isInstanceOfSatisfying(
                        CertificateStatus.Revoked.class,
                        r -> assertThat(r.reason()).isEqualTo(RevocationReason.CA_COMPROMISE));
        assertThat(pki.register
                        .find("people", person.record().serial())
                        .orElseThrow()
                        .status())
                .isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(pki.register
                        .find("time", stamp.record().serial())
                        .orElseThrow()
                        .status())
                .isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void aNewKeyTakesOverAndTheRootsListAndResponderTellAtOnce() throws Exception {
        X509Certificate old = pki.hierarchy.authority("people").certificate();
        lose("people");
        Hierarchy again = bringUp();
        X509Certificate fresh = again.authority("people").certificate();
        assertThat(fresh.getPublicKey()).isNotEqualTo(old.getPublicKey());
        assertThat(again.issuedNow())
                .extracting(i -> i.record().unit().orElseThrow())
                .containsExactly("khue:ca:people-2", "khue:ocsp:people-2");

        X509CRLHolder list =
                new X509CRLHolder(pki.register.latestCrl("root").orElseThrow().der());
        assertThat(pki.register.latestCrl("root").orElseThrow().number()).isEqualTo(BigInteger.TWO);
        assertThat(list.getRevokedCertificate(old.getSerialNumber())).isNotNull();

        IssuedCertificate other = issueBy(again);
        assertThat(validate(again, person))
                .isInstanceOfSatisfying(
                        PathResult.Invalid.class,
                        result -> assertThat(result.rule()).isIn(PathRule.REVOKED_CA_NO_POE, PathRule.REVOKED_NO_POE));
        assertThat(validate(again, other)).isInstanceOf(PathResult.Valid.class);
        assertThat(bringUp().issuedNow()).isEmpty();
    }

    @Test
    void whatIsNoIssuingCaIsRefused() {
        for (String name : List.of("root", "nobody", "")) {
            assertThatThrownBy(() -> lose(name))
                    .isInstanceOfSatisfying(
                            PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.INPUT));
        }
        lose("people");
        assertThatThrownBy(() -> lose("people")).hasMessageContaining("in force expected");
    }

    @Test
    void theLostKeyIssuesAndListsNothingAnyMoreNotEvenInAProcessThatStillHoldsIt() {
        lose("people");
        assertThatThrownBy(() -> pki.person())
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.POLICY));
        assertThatThrownBy(() -> pki.hierarchy.lists().get("people").issue(pki.register))
                .isInstanceOf(PkiException.class);
        assertThat(pki.register.ofHolder(TestPki.KHUE_ID)).hasSize(1);
    }

    @Test
    void whereSeveralKeysAreInForceOneHasToBeNamed() {
        TestPki rolled = pki.again("people");
        IssuedCertificate newer = rolled.person();
        assertThatThrownBy(() -> lose("people"))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.INPUT))
                .hasMessageContaining("[people-1, people-2]");
        assertThat(lose("people-2"))
                .extracting(CertificateRecord::serial)
                .contains(newer.record().serial())
                .doesNotContain(person.record().serial());
        // The former key is no way back.
        TestPki after = rolled.again();
        assertThat(after.hierarchy.authority("people").name()).isEqualTo("people-3");
        assertThat(after.hierarchy.lists()).containsKeys("people", "people-3").doesNotContainKey("people-2");
        assertThat(lose("people-3")).isNotEmpty();
        assertThat(lose("people"))
                .extracting(CertificateRecord::serial)
                .contains(person.record().serial());
    }

    @Test
    void theResponderOfALostKeySaysRevokedUntilItEndsAndIsNotRenewed() {
        lose("people");
        TestPki after = pki.again();
        assertThat(after.hierarchy.responders().get("people").certificate())
                .isEqualTo(pki.hierarchy.responders().get("people").certificate());
        TestPki later = after.again(Clock.offset(pki.clock, Duration.ofDays(181)));
        assertThat(later.hierarchy.responders()).doesNotContainKey("people").containsKey("people-2");
    }

    /** The CA's certificate, then what its key had certified. */
    private List<CertificateRecord> lose(String ca) {
        List<CertificateRecord> revoked = new ArrayList<>();
        LostAuthority.Loss loss = new LostAuthority(
                        HierarchyPlan.shipped(), Profiles.shipped(), pki.register, pki.clock)
                .revoke(ca, revoked::add);
        assertThat(loss).isEqualTo(new LostAuthority.Loss(revoked.get(0), revoked.size() - 1));
        return revoked;
    }

    private IssuedCertificate issueBy(Hierarchy hierarchy) {
        VaultKey key = pki.vault.generate(KeySpec.EC_P256);
        return hierarchy
                .authority("people")
                .issue(
                        CertificateRequest.person(
                                key, TestPki.KHUE_ID, "Nguyễn Thị Hoà", TestPki.UNIT, TestPki.UNIT_NAME),
                        pki.register);
    }

    private Hierarchy bringUp() {
        return new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(
                                new StatusUrls(URI.create("http://localhost:8081")),
                                new RootDirectory(root, TestPki::passphrase, KdfParameters.LEAST),
                                Clock.systemUTC()),
                        pki.vault,
                        pki.register)
                .bringUp();
    }

    private PathResult validate(Hierarchy hierarchy, IssuedCertificate issued) {
        OcspResponder responder = new OcspResponder(
                hierarchy.certificates(), hierarchy.responders(), pki.register, Duration.ofHours(1), pki.clock);
        InProcessRevocationSource source =
                new InProcessRevocationSource(responder, pki.register, hierarchy.certificates());
        X509Certificate authority = issued.chain().get(1);
        List<byte[]> answers = new ArrayList<>();
        source.ocsp(issued.certificate(), authority).ifPresent(answers::add);
        source.ocsp(authority, hierarchy.root()).ifPresent(answers::add);
        return new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest())
                .validate(PathRequest.of(
                        issued.certificate(),
                        issued.chain(),
                        pki.trust(),
                        pki.clock.instant().plusSeconds(2),
                        new RevocationEvidence(answers, List.of()),
                        Purpose.DOCUMENT_SIGNING));
    }
}
