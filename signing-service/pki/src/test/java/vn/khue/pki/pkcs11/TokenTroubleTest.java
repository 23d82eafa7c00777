package vn.khue.pki.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.BareKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.MovableClock;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.keystore.VaultState;
import vn.khue.pki.keystore.VaultState.Reason;
import vn.khue.pki.keystore.VaultStore;
import vn.khue.pki.pkcs11.TokenSettings.SignerKeys;
import vn.khue.pki.softhsm.SoftHsm;

/** What goes wrong with tokens, done to a real SoftHSM2: pulled out, restarted, logged out, a wrong PIN, no session left. */
class TokenTroubleTest {
    private static final byte[] DATA = "Học bạ số".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DIGEST = DigestAlgorithm.SHA256.of(DATA);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T02:00:00Z"));
    private final VaultStore store = new InMemoryVaultStore();
    private SoftHsm hsm;

    @BeforeEach
    void makeTheToken() throws IOException {
        hsm = SoftHsm.in(directory);
    }

    private Pkcs11KeyVault open() {
        return Pkcs11KeyVault.open(hsm.settings(), store, clock);
    }

    @Test
    void aTokenTakenOutStopsIssuingWithAClearStateAndPutBackGoesOn() throws IOException {
        try (Pkcs11KeyVault vault = open()) {
            VaultKey authority = vault.generateForService(KeySpec.EC_P256, "khue:ca:people");
            VaultKey signer = vault.generate(KeySpec.EC_P256);
            assertThat(vault.state()).isEqualTo(new VaultState.Available());

            hsm.takeOut();
            refused(
                    Fault.TOKEN,
                    "no slot holds a token",
                    () -> vault.bare(authority.id()).signDigest(DIGEST));
            VaultState gone = new VaultState.Gone(clock.instant(), Reason.TOKEN_NOT_FOUND);
            assertThat(vault.state()).isEqualTo(gone);
            clock.move(Duration.ofMinutes(3));
            refused(Fault.TOKEN, "nothing is issued or signed", () -> vault.generate(KeySpec.EC_P256));
            refused(
                    Fault.TOKEN,
                    "nothing is issued or signed",
                    () -> vault.bare(signer.id()).signDigest(DIGEST));
            assertThat(vault.check()).as("gone since the first failure").isEqualTo(gone);
            assertThat(vault.find(authority.id()))
                    .as("public keys need no token")
                    .isPresent();

            hsm.putBack();
            assertThat(vault.check()).isEqualTo(new VaultState.Available());
            assertThat(signs(vault.bare(authority.id()), authority)).isTrue();
            assertThat(signs(vault.bare(signer.id()), signer)).isTrue();
        }
    }

    @Test
    void aTokenThatIsGoneIsLeftAloneForAWhile() throws IOException {
        TokenSettings patient = new TokenSettings(
                hsm.settings().module(),
                SoftHsm.LABEL,
                Optional.empty(),
                hsm.pinFile(),
                1,
                Duration.ZERO,
                1,
                SignerKeys.WRAPPED,
                Duration.ofSeconds(30));
        try (Pkcs11KeyVault vault = Pkcs11KeyVault.open(patient, store, clock)) {
            hsm.takeOut();
            assertThat(vault.check()).isInstanceOf(VaultState.Gone.class);
            hsm.putBack();
            clock.move(Duration.ofSeconds(29));
            assertThat(vault.check()).isInstanceOf(VaultState.Gone.class);
            clock.move(Duration.ofSeconds(1));
            assertThat(vault.check()).isEqualTo(new VaultState.Available());
        }
    }

    @Test
    void aProcessThatStartsWhileTheTokenIsGoneServesWhatNeedsNoKey() throws IOException {
        VaultKey key;
        try (Pkcs11KeyVault vault = open()) {
            key = vault.generateForService(KeySpec.EC_P256, "khue:ocsp:people");
        }
        hsm.takeOut();
        try (Pkcs11KeyVault vault = open()) {
            assertThat(vault.state()).isEqualTo(new VaultState.Gone(clock.instant(), Reason.TOKEN_NOT_FOUND));
            BareKey signer = vault.bare(key.id());
            refused(Fault.TOKEN, "TOKEN_NOT_FOUND", () -> signer.signDigest(DIGEST));
            hsm.putBack();
            assertThat(signs(signer, key)).isTrue();
        }
    }

    @Test
    void withoutAVaultMadeBeforeAMissingTokenIsAnErrorOfTheStart() throws IOException {
        hsm.takeOut();
        refused(Fault.TOKEN, "no slot holds a token \"khue-thu\"", this::open);
    }

    @Test
    void aModuleStartedAgainLosesNothing() {
        try (Pkcs11KeyVault vault = open()) {
            VaultKey authority = vault.generateForService(KeySpec.EC_P256, "khue:ca:people");
            VaultKey signer = vault.generate(KeySpec.EC_P256);
            // As after a restart of the HSM: no session, no login and no unwrapped key is left.
            Cryptoki.load(hsm.module()).finish();
            assertThat(signs(vault.bare(signer.id()), signer)).isTrue();
            Cryptoki.load(hsm.module()).finish();
            assertThat(signs(vault.bare(authority.id()), authority)).isTrue();
            assertThat(vault.state()).isEqualTo(new VaultState.Available());
        }
    }

    @Test
    void sessionsClosedAndALogoutBehindItsBackAreMended() throws CryptokiException {
        try (Pkcs11KeyVault vault = open()) {
            VaultKey signer = vault.generate(KeySpec.EC_P256);
            Cryptoki other = Cryptoki.load(hsm.module());
            long slot = other.tokens().get(0).slot();
            other.closeAllSessions(slot);
            assertThat(signs(vault.bare(signer.id()), signer)).isTrue();
            long session = other.openSession(slot, false);
            other.logout(session);
            assertThat(signs(vault.bare(signer.id()), signer)).isTrue();
            other.closeAllSessions(slot);
            VaultKey authority = vault.generateForService(KeySpec.EC_P256, "khue:tsa");
            assertThat(signs(vault.bare(authority.id()), authority)).isTrue();
        }
    }

    @Test
    void aWrongPinIsTriedOnceAndThenNotUntilItsFileIsWrittenAnew() throws IOException, CryptokiException {
        open().close();
        hsm.writePin("000000");
        refused(Fault.TOKEN, "CKR_PIN_INCORRECT", this::open);
        for (int i = 0; i < 20; i++) {
            refused(Fault.TOKEN, "is not tried again", this::open);
        }
        // The right PIN under the time of the wrong one is refused as well: the token is not asked.
        FileTime before = Files.getLastModifiedTime(hsm.pinFile());
        hsm.writePin(SoftHsm.PIN);
        Files.setLastModifiedTime(hsm.pinFile(), before);
        refused(Fault.TOKEN, "is not tried again", this::open);
        assertThat(Files.getPosixFilePermissions(hsm.pinFile().resolveSibling("hsm-pin.refused")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(hsm.pinFile(), FileTime.from(Instant.now().plusSeconds(5)));
        try (Pkcs11KeyVault vault = open()) {
            assertThat(vault.state()).isEqualTo(new VaultState.Available());
        }
        assertThat(hsm.pinFile().resolveSibling("hsm-pin.refused")).doesNotExist();
    }

    @Test
    void aPinThatIsChangedWhileTheServiceRunsIsTriedOnceOnly() throws IOException {
        try (Pkcs11KeyVault vault = open()) {
            VaultKey key = vault.generate(KeySpec.EC_P256);
            hsm.writePin("000000");
            Cryptoki.load(hsm.module()).finish();
            refused(Fault.TOKEN, "PIN_REFUSED", () -> vault.bare(key.id()).signDigest(DIGEST));
            for (int i = 0; i < 20; i++) {
                refused(
                        Fault.TOKEN,
                        "is not tried again",
                        () -> vault.bare(key.id()).signDigest(DIGEST));
            }
            assertThat(vault.state()).isEqualTo(new VaultState.Gone(clock.instant(), Reason.PIN_REFUSED));
            hsm.writePin(SoftHsm.PIN);
            Files.setLastModifiedTime(hsm.pinFile(), FileTime.from(Instant.now().plusSeconds(5)));
            assertThat(signs(vault.bare(key.id()), key)).isTrue();
        }
    }

    @Test
    void aPinFileThatOthersMayReadIsRefused() throws IOException {
        Files.setPosixFilePermissions(hsm.pinFile(), PosixFilePermissions.fromString("rw-r-----"));
        refused(Fault.TOKEN, "mode 0600 expected", this::open);
        Files.delete(hsm.pinFile());
        refused(Fault.TOKEN, "cannot be read", this::open);
    }

    @Test
    void theTokenIsFoundByItsLabelAndTwoOfOneNameByTheirSerialNumber() throws IOException, CryptokiException {
        open().close();
        hsm.initialise(SoftHsm.LABEL);
        refused(Fault.TOKEN, "2 tokens are called", this::open);
        Cryptoki cryptoki = Cryptoki.load(hsm.module());
        cryptoki.start();
        List<String> serials = cryptoki.tokens().stream()
                .filter(TokenInfo::initialised)
                .map(TokenInfo::serial)
                .toList();
        cryptoki.finish();
        int opened = 0;
        for (String serial : serials) {
            TokenSettings usual = hsm.settings();
            TokenSettings exact = new TokenSettings(
                    usual.module(),
                    usual.label(),
                    Optional.of(serial),
                    usual.pinFile(),
                    1,
                    Duration.ZERO,
                    1,
                    SignerKeys.WRAPPED,
                    Duration.ZERO);
            try (Pkcs11KeyVault vault = Pkcs11KeyVault.open(exact, store, clock)) {
                opened++;
            } catch (PkiException e) {
                assertThat(e).hasMessageContaining("does not hold the key under which this vault's keys are wrapped");
            }
        }
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void aFileThatIsNoModuleIsNamed() {
        TokenSettings wrong = TokenSettings.of(hsm.pinFile(), SoftHsm.LABEL, hsm.pinFile());
        refused(
                Fault.INPUT,
                "a PKCS #11 module for this machine expected at " + hsm.pinFile(),
                () -> Pkcs11KeyVault.open(wrong, store, clock));
    }

    @Test
    void whoFindsNoSessionFreeIsToldSo() throws Exception {
        Cryptoki cryptoki = Cryptoki.load(hsm.module());
        cryptoki.start();
        SessionPool pool = new SessionPool(cryptoki, cryptoki.tokens().get(0).slot(), 2, Duration.ofMillis(50));
        CountDownLatch taken = new CountDownLatch(2);
        CountDownLatch enough = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Long>> holders = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                holders.add(threads.submit(() -> pool.with(session -> {
                    taken.countDown();
                    await(enough);
                    return session;
                })));
            }
            await(taken);
            refused(Fault.TOKEN, "all 2 sessions with the token were in use", () -> pool.with(session -> session));
            enough.countDown();
            List<Long> used = List.of(holders.get(0).get(), holders.get(1).get());
            long next = pool.with(session -> session);
            assertThat(used).as("a session is given back and used again").contains(next);
        } finally {
            enough.countDown();
            threads.shutdown();
            cryptoki.finish();
        }
    }

    @Test
    void tenThreadsSignWithMoreKeysThanMayBeUnwrapped() throws Exception {
        TokenSettings few = new TokenSettings(
                hsm.settings().module(),
                SoftHsm.LABEL,
                Optional.empty(),
                hsm.pinFile(),
                3,
                Duration.ofMinutes(1),
                4,
                SignerKeys.WRAPPED,
                Duration.ZERO);
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try (Pkcs11KeyVault vault = Pkcs11KeyVault.open(few, store, Clock.systemUTC())) {
            List<VaultKey> keys = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                keys.add(vault.generate(KeySpec.EC_P256));
            }
            keys.add(vault.generateForService(KeySpec.EC_P256, "khue:ca:people"));
            for (int wave = 0; wave < 2; wave++) {
                signTogether(threads, vault, keys);
                assertThat(vault.cached()).isLessThanOrEqualTo(4);
                // The second wave finds the connection lost, all ten at once.
                Cryptoki.load(hsm.module()).finish();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void signTogether(ExecutorService threads, Pkcs11KeyVault vault, List<VaultKey> keys)
            throws Exception {
        List<Future<Integer>> runs = new ArrayList<>();
        for (int thread = 0; thread < 10; thread++) {
            int first = thread;
            runs.add(threads.submit(() -> {
                int good = 0;
                for (int i = 0; i < 60; i++) {
                    VaultKey key = keys.get((first + i * 7) % keys.size());
                    good += signs(vault.bare(key.id()), key) ? 1 : 0;
                }
                return good;
            }));
        }
        for (Future<Integer> run : runs) {
            assertThat(run.get(2, TimeUnit.MINUTES)).isEqualTo(60);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void refused(Fault fault, String message, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .hasMessageContaining(message);
    }

    private static boolean signs(BareKey bare, VaultKey key) {
        byte[] value = bare.signDigest(DIGEST);
        return new SignatureVerifier(CryptoProviders.portable())
                .verifies(bare.algorithm().identifier(), key.publicKey(), DATA, value);
    }
}
