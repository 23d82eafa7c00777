package vn.khue.sso.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.crypto.hash.Argon2PasswordHashProviderFactory;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Our hashes and Keycloak's own, each judged by the other. */
class SodiumPasswordHashTest {
    private static final String PASSWORD = "một câu dài dễ nhớ 2026";

    private final PasswordHashProvider ours = ours(Map.of());
    private final PasswordHashProvider stock = stock(Map.of());

    @Test
    void libsodiumIsWhatHashesHere() {
        assertThat(ours).isInstanceOf(SodiumPasswordHash.class);
    }

    /** Composed and decomposed letters are different passwords for both: nobody normalises. */
    @ParameterizedTest
    @ValueSource(strings = {"a", PASSWORD, "mo\u0323\u0302t ca\u0302u", "\uD83D\uDD11 khoá", "with \u0000 within", ""})
    void eachVerifiesWhatTheOtherMade(String password) {
        PasswordCredentialModel made = ours.encodedCredential(password, -1);
        PasswordCredentialModel theirs = stock.encodedCredential(password, -1);

        assertThat(stock.verify(password, made)).isTrue();
        assertThat(ours.verify(password, theirs)).isTrue();
        assertThat(stock.verify(password + "x", made)).isFalse();
        assertThat(ours.verify(password + "x", theirs)).isFalse();
        assertThat(stock.policyCheck(PasswordPolicy.empty(), made)).isTrue();
        assertThat(ours.policyCheck(PasswordPolicy.empty(), theirs)).isTrue();
    }

    @Test
    void theStoredFormIsTheSameToTheField() {
        PasswordCredentialModel made = ours.encodedCredential(PASSWORD, -1);
        PasswordCredentialModel theirs = stock.encodedCredential(PASSWORD, -1);

        assertThat(made.getPasswordCredentialData())
                .usingRecursiveComparison()
                .isEqualTo(theirs.getPasswordCredentialData());
        assertThat(made.getType()).isEqualTo(theirs.getType());
        assertThat(made.getPasswordSecretData().getSalt())
                .hasSameSizeAs(theirs.getPasswordSecretData().getSalt())
                .isNotEqualTo(ours.encodedCredential(PASSWORD, -1)
                        .getPasswordSecretData()
                        .getSalt());
        assertThat(made.getPasswordSecretData().getValue())
                .hasSameSizeAs(theirs.getPasswordSecretData().getValue());
        assertThat(ours.credentialHashingStrength(made)).isEqualTo(stock.credentialHashingStrength(theirs));
    }

    @ParameterizedTest
    @CsvSource({
        "memory, 64",
        "memory, 8",
        "iterations, 1",
        "hashLength, 16",
        "hashLength, 12",
        "hashLength, 64",
        "parallelism, 2",
        "type, i",
        "type, d",
        "version, 1.0"
    })
    void otherParametersAreInterchangeableToo(String name, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("memory", "64", "iterations", "2"));
        settings.put(name, value);

        assertThat(stock.verify(PASSWORD, ours(settings).encodedCredential(PASSWORD, -1)))
                .isTrue();
        assertThat(ours.verify(PASSWORD, stock(settings).encodedCredential(PASSWORD, -1)))
                .isTrue();
        assertThat(ours.verify("sai", stock(settings).encodedCredential(PASSWORD, -1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 100, 101, 27_500})
    void thePolicysIterationsMeanWhatTheyMeanToKeycloak(int iterations) {
        Map<String, String> small = Map.of("memory", "8");

        assertThat(ours(small)
                        .encodedCredential(PASSWORD, iterations)
                        .getPasswordCredentialData()
                        .getHashIterations())
                .isEqualTo(stock(small)
                        .encodedCredential(PASSWORD, iterations)
                        .getPasswordCredentialData()
                        .getHashIterations());
    }

    @Test
    void aSaltOfAnotherLengthIsLeftToKeycloak() {
        PasswordCredentialModel made = ours.encodedCredential(PASSWORD, -1);
        PasswordCredentialModel shorter = PasswordCredentialModel.createFromValues(
                made.getPasswordCredentialData().getAlgorithm(),
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8},
                made.getPasswordCredentialData().getHashIterations(),
                made.getPasswordCredentialData().getAdditionalParameters(),
                made.getPasswordSecretData().getValue());

        assertThat(ours.verify(PASSWORD, shorter)).isFalse();
    }

    @Test
    void halfOfASurrogatePairIsRefusedAsKeycloakRefusesIt() {
        PasswordCredentialModel made = ours.encodedCredential("?", -1);

        assertThatThrownBy(() -> stock.verify("\uD83D", made)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ours.verify("\uD83D", made)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void hashesMadeWithOtherParametersAreToBeMadeAnew() {
        PasswordCredentialModel old = stock(Map.of("iterations", "3")).encodedCredential(PASSWORD, -1);

        assertThat(ours.policyCheck(PasswordPolicy.empty(), old)).isFalse();
        assertThat(ours.verify(PASSWORD, old)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "/nowhere/libsodium.so", "/etc/passwd"})
    void withoutTheLibraryKeycloaksOwnHashes(String library) {
        var factory = factory(Map.of(SodiumPasswordHashFactory.LIBRARY, library));
        PasswordHashProvider fallback = factory.create(null);

        assertThat(fallback).isNotInstanceOf(SodiumPasswordHash.class);
        assertThat(factory.getOperationalInfo().get("argon2id")).startsWith("Keycloak's own");
        assertThat(fallback.verify(PASSWORD, ours.encodedCredential(PASSWORD, -1)))
                .isTrue();
        assertThat(ours.verify(PASSWORD, fallback.encodedCredential(PASSWORD, -1)))
                .isTrue();
    }

    @Test
    void itTakesThePlaceOfKeycloaksOwn() {
        var own = new Argon2PasswordHashProviderFactory();
        var factory = factory(Map.of());

        assertThat(factory.getId()).isEqualTo(own.getId());
        assertThat(factory.order()).isGreaterThan(own.order());
        assertThat(factory.getOperationalInfo().get("argon2id")).startsWith("libsodium 1.");
        assertThat(factory.getConfigMetadata())
                .hasSize(own.getConfigMetadata().size() + 1)
                .allSatisfy(setting -> assertThat(setting.getHelpText()).isNotEmpty());
    }

    @Test
    void manyAtOnceAreAllJudgedRightly() throws Exception {
        PasswordHashProvider small = ours(Map.of("memory", "256", "cpuCores", "2"));
        PasswordCredentialModel made = small.encodedCredential(PASSWORD, -1);
        var threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String typed = i % 2 == 0 ? PASSWORD : "sai " + i;
                answers.add(threads.submit(() -> small.verify(typed, made)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whereEveryProcessorHashesTheNextOneWaits() throws Exception {
        var processors = new Semaphore(1, true);
        var found = (Libsodium.Found) Libsodium.look("sodium");
        var waiting = new SodiumPasswordHash(
                found.library(), Argon2Parameters.of(new Settings(Map.of("memory", "8"))), processors, stock);
        PasswordCredentialModel made = waiting.encodedCredential(PASSWORD, -1);
        var answer = new AtomicReference<Boolean>();
        processors.acquire();
        Thread next = new Thread(() -> answer.set(waiting.verify(PASSWORD, made)));
        next.start();
        while (!processors.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        assertThat(answer).hasValue(null);

        processors.release();
        next.join();

        assertThat(answer).hasValue(true);
        assertThat(processors.availablePermits()).isEqualTo(1);
    }

    private static SodiumPasswordHashFactory factory(Map<String, String> settings) {
        var factory = new SodiumPasswordHashFactory();
        factory.init(new Settings(settings));
        return factory;
    }

    private static PasswordHashProvider ours(Map<String, String> settings) {
        return factory(settings).create(null);
    }

    private static PasswordHashProvider stock(Map<String, String> settings) {
        var factory = new Argon2PasswordHashProviderFactory();
        factory.init(new Settings(settings));
        return factory.create(null);
    }
}
