package vn.khue.pki.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.MovableClock;
import vn.khue.pki.PkiException;
import vn.khue.pki.StatusPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.IssuerAndSerial;
import vn.khue.pki.store.Postgres;
import vn.khue.pki.store.SerialBytes;

/** Pre-signed answers over a real PostgreSQL: never an older state than the one that was acknowledged. */
class PublicResponderTest {
    private static final int OK = 0;
    private static final int MALFORMED = 1;
    private static final int TRY_LATER = 3;

    private static Postgres postgres;

    private static final Instant START = Instant.parse("2026-11-23T08:00:00.5Z");

    @TempDir
    static Path root;

    private final MovableClock clock = new MovableClock(START);
    private StatusPki pki;
    private X509Certificate people;
    private PublicResponder node;
    private PublicResponder other;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = new Postgres();
        new StatusPki(Connections.of(postgres.source()), root, new MovableClock(START));
        postgres.keep();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void found() throws SQLException {
        postgres.restore();
        pki = new StatusPki(Connections.of(postgres.source()), root, clock);
        people = pki.hierarchy.authority("people").certificate();
        node = pki.node();
        other = pki.node();
    }

    @AfterEach
    void close() {
        node.close();
        other.close();
    }

    @Test
    void aCertificateHasItsAnswerFromItsFirstMomentAndGetAndPostGiveTheSame() throws Exception {
        IssuedCertificate person = person();
        byte[] first = node.respond(request(person)).der();
        clock.move(Duration.ofMinutes(20));
        OcspAnswer got = node.respondToGet(path(person));
        assertThat(got.der()).isEqualTo(first);
        assertThat(other.respond(request(person)).der()).isEqualTo(first);
        assertThat(status(first)).isEqualTo(CertificateStatus.GOOD);
        assertThat(got.cacheableUntil()).contains(Instant.parse("2026-11-23T20:00:00Z"));
    }

    @Test
    void issuedAndRevokedInATransactionThatIsRolledBackNothingHappened() throws Exception {
        IssuedCertificate person = person();
        byte[] before = node.respond(request(person)).der();
        assertThatThrownBy(() -> pki.inTransaction(register -> {
                    pki.hierarchy
                            .authority("people")
                            .revoke(person.record().serial(), vn.khue.pki.store.RevocationReason.SUPERSEDED, register);
                    throw new IllegalStateException("the caller's own fault");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(node.respond(request(person)).der()).isEqualTo(before);
    }

    @Test
    void theNewAnswerIsThereAsSoonAsTheChangeIs() throws Exception {
        IssuedCertificate person = person();
        node.respond(request(person));
        pki.inTransaction(register ->
                pki.hierarchy.authority("people").suspend(person.record().serial(), register));
        pki.responderKey.takeAway();
        assertThat(((RevokedStatus) status(node.respond(request(person)).der())).getRevocationReason())
                .as("signed in the transaction of the hold")
                .isEqualTo(6);
        pki.responderKey.bringBack();
        pki.inTransaction(register ->
                pki.hierarchy.authority("people").resume(person.record().serial(), register));
        assertThat(status(node.respond(request(person)).der())).isEqualTo(CertificateStatus.GOOD);
        pki.revoke(person);
        assertThat(((RevokedStatus) status(node.respond(request(person)).der())).getRevocationReason())
                .isEqualTo(1);
    }

    @Test
    void noNodeAnswersGoodFromMemoryOnceARevocationIsAcknowledged() throws Exception {
        node.start();
        other.start();
        for (IssuedCertificate person : pki.people(12)) {
            remember(node, person);
            remember(other, person);
            pki.revoke(person);
            node.awaitEverywhere();
            assertThat(other.kept(path(person)).map(KeptAnswer::der))
                    .satisfiesAnyOf(
                            kept -> assertThat(kept).isEmpty(),
                            kept -> assertThat(status(kept.orElseThrow())).isInstanceOf(RevokedStatus.class));
            assertThat(status(other.respondToGet(path(person)).der())).isInstanceOf(RevokedStatus.class);
            assertThat(status(node.respondToGet(path(person)).der())).isInstanceOf(RevokedStatus.class);
        }
    }

    @Test
    void aNodeThatNoLongerLooksForChangesDoesNotBelieveItsMemory() throws Exception {
        node.start();
        IssuedCertificate person = person();
        remember(node, person);
        node.close();
        pki.revoke(person);
        node.awaitEverywhere();
        assertThat(node.kept(path(person))).isEmpty();
        assertThat(status(node.respondToGet(path(person)).der())).isInstanceOf(RevokedStatus.class);
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() {
        KeptAnswers kept = new KeptAnswers(10, Duration.ofSeconds(5), () -> 0);
        kept.changed(List.of(), true, 0);
        IssuerAndSerial name = new IssuerAndSerial("people", BigInteger.TEN);
        Instant later = clock.instant().plusSeconds(60);
        KeptAnswer good = KeptAnswer.of(new byte[] {1}, new OcspAnswer.Period(clock.instant(), later), later);
        long since = kept.epoch();
        kept.changed(List.of(name), true, 0);
        kept.keep(name, good, since);
        assertThat(kept.find(name, clock.instant())).isEmpty();
        kept.keep(name, good, kept.epoch());
        assertThat(kept.find(name, clock.instant())).contains(good);
    }

    @Test
    void anAnswerThatWasSignedForTheOldStateIsNotStoredAfterTheChange() throws Exception {
        IssuedCertificate person = person();
        PresignedAnswer old = pki.signer
                .sign(person.record().name(), new vn.khue.pki.store.CertificateStatus.Good())
                .orElseThrow();
        pki.revoke(person);
        assertThat(pki.answers.keep(List.of(old))).isZero();
        assertThat(status(node.respond(request(person)).der())).isInstanceOf(RevokedStatus.class);
    }

    @Test
    void aChangeThatIsUnderWayIsNotWaitedForAndItsAnswerIsLeftOut() throws Exception {
        IssuedCertificate person = person();
        clock.move(Duration.ofHours(4));
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update pki_certificate set state = 'S', changed_at = now() where serial = '\\x"
                    + HexFormat.of().formatHex(SerialBytes.of(person.record().serial())) + "'");
            assertThat(pki.production.run()).as("all the others").isPositive();
            connection.commit();
        }
        assertThat(pki.answers.find(person.record().name())).isInstanceOf(StoredAnswer.Waiting.class);
        assertThat(pki.production.run()).isEqualTo(1);
        assertThat(status(node.respond(request(person)).der())).isInstanceOf(RevokedStatus.class);
    }

    @Test
    void answersAreRefreshedAheadOfTheirEndInBatchesAndOnlyOnce() throws Exception {
        List<IssuedCertificate> many = pki.people(25);
        pki.production.run();
        assertThat(pki.production.run()).isZero();
        clock.move(Duration.ofHours(2));
        assertThat(pki.production.run()).isZero();
        clock.move(Duration.ofHours(2));
        assertThat(pki.production.run()).isGreaterThanOrEqualTo(25);
        assertThat(pki.production.run()).isZero();
        BasicOCSPResp basic = basic(node.respond(request(many.get(24))).der());
        assertThat(basic.getResponses()[0].getThisUpdate().toInstant())
                .isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(pki.answers.reach(clock.instant()))
                .isEqualTo(new AnswerStore.Reach(Optional.of(Instant.parse("2026-11-24T00:00:00Z")), 0));
    }

    @Test
    void withoutTheKeyAnswersGoOnToTheirEndAndItIsSaidUntilWhen() throws Exception {
        IssuedCertificate person = person();
        IssuedCertificate revokedLater = person();
        pki.production.run();
        byte[] signed = node.respond(request(person)).der();
        pki.responderKey.takeAway();
        clock.move(Duration.ofHours(11));
        assertThat(pki.production.run()).as("other authorities' answers").isPositive();
        assertThat(pki.production.stopped()).containsKey("people");
        assertThat(pki.answers.reach(clock.instant()).until()).contains(Instant.parse("2026-11-23T20:00:00Z"));
        assertThat(node.respond(request(person)).der()).isEqualTo(signed);

        pki.revoke(revokedLater);
        assertThat(new OCSPResp(node.respond(request(revokedLater)).der()).getStatus())
                .as("rather nothing than good")
                .isEqualTo(TRY_LATER);

        clock.move(Duration.ofMinutes(61));
        assertThat(new OCSPResp(node.respond(request(person)).der()).getStatus())
                .isEqualTo(TRY_LATER);
        pki.responderKey.bringBack();
        assertThat(status(node.respond(request(revokedLater)).der())).isInstanceOf(RevokedStatus.class);
        pki.production.run();
        assertThat(pki.production.stopped()).isEmpty();
        assertThat(status(node.respond(request(person)).der())).isEqualTo(CertificateStatus.GOOD);
    }

    @Test
    void aNonceIsAnsweredOnDemandAndKeptFromCaches() throws Exception {
        IssuedCertificate person = person();
        for (int length : new int[] {1, 32, 128}) {
            byte[] nonce = new byte[length];
            new Random(length).nextBytes(nonce);
            OcspAnswer answer =
                    node.respond(OcspRequests.of(people, nonce, person.record().serial()));
            assertThat(ASN1OctetString.getInstance(basic(answer.der())
                                    .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                                    .getParsedValue())
                            .getOctets())
                    .isEqualTo(nonce);
            assertThat(answer.cacheable()).isEmpty();
        }
        for (int length : new int[] {129, 4000}) {
            assertThat(new OCSPResp(node.respond(OcspRequests.of(
                                            people,
                                            new byte[length],
                                            person.record().serial()))
                                    .der())
                            .getStatus())
                    .isEqualTo(MALFORMED);
        }
    }

    @Test
    void aFloodOfUnknownSerialsIsBoundedAndOthersAreServed() throws Exception {
        IssuedCertificate person = person();
        byte[] good = node.respond(request(person)).der();
        AtomicLong nanos = new AtomicLong();
        try (PublicResponder flooded =
                new PublicResponder(pki.onDemand, pki.signer, pki.answers, StatusPki.POLICY, clock, nanos::get)) {
            assertThat(answeredUnknown(flooded, 200)).isEqualTo(StatusPki.POLICY.unknownPerSecond());
            assertThat(flooded.respond(request(person)).der()).isEqualTo(good);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(answeredUnknown(flooded, 200))
                    .as("a second later")
                    .isEqualTo(StatusPki.POLICY.unknownPerSecond());
        }
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from pki_ocsp_answer where der is not null")) {
            rows.next();
            assertThat(rows.getInt(1))
                    .as("nothing is signed ahead for what was never issued")
                    .isEqualTo(1);
        }
    }

    /** How many of so many questions about certificates that nobody issued are answered; the others have to come again later. */
    private int answeredUnknown(PublicResponder asked, int questions) throws Exception {
        int answered = 0;
        for (int i = 0; i < questions; i++) {
            OcspAnswer answer = asked.respond(OcspRequests.of(people, new byte[0], BigInteger.valueOf(1000 + i)));
            assertThat(answer.cacheable()).isEmpty();
            int outcome = new OCSPResp(answer.der()).getStatus();
            assertThat(outcome).isIn(OK, TRY_LATER);
            if (outcome == OK) {
                answered++;
                assertThat(status(answer.der())).isInstanceOf(UnknownStatus.class);
            }
        }
        return answered;
    }

    @Test
    void memoryIsBounded() {
        node.start();
        List<IssuedCertificate> many = pki.people(120);
        for (IssuedCertificate each : many) {
            node.respondToGet(path(each));
        }
        assertThat(node.keptAnswers()).isLessThanOrEqualTo(StatusPki.POLICY.kept());
    }

    @Test
    void whatEndedIsRemovedAndStillAnswered() throws Exception {
        IssuedCertificate person = person();
        pki.revoke(person);
        clock.move(Duration.ofDays(740));
        pki.production.tidy();
        assertThat(pki.answers.find(person.record().name())).isInstanceOf(StoredAnswer.None.class);
        assertThat(pki.onDemand.status("people", person.record().serial())).isPresent();
    }

    @Test
    void withoutTheDatabaseTheAnswerIsToComeLater() throws Exception {
        IssuedCertificate person = person();
        Connections away = new Connections() {
            @Override
            public <T> T with(Work<T> work) {
                throw new PkiException(PkiException.Fault.STORE, "a database expected, found none");
            }
        };
        try (PublicResponder cutOff =
                new PublicResponder(pki.onDemand, pki.signer, new AnswerStore(away), StatusPki.POLICY, clock)) {
            cutOff.start();
            assertThat(new OCSPResp(cutOff.respond(request(person)).der()).getStatus())
                    .isEqualTo(TRY_LATER);
        }
    }

    @Test
    void hostileBytesAreRefusedAndNothingElse() throws Exception {
        byte[] request = request(person());
        Random random = new Random(20261126);
        for (int i = 0; i < 4_000; i++) {
            byte[] hostile = i % 2 == 0 ? request.clone() : new byte[random.nextInt(64)];
            if (i % 2 == 1) {
                random.nextBytes(hostile);
            } else {
                hostile[random.nextInt(hostile.length)] = (byte) random.nextInt(256);
            }
            assertThat(new OCSPResp(node.respond(hostile).der()).getStatus()).isIn(0, 1, 3, 6);
        }
        assertThat(new OCSPResp(node.respond(vn.khue.pki.HostileDer.nested(8000))
                                .der())
                        .getStatus())
                .isEqualTo(MALFORMED);
        for (String path : new String[] {"", "%", "%zz", "!!", "a".repeat(5000)}) {
            assertThat(new OCSPResp(node.respondToGet(path).der()).getStatus()).isEqualTo(MALFORMED);
        }
    }

    private IssuedCertificate person() {
        return pki.people(1).get(0);
    }

    /** Asks until the answer is in this node's memory. */
    private void remember(PublicResponder of, IssuedCertificate person) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (of.kept(path(person)).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            of.respondToGet(path(person));
        }
    }

    private byte[] request(IssuedCertificate person) {
        return OcspRequests.of(person.certificate(), people);
    }

    private String path(IssuedCertificate person) {
        return Base64.getEncoder().encodeToString(request(person));
    }

    private static CertificateStatus status(byte[] der) throws Exception {
        return basic(der).getResponses()[0].getCertStatus();
    }

    private static BasicOCSPResp basic(byte[] der) throws Exception {
        return (BasicOCSPResp) new OCSPResp(der).getResponseObject();
    }
}
