package vn.khue.pki.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.MovableClock;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.CertificateAuthority;
import vn.khue.pki.ca.HierarchyPlan;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.MainCrl;
import vn.khue.pki.store.RevocationReason;

/** Partitions by issuing distribution point (RFC 5280 sections 4.2.1.13 and 5.2.5), judged by our own validator as well. */
class CrlPartitionTest {
    private static final int KIB_64 = 64 * 1024;

    @TempDir
    Path root;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private TestPki pki;
    private CertificateAuthority people;
    private CrlIssuer issuer;

    @BeforeEach
    void start() {
        pki = TestPki.in(root, URI.create("http://localhost:8081"), clock);
        people = pki.hierarchy.authority("people");
        issuer = issuer(MainCrl.EVERYTHING);
    }

    @Test
    void theListNamesItsAddressAsTheCertificateDoes() throws Exception {
        IssuedCertificate person = pki.person();
        assertThat(person.record().crlPartition()).hasValue(1);
        X509CRLHolder list =
                holder(issuer.issue(person.record().crl(), pki.register).der());
        assertThat(list.getExtension(Extension.issuingDistributionPoint).isCritical())
                .isTrue();
        assertThat(scopeOf(list)).isEqualTo("http://localhost:8081/pki/people/1.crl");
        assertThat(holder(issuer.issue(pki.register).der()).getExtension(Extension.issuingDistributionPoint))
                .as("the full list covers everything")
                .isNull();
    }

    @Test
    void ourValidatorTakesTheCertificatesOwnPartitionAndNoOther() {
        IssuedCertificate person = pki.person();
        assertThat(judge(person, 1)).isInstanceOf(PathResult.Valid.class);
        assertThat(judge(person, 2)).isInstanceOf(PathResult.Undetermined.class);
        people.revoke(person.record().serial(), RevocationReason.KEY_COMPROMISE, pki.register);
        assertThat(judge(person, 1)).isInstanceOf(PathResult.Invalid.class);
        assertThat(judge(person, CrlName.MAIN)).isInstanceOf(PathResult.Invalid.class);
    }

    @Test
    void whereTheMainListHoldsOnlyItsOwnOlderCertificatesGoOnWithIt() throws Exception {
        issuer = issuer(MainCrl.UNPARTITIONED);
        IssuedCertificate person = pki.person();
        people.revoke(person.record().serial(), RevocationReason.KEY_COMPROMISE, pki.register);
        pki.register.add(unpartitioned(BigInteger.valueOf(4711)));
        pki.register.change("people", BigInteger.valueOf(4711), new CertificateStatus.Suspended(clock.instant()));
        X509CRLHolder main = holder(issuer.issue(pki.register).der());
        assertThat(scopeOf(main)).isEqualTo("http://localhost:8081/pki/people.crl");
        assertThat(main.getRevokedCertificate(BigInteger.valueOf(4711))).isNotNull();
        assertThat(main.getRevokedCertificate(person.record().serial())).isNull();
        assertThat(judge(person, CrlName.MAIN)).isInstanceOf(PathResult.Undetermined.class);
    }

    @Test
    void aPartitionStaysBelow64KibEvenWhereEveryOneIsRevoked() {
        int most = 1200;
        byte[] serial = new byte[16];
        serial[0] = (byte) 0xff;
        BigInteger first = new BigInteger(1, serial);
        for (int i = 0; i < most; i++) {
            BigInteger each = first.add(BigInteger.valueOf(i));
            pki.register.add(inPartition(each));
            pki.register.change(
                    "people", each, new CertificateStatus.Revoked(clock.instant(), RevocationReason.KEY_COMPROMISE));
        }
        assertThat(issuer.issue(new CrlName("people", 7), pki.register).der()).hasSizeLessThanOrEqualTo(KIB_64);
        assertThatThrownBy(() -> new HierarchyPlan.Authority(
                        "x",
                        "x",
                        KeySpec.EC_P256,
                        "x",
                        java.util.Set.of(),
                        Duration.ofDays(2),
                        most + 1,
                        MainCrl.EVERYTHING))
                .isInstanceOf(IllegalArgumentException.class);
        HierarchyPlan.shipped()
                .authorities()
                .forEach(a -> assertThat(a.certificatesPerCrl()).isLessThanOrEqualTo(most));
    }

    @Test
    void aHoldGoesFromThePartitionWhenItEnds() throws Exception {
        IssuedCertificate person = pki.person();
        people.suspend(person.record().serial(), pki.register);
        CrlName list = person.record().crl();
        assertThat(holder(issuer.issue(list, pki.register).der())
                        .getRevokedCertificate(person.record().serial()))
                .isNotNull();
        people.resume(person.record().serial(), pki.register);
        assertThat(issuer.due(pki.register, 9)).contains(list);
        assertThat(holder(issuer.issue(list, pki.register).der())
                        .getRevokedCertificate(person.record().serial()))
                .isNull();
        assertThat(issuer.due(pki.register, 9)).doesNotContain(list);
    }

    private CrlIssuer issuer(MainCrl covers) {
        return new CrlIssuer("people", people.key(), Duration.ofDays(2), covers, people.urls()::crl, clock);
    }

    private PathResult judge(IssuedCertificate person, int partition) {
        byte[] list =
                issuer.issue(new CrlName("people", partition), pki.register).der();
        byte[] rootList = pki.register.latestCrl("root").orElseThrow().der();
        return new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest())
                .validate(PathRequest.of(
                        person.certificate(),
                        pki.authorities(),
                        pki.trust(),
                        clock.instant(),
                        new RevocationEvidence(List.of(), List.of(list, rootList)),
                        Purpose.DOCUMENT_SIGNING));
    }

    private CertificateRecord unpartitioned(BigInteger serial) {
        return record(serial, OptionalInt.empty());
    }

    private CertificateRecord inPartition(BigInteger serial) {
        return record(serial, OptionalInt.of(7));
    }

    private CertificateRecord record(BigInteger serial, OptionalInt partition) {
        return new CertificateRecord(
                "people",
                serial,
                new byte[] {48},
                "person-signing",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(700)),
                new CertificateStatus.Good(),
                partition);
    }

    private static String scopeOf(X509CRLHolder list) {
        IssuingDistributionPoint scope = IssuingDistributionPoint.getInstance(
                list.getExtension(Extension.issuingDistributionPoint).getParsedValue());
        return GeneralNames.getInstance(scope.getDistributionPoint().getName())
                .getNames()[0]
                .getName()
                .toString();
    }

    private static X509CRLHolder holder(byte[] der) throws java.io.IOException {
        return new X509CRLHolder(der);
    }
}
