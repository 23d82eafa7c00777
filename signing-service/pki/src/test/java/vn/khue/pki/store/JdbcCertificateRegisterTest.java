package vn.khue.pki.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
}
