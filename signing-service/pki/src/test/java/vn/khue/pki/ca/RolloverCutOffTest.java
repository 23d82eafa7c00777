package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.TestPki;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.pki.keystore.JdbcVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.JdbcCertificateRegister;
import vn.khue.pki.store.Postgres;

/** A rollover that is cut off at any of its steps leaves everything as it was, and the next one does it whole, once. */
class RolloverCutOffTest {
    private static Postgres postgres;

    @TempDir
    Path root;

    private final Clock clock = Clock.systemUTC();

    /** Whoever pulls the plug. */
    private static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = new Postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void found() throws SQLException {
        postgres.empty();
        connections().with(c -> bringUp(Connections.joined(c), UnaryOperator.identity(), Set.of()));
    }

    @Test
    void atNoStepAreThereTwoNewestKeysOrOneWithoutItsResponder() {
        cutOffAtEach(5);
    }

    @Test
    @Tag("slow")
    void norAtAnyOfThem() {
        cutOffAtEach(1);
    }

    /** @param stride from one step at which it is cut off to the next */
    private void cutOffAtEach(int stride) {
        long before = entries();
        int steps = 0;
        boolean done = false;
        while (!done) {
            int last = steps;
            steps += stride;
            try {
                Hierarchy hierarchy = connections()
                        .with(c -> bringUp(Connections.joined(c), register -> dying(register, last), Set.of("people")));
                done = true;
                assertThat(hierarchy.generations("people")).containsExactly("people", "people-2");
            } catch (CutOff e) {
                assertThat(entries()).isEqualTo(before);
                assertThat(register().ofUnit("khue:ca:people-2", "issuing-ca")).isEmpty();
            }
        }
        assertThat(steps).isGreaterThan(20);
        Hierarchy again = connections().with(c -> bringUp(Connections.joined(c), UnaryOperator.identity(), Set.of()));
        assertThat(again.issuedNow()).isEmpty();
        assertThat(again.authority("people").name()).isEqualTo("people-2");
        assertThat(again.responders()).containsKey("people-2");
        assertThat(register().latestCrl("people-2")).isPresent();
        assertThat(entries()).isEqualTo(before + 2);
    }

    @Test
    void aLostKeyIsRevokedAndReplacedInOneOrNotAtAll() {
        for (int last : List.of(2, 8, 20, 30)) {
            assertThatThrownBy(() -> connections().with(c -> lose(Connections.joined(c), last)))
                    .isInstanceOf(CutOff.class);
            assertThat(register().authorityRevoked("people")).isFalse();
            assertThat(register().latestCrl("people")).isPresent();
        }
        connections().with(c -> lose(Connections.joined(c), Integer.MAX_VALUE));
        assertThat(register().authorityRevoked("people")).isTrue();
        assertThat(register().authorityRevoked("people-2")).isFalse();
        assertThat(register().latestCrl("people-2")).isPresent();
    }

    private long entries() {
        IssuanceTable table = new IssuanceTable(connections());
        table.enter();
        return table.size();
    }

    private Hierarchy lose(Connections joined, int last) {
        CertificateRegister register = dying(new JdbcCertificateRegister(joined), last);
        new LostAuthority(HierarchyPlan.shipped(), Profiles.shipped(), register, clock).revoke("people", revoked -> {});
        return bringUp(joined, same -> register, Set.of());
    }

    private Hierarchy bringUp(Connections joined, UnaryOperator<CertificateRegister> through, Set<String> rollover) {
        RootDirectory directory = new RootDirectory(root, TestPki::passphrase, KdfParameters.LEAST);
        try (Passphrase passphrase = TestPki.passphrase();
                KeyVault vault = SoftwareKeyVault.open(
                        new JdbcVaultStore("signing", joined),
                        passphrase,
                        KdfParameters.LEAST,
                        CryptoProviders.fastest(),
                        100)) {
            return new HierarchyFounder(
                            HierarchyFounder.Setting.shipped(
                                    new StatusUrls(URI.create("http://localhost:8081")), directory, clock),
                            vault,
                            through.apply(new JdbcCertificateRegister(joined)))
                    .bringUp(rollover);
        }
    }

    /** Answers so many calls and then no more. */
    private static CertificateRegister dying(CertificateRegister register, int calls) {
        int[] left = {calls};
        return (CertificateRegister) Proxy.newProxyInstance(
                CertificateRegister.class.getClassLoader(),
                new Class<?>[] {CertificateRegister.class},
                (proxy, method, arguments) -> {
                    if (left[0]-- <= 0) {
                        throw new CutOff();
                    }
                    try {
                        return method.invoke(register, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Connections connections() {
        return Connections.of(postgres.source());
    }

    private static CertificateRegister register() {
        return new JdbcCertificateRegister(connections());
    }
}
