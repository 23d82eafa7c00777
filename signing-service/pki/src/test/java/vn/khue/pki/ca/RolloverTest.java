package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.ocsp.OcspRequests;
import vn.khue.pki.store.MainCrl;

/** A CA gets its next key: by time, when asked, after a change of its profile; and the former keys are answered for. */
class RolloverTest {
    @TempDir
    Path root;

    @TempDir
    Path another;

    private TestPki first;
    private IssuedCertificate before;

    @BeforeEach
    void found() {
        first = TestPki.in(root);
        before = first.person();
    }

    @Test
    void theNextKeyHasANameOfItsOwnAndIssuesFromNowOn() {
        TestPki pki = first.again("people");
        assertThat(made(pki)).containsExactly("khue:ca:people-2", "khue:ocsp:people-2");
        assertThat(pki.hierarchy.generations("people")).containsExactly("people", "people-2");
        assertThat(pki.hierarchy.certificates())
                .containsOnlyKeys("root", "people", "people-2", "services", "time", "cards");
        CertificateAuthority people = pki.hierarchy.authority("people");
        assertThat(people.name()).isEqualTo("people-2");
        assertThat(people.certificate().getSubjectX500Principal().getName())
                .contains("CN=Khuê CA người ký và con dấu G2");
        IssuedCertificate after = pki.person();
        assertThat(after.record().ca()).isEqualTo("people-2");
        assertThat(new String(after.record().der(), StandardCharsets.ISO_8859_1))
                .contains("/pki/people-2.crt", "/pki/people-2/1.crl");
        assertThat(pki.hierarchy.chain("people", before.certificate())).isEqualTo(before.chain());
        assertThat(pki.hierarchy.chain("people-2", after.certificate())).isEqualTo(after.chain());
        assertThat(pki.again().hierarchy.issuedNow()).isEmpty();
        assertThat(made(pki.again("people"))).containsExactly("khue:ca:people-3", "khue:ocsp:people-3");
    }

    @Test
    void eachKeyIsAnsweredForByAResponderOfItsOwnAndUnderItsOwnName() throws Exception {
        TestPki pki = first.again("people");
        IssuedCertificate after = pki.person();
        assertThat(answer(pki, before)).isEqualTo(CertificateStatus.GOOD);
        assertThat(answer(pki, after)).isEqualTo(CertificateStatus.GOOD);
        pki.hierarchy.authority("people").suspend(after.record().serial(), pki.register);
        assertThat(answer(pki, before)).isEqualTo(CertificateStatus.GOOD);
        assertThat(answer(pki, after)).isNotEqualTo(CertificateStatus.GOOD);
        // RFC 6960 section 4.2.2.2: the responder's certificate comes from the key that is asked about.
        pki.hierarchy
                .responders()
                .forEach((ca, key) -> assertThat(key.certificate().getIssuerX500Principal())
                        .isEqualTo(pki.hierarchy.certificates().get(ca).getSubjectX500Principal()));
    }

    @Test
    void formerKeysAreServedUntilTheLastCertificateThatTheyIssuedHasEnded() {
        TestPki pki = first.again("people", "services");
        // All that the first key of services ever issued is the first certificate for reports.
        assertThat(pki.hierarchy.lists())
                .containsOnlyKeys("people", "people-2", "services", "services-2", "time", "cards");
        Clock later = Clock.offset(first.clock, Duration.ofDays(125));
        TestPki renewed = pki.again(later);
        assertThat(made(renewed))
                .containsExactlyInAnyOrder(
                        "khue:ocsp:people",
                        "khue:ocsp:people-2",
                        "khue:ocsp:services",
                        "khue:ocsp:services-2",
                        "khue:ocsp:time",
                        "khue:ocsp:cards",
                        "khue:ocsp:root");
        TestPki ended = renewed.again(Clock.offset(first.clock, Duration.ofDays(731)));
        assertThat(ended.hierarchy.lists()).containsOnlyKeys("people-2", "services-2", "time", "cards");
        assertThat(ended.hierarchy.responders()).containsOnlyKeys("root", "people-2", "services-2", "time", "cards");
        assertThat(ended.hierarchy.certificates()).containsKeys("people", "services");
        assertThat(ended.again().hierarchy.issuedNow()).isEmpty();
    }

    @Test
    void beforeACaCouldNoLongerCoverWhatItIssuesItsNextKeyIsMadeAndSoIsTheNextTimestampKey() {
        Clock near = Clock.offset(first.clock, Duration.ofDays(3650 - 759));
        X509Certificate stamps = first.hierarchy.timestampKey().certificate();
        TestPki pki = first.again(near);
        assertThat(made(pki))
                .contains("khue:ca:people-2", "khue:ca:services-2", "khue:ca:time-2", "khue:tsa", "khue:report")
                .doesNotContain("khue:ocsp:people");
        assertThat(pki.hierarchy.timestampKey().certificate()).isNotEqualTo(stamps);
        assertThat(pki.hierarchy.timestampKey().chain().get(1))
                .isEqualTo(pki.hierarchy.certificates().get("time-2"));
        assertThat(pki.again().hierarchy.issuedNow()).isEmpty();
    }

    @Test
    void atTheEndOfTheRootNothingIsMadeAnewWithEachStart() {
        Clock near = Clock.offset(first.clock, Duration.ofDays(7300 - 100));
        TestPki pki = first.again(near);
        assertThat(made(pki)).contains("khue:ca:people-2");
        assertThat(pki.again().hierarchy.issuedNow()).isEmpty();
    }

    @Test
    void whereTheProfileOfTheCaIsAnotherNowItsNextKeyIsMadeByIt() {
        HierarchyFounder.Setting setting = NameConstraintsTest.constrained(first.setting());
        Hierarchy hierarchy = new HierarchyFounder(setting, first.vault, first.register).bringUp();
        assertThat(hierarchy.generations("services")).containsExactly("services", "services-2");
        assertThat(hierarchy.generations("people")).containsExactly("people");
        assertThat(new HierarchyFounder(setting, first.vault, first.register)
                        .bringUp()
                        .issuedNow())
                .isEmpty();
    }

    @Test
    void whereTheVaultDoesNotHoldTheKeyTheNextOneIsMadeAndTheFormerIsKnownByItsCertificateAlone() {
        TestPki other = TestPki.in(another);
        Hierarchy hierarchy = new HierarchyFounder(first.setting(), other.vault, first.register).bringUp();
        assertThat(hierarchy.authority("people").name()).isEqualTo("people-2");
        assertThat(hierarchy.lists()).containsOnlyKeys("people-2", "services-2", "time-2", "cards-2");
        assertThat(hierarchy.responders()).containsOnlyKeys("root", "people-2", "services-2", "time-2", "cards-2");
        assertThat(hierarchy.chain("people", before.certificate())).isEqualTo(before.chain());
    }

    @Test
    void withoutTheRootTheNextKeyWaitsAndThePresentOneGoesOn() {
        HierarchyFounder.Setting closed = closed(first.setting(), first.clock);
        assertThatThrownBy(() -> new HierarchyFounder(closed, first.vault, first.register).bringUp(Set.of("people")))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.KEY))
                .hasMessageContaining("khue:ca:people-2");
        assertThatThrownBy(() -> first.again("nobody"))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.INPUT));
        Clock near = Clock.offset(first.clock, Duration.ofDays(3650 - 759));
        Hierarchy hierarchy =
                new HierarchyFounder(closed(first.setting(), near), first.vault, first.register).bringUp();
        assertThat(hierarchy.duties())
                .extracting(RootDuty::what)
                .contains("khue:ca:people-2", "khue:ca:services-2", "khue:ca:time-2");
        assertThat(hierarchy.authority("people").name()).isEqualTo("people");
    }

    @Test
    void aCaThatTheRootHasNotSignedYetStopsNothingElse() {
        HierarchyFounder.Setting setting = first.setting();
        HierarchyPlan more = with(
                setting.plan(),
                new HierarchyPlan.Authority(
                        "gates",
                        "Khuê CA cổng",
                        KeySpec.EC_P256,
                        "issuing-ca",
                        Set.of("ocsp"),
                        Duration.ofDays(2),
                        0,
                        MainCrl.EVERYTHING));
        HierarchyFounder.Setting planned = new HierarchyFounder.Setting(
                more, setting.profiles(), setting.policy(), setting.urls(), setting.root(), setting.clock());
        Hierarchy waiting = new HierarchyFounder(closed(planned, first.clock), first.vault, first.register).bringUp();
        assertThat(waiting.duties()).extracting(RootDuty::what).containsExactly("khue:ca:gates");
        assertThat(waiting.issuing()).containsExactly("people", "services", "time", "cards");
        assertThatThrownBy(() -> waiting.authority("gates"))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.KEY))
                .hasMessageContaining("./khue ca sign");
        assertThat(waiting.authorityFor("person-signing").name()).isEqualTo("people");
        Hierarchy signed = new HierarchyFounder(planned, first.vault, first.register).bringUp();
        assertThat(signed.duties()).isEmpty();
        assertThat(signed.authority("gates").name()).isEqualTo("gates");
    }

    @Test
    void namesThatALaterKeyWouldBearAreRefusedInAPlan() {
        HierarchyPlan.Authority people = HierarchyPlan.shipped().authority("people");
        for (String name : List.of("people-2", "a-name-of-more-than-27-letters")) {
            HierarchyPlan.Authority other = new HierarchyPlan.Authority(
                    name,
                    people.commonName(),
                    people.key(),
                    people.profile(),
                    people.issues(),
                    people.crlValidity(),
                    people.certificatesPerCrl(),
                    people.mainCrl());
            assertThatThrownBy(() -> with(HierarchyPlan.shipped(), other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name);
        }
    }

    private static HierarchyPlan with(HierarchyPlan plan, HierarchyPlan.Authority one) {
        List<HierarchyPlan.Authority> authorities = new ArrayList<>(plan.authorities());
        authorities.add(one);
        return new HierarchyPlan(
                plan.country(),
                plan.organization(),
                plan.root(),
                authorities,
                plan.timestampAuthority(),
                plan.reports(),
                plan.responder());
    }

    /** As a root that opens by shares alone; its certificate is in the register. */
    private HierarchyFounder.Setting closed(HierarchyFounder.Setting setting, Clock at) {
        return new HierarchyFounder.Setting(
                setting.plan(), setting.profiles(), setting.policy(), setting.urls(), RootDirectory.closed(root), at);
    }

    private static List<String> made(TestPki pki) {
        return pki.hierarchy.issuedNow().stream()
                .map(issued -> issued.record().unit().orElseThrow())
                .toList();
    }

    private static CertificateStatus answer(TestPki pki, IssuedCertificate asked) throws Exception {
        OCSPResp response = new OCSPResp(pki.responder
                .respond(OcspRequests.of(asked.certificate(), asked.chain().get(1)))
                .der());
        return ((BasicOCSPResp) response.getResponseObject()).getResponses()[0].getCertStatus();
    }
}
