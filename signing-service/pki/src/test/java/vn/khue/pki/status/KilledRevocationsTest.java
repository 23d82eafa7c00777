package vn.khue.pki.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.StatusPki;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.JdbcCertificateRegister;
import vn.khue.pki.store.Postgres;
import vn.khue.pki.store.SerialBytes;

/** A process that revokes and publishes is killed with SIGKILL again and again: what it said it had done stays done. */
class KilledRevocationsTest {
    @TempDir
    Path root;

    private final Random random = new Random(20261126);
    private final Set<BigInteger> revoked = new HashSet<>();
    private BigInteger number = BigInteger.ZERO;

    @Test
    void losesNoRevocationAndPublishesNoOlderList() throws Exception {
        run(1);
    }

    @Test
    @Tag("slow")
    void losesNothingInFortyKills() throws Exception {
        run(40);
    }

    private void run(int kills) throws Exception {
        try (Postgres postgres = new Postgres()) {
            for (int i = 0; i < kills; i++) {
                Process process = start(postgres);
                try (BufferedReader said = reader(process)) {
                    for (int line = 0; line < 5 + random.nextInt(40); line++) {
                        note(said.readLine());
                    }
                    process.waitFor(random.nextInt(20), TimeUnit.MILLISECONDS);
                    // By its handle: the process itself would close what it said before it is read.
                    process.toHandle().destroyForcibly();
                    process.waitFor();
                    said.lines().filter(l -> l.matches("[RC] \\d+")).forEach(this::note);
                }
                check(postgres);
            }
            // Whoever comes after the last kill goes on with what it left.
            StatusPki next = new StatusPki(Connections.of(postgres.source()), root, Clock.systemUTC());
            next.lists.run();
            note("C " + next.register().latestCrl("people").orElseThrow().number());
            X509CRLHolder list = new X509CRLHolder(new JdbcCertificateRegister(Connections.of(postgres.source()))
                    .latestCrl("people")
                    .orElseThrow()
                    .der());
            assertThat(revoked)
                    .hasSizeGreaterThan(kills)
                    .allSatisfy(serial ->
                            assertThat(list.getRevokedCertificate(serial)).isNotNull());
        }
    }

    private void check(Postgres postgres) throws Exception {
        JdbcCertificateRegister register = new JdbcCertificateRegister(Connections.of(postgres.source()));
        assertThat(register.latestCrl("people").orElseThrow().number()).isGreaterThanOrEqualTo(number);
        for (BigInteger serial : revoked) {
            assertThat(register.find("people", serial).orElseThrow().status())
                    .isInstanceOf(CertificateStatus.Revoked.class);
            assertThat(answer(postgres, serial)).isInstanceOf(RevokedStatus.class);
        }
    }

    private static Object answer(Postgres postgres, BigInteger serial) throws Exception {
        try (Connection c = postgres.source().getConnection();
                PreparedStatement s =
                        c.prepareStatement("select der from pki_ocsp_answer where ca = 'people' and serial = ?")) {
            s.setBytes(1, SerialBytes.of(serial));
            try (ResultSet r = s.executeQuery()) {
                assertThat(r.next()).isTrue();
                return ((BasicOCSPResp) new OCSPResp(r.getBytes(1)).getResponseObject())
                        .getResponses()[0].getCertStatus();
            }
        }
    }

    private void note(String line) {
        assertThat(line).as("the process goes on until it is killed").matches("[RC] \\d+");
        BigInteger value = new BigInteger(line.substring(2));
        if (line.startsWith("R")) {
            revoked.add(value);
        } else {
            assertThat(value).isGreaterThanOrEqualTo(number);
            number = value;
        }
    }

    private Process start(Postgres postgres) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RevokingProcess.class.getName(),
                        postgres.url(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }
}
