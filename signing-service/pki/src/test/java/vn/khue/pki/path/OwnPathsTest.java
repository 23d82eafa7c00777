package vn.khue.pki.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.MovableClock;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.CertificateAuthority;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.store.RevocationReason;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;

/** Each rule of the validator, on certificates of our own CA. */
class OwnPathsTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path root;

    private final MovableClock clock = new MovableClock(START);
    private final PathValidator validator = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest());
    private TestPki pki;
    private CertificateAuthority people;
    private IssuedCertificate person;

    @BeforeEach
    void issue() {
        pki = TestPki.in(root, URI.create("http://localhost:8081"), clock);
        people = pki.hierarchy.authority("people");
        person = pki.person();
    }

    @Test
    void validWithOcspAndNamesItsAnchorAndFacts() {
        PathResult result = validate(ocsp(), now());
        assertThat(result).isInstanceOfSatisfying(PathResult.Valid.class, valid -> {
            assertThat(valid.path()).containsExactly(person.certificate(), people.certificate());
            assertThat(valid.anchor().trustClass()).isEqualTo(TrustClass.INTERNAL);
            assertThat(valid.revocation())
                    .extracting(RevocationFact::means)
                    .containsExactly(RevocationFact.Means.OCSP, RevocationFact.Means.OCSP);
        });
    }

    @Test
    void validWithCrls() {
        assertThat(validate(crls(), now()))
                .isInstanceOfSatisfying(
                        PathResult.Valid.class,
                        valid -> assertThat(valid.revocation())
                                .extracting(RevocationFact::means)
                                .containsOnly(RevocationFact.Means.CRL));
    }

    @Test
    void withoutEvidenceItIsOpenNeverValid() {
        open(validate(RevocationEvidence.none(), now()), PathRule.REVOCATION_UNKNOWN);
        assertThat(PathRule.REVOCATION_UNKNOWN.etsiName()).isEqualTo("TRY_LATER");
    }

    @Test
    void evidenceForTheSignerAloneIsNotEnough() {
        byte[] own =
                pki.revocation.ocsp(person.certificate(), people.certificate()).orElseThrow();
        open(validate(new RevocationEvidence(List.of(own), List.of()), now()), PathRule.REVOCATION_UNKNOWN);
    }

    @Test
    void withoutItsIssuerThereIsNoChain() {
        PathRequest request =
                PathRequest.of(person.certificate(), List.of(), pki.trust(), now(), ocsp(), Purpose.DOCUMENT_SIGNING);
        open(validator.validate(request), PathRule.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void aStrangersRootOfTheSameNameIsNoAnchor(@TempDir Path elsewhere) {
        TestPki stranger = TestPki.in(elsewhere, URI.create("http://localhost:8081"), clock);
        PathRequest request = PathRequest.of(
                person.certificate(), pki.authorities(), stranger.trust(), now(), ocsp(), Purpose.DOCUMENT_SIGNING);
        open(validator.validate(request), PathRule.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void beforeAndAfterItsTime() {
        bad(validate(ocsp(), START.minus(Duration.ofDays(1))), PathRule.NOT_YET_VALID);
        bad(validate(ocsp(), START.plus(Duration.ofDays(731))), PathRule.OUT_OF_BOUNDS_NO_POE);
    }

    @Test
    void revokedCountsFromItsInstantOn() {
        clock.move(Duration.ofHours(5));
        people.revoke(person.record().serial(), RevocationReason.KEY_COMPROMISE, pki.register);
        for (RevocationEvidence evidence : List.of(ocsp(), crls())) {
            bad(validate(evidence, now()), PathRule.REVOKED_NO_POE);
            bad(validate(evidence, now().plusSeconds(1)), PathRule.REVOKED_NO_POE);
            // The answer is younger than the signature, and says that the revocation was later.
            assertThat(validate(evidence, now().minusSeconds(1)))
                    .isInstanceOfSatisfying(
                            PathResult.Valid.class,
                            valid -> assertThat(valid.revocation().get(0).revokedAt())
                                    .contains(now()));
        }
    }

    @Test
    void anOldGoodAnswerDoesNotHideALaterRevocation() {
        RevocationEvidence before = ocsp();
        clock.move(Duration.ofMinutes(10));
        people.revoke(person.record().serial(), RevocationReason.KEY_COMPROMISE, pki.register);
        Instant signed = now().plusSeconds(60);
        assertThat(validate(before, signed)).isInstanceOf(PathResult.Valid.class);
        bad(validate(before.and(crls()), signed), PathRule.REVOKED_NO_POE);
    }

    @Test
    void aRevokedCaIsToldApart() {
        // The root's status is answered from the register by its delegated responder.
        pki.register.change(
                "root",
                people.certificate().getSerialNumber(),
                new vn.khue.pki.store.CertificateStatus.Revoked(now(), RevocationReason.CA_COMPROMISE));
        bad(validate(ocsp(), now()), PathRule.REVOKED_CA_NO_POE);
    }

    @Test
    void aCertificateForSigningInProvesWhoSomebodyIsAndSignsNoDocument() {
        IssuedCertificate login = pki.login(pki.vault.generate(KeySpec.EC_P256).publicKey());
        byte[] own =
                pki.revocation.ocsp(login.certificate(), people.certificate()).orElseThrow();
        RevocationEvidence evidence = ocsp().and(new RevocationEvidence(List.of(own), List.of()));

        assertThat(validate(login.certificate(), evidence, now(), Purpose.CLIENT_AUTHENTICATION))
                .isInstanceOf(PathResult.Valid.class);
        assertThat(Subject.khueIdOf(login.certificate())).contains(TestPki.KHUE_ID);
        assertThat(Subject.khueIdOf(people.certificate())).isEmpty();
        bad(
                validate(person.certificate(), ocsp(), now(), Purpose.CLIENT_AUTHENTICATION),
                PathRule.CHAIN_CONSTRAINTS_FAILURE);
        bad(
                validate(people.certificate(), ocsp(), now(), Purpose.CLIENT_AUTHENTICATION),
                PathRule.CHAIN_CONSTRAINTS_FAILURE);
        assertThat(login.certificate().getKeyUsage())
                .as("digitalSignature alone")
                .startsWith(true, false);
    }

    @Test
    void suspendedLeavesItOpen() {
        people.suspend(person.record().serial(), pki.register);
        open(validate(ocsp(), now()), PathRule.SUSPENDED);
        open(validate(crls(), now()), PathRule.SUSPENDED);
        people.resume(person.record().serial(), pki.register);
        clock.move(Duration.ofMinutes(1));
        assertThat(validate(ocsp(), now())).isInstanceOf(PathResult.Valid.class);
    }

    @Test
    void staleAnswersLeaveItOpen() {
        RevocationEvidence old = ocsp();
        clock.move(Duration.ofHours(2));
        open(validate(old, now()), PathRule.REVOCATION_OUT_OF_BOUNDS_NO_POE);
    }

    @Test
    void anAnswerFromAfterTheEndOfTheCertificateMayHaveForgotten() {
        Instant signed = now();
        clock.move(Duration.ofDays(740));
        open(validate(crls(), signed), PathRule.REVOCATION_OUT_OF_BOUNDS_NO_POE);
    }

    @Test
    void anAnswerSignedByAnotherCasResponderDoesNotCount() {
        byte[] foreign = new vn.khue.pki.ocsp.OcspResponder(
                        Map.of("people", people.certificate()),
                        Map.of("people", pki.hierarchy.responders().get("time")),
                        pki.register,
                        Duration.ofHours(1),
                        clock)
                .respond(vn.khue.pki.ocsp.OcspRequests.of(person.certificate(), people.certificate()))
                .der();
        byte[] ca =
                pki.revocation.ocsp(people.certificate(), pki.hierarchy.root()).orElseThrow();
        open(validate(new RevocationEvidence(List.of(foreign, ca), List.of()), now()), PathRule.REVOCATION_UNKNOWN);
    }

    @Test
    void aSigningCertificateMayNotStampTime() {
        bad(validate(person.certificate(), ocsp(), now(), Purpose.TIME_STAMPING), PathRule.CHAIN_CONSTRAINTS_FAILURE);
        X509Certificate tsa = pki.hierarchy.timestampKey().certificate();
        assertThat(validate(tsa, ocspOf(pki.hierarchy.timestampKey().chain()), now(), Purpose.TIME_STAMPING))
                .isInstanceOf(PathResult.Valid.class);
        X509Certificate responder = pki.hierarchy.responders().get("people").certificate();
        assertThat(validate(responder, ocsp(), now(), Purpose.OCSP_SIGNING)).isInstanceOf(PathResult.Valid.class);
        bad(validate(responder, ocsp(), now(), Purpose.TIME_STAMPING), PathRule.CHAIN_CONSTRAINTS_FAILURE);
    }

    @Test
    void aStricterPolicyRefusesTheAlgorithm() {
        PkiPolicy usual = PkiPolicy.vn2026();
        PkiPolicy strict = new PkiPolicy(
                "strict",
                new AlgorithmPolicy(usual.algorithms().digests(), Map.of("EC", 384), Set.of("P-384")),
                usual.ends(),
                usual.revocation(),
                usual.path(),
                usual.timestamp(),
                Map.of());
        PathResult result = new Rfc5280PathValidator(strict, CryptoProviders.fastest())
                .validate(request(person.certificate(), ocsp(), now(), Purpose.DOCUMENT_SIGNING));
        bad(result, PathRule.CRYPTO_CONSTRAINTS_FAILURE);
    }

    @Test
    void anAnchorCountsOnlyInItsOwnTime() {
        TrustAnchor ended = new TrustAnchor(
                pki.hierarchy.root(),
                TrustClass.INTERNAL,
                "ended",
                "test",
                Optional.empty(),
                Optional.of(START.minusSeconds(1)));
        PathRequest request = PathRequest.of(
                person.certificate(), pki.authorities(), TrustStore.of(ended), now(), ocsp(), Purpose.DOCUMENT_SIGNING);
        open(validator.validate(request), PathRule.NO_CERTIFICATE_CHAIN_FOUND_NO_POE);
    }

    @Test
    void aPolicyThatWasAskedForMustHold() {
        String personPolicy = "2.25.186253414484994012547318971553618549345.1.1";
        assertThat(withPolicy(personPolicy)).isInstanceOf(PathResult.Valid.class);
        bad(withPolicy("2.25.186253414484994012547318971553618549345.1.2"), PathRule.CERTIFICATE_CHAIN_GENERAL_FAILURE);
    }

    @Test
    void anAnchorIsValidAsItIs() {
        assertThat(validate(pki.hierarchy.root(), RevocationEvidence.none(), now(), Purpose.ANY))
                .isInstanceOf(PathResult.Valid.class);
        bad(
                validate(pki.hierarchy.root(), RevocationEvidence.none(), START.minus(Duration.ofDays(2)), Purpose.ANY),
                PathRule.NOT_YET_VALID);
    }

    private PathResult withPolicy(String oid) {
        return validator.validate(new PathRequest(
                person.certificate(),
                pki.authorities(),
                pki.trust(),
                now(),
                ocsp(),
                PathRequest.RevocationChecking.REQUIRED,
                new PolicyInputs(Set.of(oid), true, false, false),
                Purpose.DOCUMENT_SIGNING));
    }

    private Instant now() {
        return clock.instant();
    }

    private RevocationEvidence ocsp() {
        return ocspOf(person.chain());
    }

    private RevocationEvidence ocspOf(List<X509Certificate> chain) {
        List<byte[]> answers = new ArrayList<>();
        for (int i = 0; i + 1 < chain.size(); i++) {
            answers.add(pki.revocation.ocsp(chain.get(i), chain.get(i + 1)).orElseThrow());
        }
        return new RevocationEvidence(answers, List.of());
    }

    private RevocationEvidence crls() {
        new CrlIssuer("people", people.key(), Duration.ofDays(2), clock).issue(pki.register);
        return new RevocationEvidence(
                List.of(),
                List.of(
                        pki.register.latestCrl("people").orElseThrow().der(),
                        pki.register.latestCrl("root").orElseThrow().der()));
    }

    private PathResult validate(RevocationEvidence evidence, Instant at) {
        return validate(person.certificate(), evidence, at, Purpose.DOCUMENT_SIGNING);
    }

    private PathResult validate(X509Certificate certificate, RevocationEvidence evidence, Instant at, Purpose purpose) {
        return validator.validate(request(certificate, evidence, at, purpose));
    }

    private PathRequest request(X509Certificate certificate, RevocationEvidence evidence, Instant at, Purpose purpose) {
        return PathRequest.of(certificate, pki.authorities(), pki.trust(), at, evidence, purpose);
    }

    private static void bad(PathResult result, PathRule rule) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        PathResult.Invalid.class,
                        invalid ->
                                assertThat(invalid.rule()).as(invalid.detail()).isEqualTo(rule));
    }

    private static void open(PathResult result, PathRule rule) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        PathResult.Undetermined.class,
                        open -> assertThat(open.rule()).as(open.detail()).isEqualTo(rule));
    }
}
