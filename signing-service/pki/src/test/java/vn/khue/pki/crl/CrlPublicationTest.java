package vn.khue.pki.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.MovableClock;
import vn.khue.pki.StatusPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.Postgres;
import vn.khue.pki.store.PublishedCrl;

/** Lists come in time from what stands in the database, over a real PostgreSQL. */
class CrlPublicationTest {
    private static Postgres postgres;

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    static Path root;

    private final MovableClock clock = new MovableClock(START);
    private StatusPki pki;

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
    }

    @Test
    void aNewCertificatesListIsThereFromItsFirstMoment() throws Exception {
        IssuedCertificate person = pki.people(1).get(0);
        PublishedCrl list = pki.register().latestCrl(person.record().crl()).orElseThrow();
        assertThat(new X509CRLHolder(list.der()).getRevokedCertificates()).isEmpty();
        assertThat(pki.lists.run()).as("nothing is due").isZero();
    }

    @Test
    void aRevocationIsInItsListsAtTheNextRunAndNoOtherListIsMadeForIt() throws Exception {
        IssuedCertificate person = pki.people(1).get(0);
        pki.revoke(person);
        assertThat(pki.lists.run()).as("its partition and the full list").isEqualTo(2);
        for (CrlName name : List.of(person.record().crl(), CrlName.main("people"))) {
            assertThat(new X509CRLHolder(
                                    pki.register().latestCrl(name).orElseThrow().der())
                            .getRevokedCertificate(person.record().serial()))
                    .isNotNull();
        }
        assertThat(pki.lists.run()).isZero();
    }

    @Test
    void whatBecameDueWhileNothingRanComesAtTheNextStart() {
        IssuedCertificate person = pki.people(1).get(0);
        PublishedCrl before = pki.register().latestCrl(person.record().crl()).orElseThrow();
        clock.move(Duration.ofDays(9));
        assertThat(before.nextUpdate()).isBefore(clock.instant());
        CrlPublication restarted = pki.lists;
        assertThat(restarted.run())
                .as("people, its partition, services, time, cards")
                .isEqualTo(5);
        PublishedCrl after = pki.register().latestCrl(person.record().crl()).orElseThrow();
        assertThat(after.thisUpdate()).isEqualTo(clock.instant());
        assertThat(after.number()).isGreaterThan(before.number());
    }

    @Test
    void twoNodesAtOnceNeverPublishAnOlderNumber() throws Exception {
        List<IssuedCertificate> people = pki.people(6);
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Set<BigInteger> seen = new TreeSet<>();
            Callable<Integer> publish = () -> pki.lists.run();
            for (IssuedCertificate person : people) {
                Future<?> revoking = nodes.submit(() -> pki.revoke(person));
                for (Future<Integer> each : nodes.invokeAll(List.of(publish, publish))) {
                    each.get();
                }
                revoking.get();
                BigInteger number =
                        pki.register().latestCrl("people").orElseThrow().number();
                assertThat(seen).allSatisfy(earlier -> assertThat(earlier).isLessThanOrEqualTo(number));
                seen.add(number);
            }
            pki.lists.run();
            X509CRLHolder list = new X509CRLHolder(
                    pki.register().latestCrl("people").orElseThrow().der());
            assertThat(people)
                    .allSatisfy(person -> assertThat(
                                    list.getRevokedCertificate(person.record().serial()))
                            .isNotNull());
        } finally {
            nodes.shutdownNow();
        }
    }
}
