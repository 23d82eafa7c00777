package vn.khue.pki.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.pki.PkiException;

class JdbcCertificateRegisterTest extends CertificateRegisterContract {
    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = new Postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        postgres.empty();
    }

    @Override
    CertificateRegister register() {
        return new JdbcCertificateRegister(Connections.of(postgres.source()));
    }

    @Test
    void aRolledBackTransactionIssuedNothing() throws SQLException {
        try (Connection connection = postgres.source().getConnection()) {
            connection.setAutoCommit(false);
            CertificateRegister joined = new JdbcCertificateRegister(Connections.joined(connection));
            joined.add(record("people", 1));
            BigInteger number = joined.takeCrlNumber("people");
            joined.publish(crl(number));
            assertThat(joined.find("people", BigInteger.ONE)).isPresent();
            assertThat(register().find("people", BigInteger.ONE)).isEmpty();
            connection.rollback();
        }
        assertThat(register().find("people", BigInteger.ONE)).isEmpty();
        assertThat(register().latestCrl("people")).isEmpty();
    }

    @Test
    void whoIssuesNeverReadsTheWholeTableHoweverManyCertificatesOneUnitHas() throws SQLException {
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 1; i <= 3_000; i++) {
                new JdbcCertificateRegister(Connections.joined(connection)).add(record("people", i));
            }
            statement.execute("analyze pki_certificate");
        }
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 3_001; i <= 3_050; i++) {
                new JdbcCertificateRegister(Connections.joined(connection)).add(record("people", i));
            }
            try (ResultSet scans = statement.executeQuery(
                    "select seq_scan from pg_stat_xact_user_tables where relname = 'pki_certificate'")) {
                scans.next();
                assertThat(scans.getLong(1)).isZero();
            }
        }
    }

    @Test
    void aRefusedSerialLeavesTheCallersTransactionUsable() throws SQLException {
        register().add(record("people", 1));
        try (Connection connection = postgres.source().getConnection()) {
            connection.setAutoCommit(false);
            CertificateRegister joined = new JdbcCertificateRegister(Connections.joined(connection));
            assertThatThrownBy(() -> joined.add(record("people", 1))).isInstanceOf(PkiException.class);
            joined.add(record("people", 2));
            connection.commit();
        }
        assertThat(register().find("people", BigInteger.TWO)).isPresent();
    }

    @Test
    void numbersTakenAtTheSameTimeAreAllDifferent() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Callable<BigInteger> take = () -> register().takeCrlNumber("people");
            Set<BigInteger> taken = new HashSet<>();
            for (var future :
                    pool.invokeAll(Stream.generate(() -> take).limit(40).toList())) {
                taken.add(future.get());
            }
            assertThat(taken).hasSize(40);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theDatabaseItselfKeepsRevocationsAndNumbers() throws SQLException {
        register().add(record("people", 1));
        register().change("people", BigInteger.ONE, new CertificateStatus.Revoked(DAY, RevocationReason.UNSPECIFIED));
        register().publish(crl(register().takeCrlNumber("people")));
        for (String act : new String[] {
            "update pki_certificate set state = 'G', changed_at = null, reason = null",
            "update pki_certificate set changed_at = changed_at + interval '1 day'",
            "delete from pki_certificate",
            "update pki_crl set number = number",
            "update pki_crl set number = 0",
            "delete from pki_crl",
            "update pki_crl_number set last = last - 1",
            "delete from pki_crl_number"
        }) {
            try (Connection connection = postgres.source().getConnection();
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeUpdate(act)).as(act).isInstanceOf(SQLException.class);
            }
        }
        assertThat(register().find("people", BigInteger.ONE).orElseThrow().status())
                .isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void whoRevokesACaSeesWhatItWasIssuingAndNothingIsIssuedAfterwards() throws Exception {
        register().add(authority("people", 1));
        CertificateStatus revoked = new CertificateStatus.Revoked(DAY, RevocationReason.CA_COMPROMISE);
        ExecutorService revoker = Executors.newSingleThreadExecutor();
        try (Connection issuing = postgres.source().getConnection()) {
            issuing.setAutoCommit(false);
            new JdbcCertificateRegister(Connections.joined(issuing)).add(record("people", 2));
            Future<List<CertificateRecord>> seen =
                    revoker.submit(() -> Connections.of(postgres.source()).with(c -> {
                        CertificateRegister joined = new JdbcCertificateRegister(Connections.joined(c));
                        joined.change("root", BigInteger.ONE, revoked);
                        return joined.unrevoked("people", DAY, Optional.empty(), 9);
                    }));
            while (waiting() == 0 && !seen.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(seen).isNotDone();
            issuing.commit();
            assertThat(seen.get()).contains(record("people", 2));
        } finally {
            revoker.shutdownNow();
        }
        assertThatThrownBy(() -> register().add(record("people", 3))).isInstanceOf(PkiException.class);
    }

    private static long waiting() throws SQLException {
        try (Connection connection = postgres.source().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted")) {
            found.next();
            return found.getLong(1);
        }
    }

    @Test
    void aListThatWasReadBeforeAChangeWasCommittedIsDueAgain() throws SQLException {
        register().add(record("people", 1));
        try (Connection connection = postgres.source().getConnection()) {
            connection.setAutoCommit(false);
            new JdbcCertificateRegister(Connections.joined(connection))
                    .change("people", BigInteger.ONE, new CertificateStatus.Suspended(DAY));
            register().publish(crl(register().takeCrlNumber("people")));
            assertThat(register().dueCrls("people", MainCrl.EVERYTHING, DAY, DAY, 9))
                    .isEmpty();
            connection.commit();
        }
        assertThat(register().dueCrls("people", MainCrl.EVERYTHING, DAY, DAY, 9))
                .hasSize(1);
    }
}
