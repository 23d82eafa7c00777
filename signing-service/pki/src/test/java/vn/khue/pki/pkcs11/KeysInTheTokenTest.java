package vn.khue.pki.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.BareKey;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.keystore.DirectoryVaultStore;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.keystore.VaultStore;
import vn.khue.pki.pkcs11.TokenSettings.SignerKeys;
import vn.khue.pki.softhsm.SoftHsm;

/** Where keys are and where they are not, seen from outside: by pkcs11-tool, on the disk, and by somebody with the PIN. */
class KeysInTheTokenTest {
    private static final byte[] DIGEST = DigestAlgorithm.SHA256.of("Quyết định".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private SoftHsm hsm;
    private VaultStore store;

    @BeforeEach
    void makeTheToken() throws IOException {
        hsm = SoftHsm.in(directory.resolve("hsm"));
        store = new DirectoryVaultStore(directory.resolve("vault"));
    }

    private Pkcs11KeyVault open(SignerKeys signerKeys) {
        return Pkcs11KeyVault.open(hsm.settings(4, 16, signerKeys), store, Clock.systemUTC());
    }

    @Test
    void pkcs11ToolSeesTheWrappingKeyAndTheKeysOfKhueItselfAndNoOther() throws IOException {
        try (Pkcs11KeyVault vault = open(SignerKeys.WRAPPED)) {
            vault.generateForService(KeySpec.EC_P256, "khue:ca:people");
            vault.generateForService(KeySpec.EC_P256, "khue:tsa");
            for (int i = 0; i < 3; i++) {
                vault.bare(vault.generate(KeySpec.EC_P256).id()).signDigest(DIGEST);
            }
            assertThat(labels()).containsExactlyInAnyOrder("khue-wrapping-key", "khue:ca:people", "khue:tsa");
        }
        assertThat(labels()).containsExactlyInAnyOrder("khue-wrapping-key", "khue:ca:people", "khue:tsa");
    }

    @Test
    void everyKeyInTheTokenIsSensitiveAndWasNeverExtractable() throws IOException {
        try (Pkcs11KeyVault vault = open(SignerKeys.TOKEN)) {
            vault.generateForService(KeySpec.EC_P256, "khue:ca:people");
            vault.generate(KeySpec.EC_P384);
            vault.generate(KeySpec.RSA_3072);
        }
        String objects = hsm.tool("--list-objects");
        assertThat(labels()).hasSize(4);
        assertThat(count(objects, "Access: +sensitive, always sensitive, never extractable, local"))
                .isEqualTo(4);
        assertThat(count(objects, "Usage: +sign\n")).isEqualTo(3);
        assertThat(count(objects, "Usage: +wrap, unwrap\n")).isEqualTo(1);
    }

    @Test
    void policyMayKeepSignersKeysInTheTokenAndDestroysThemThere() throws IOException {
        try (Pkcs11KeyVault vault = open(SignerKeys.TOKEN)) {
            VaultKey key = vault.generate(KeySpec.EC_P256);
            BareKey inUse = vault.bare(key.id());
            assertThat(inUse.signDigest(DIGEST)).isNotEmpty();
            assertThat(labels()).containsExactlyInAnyOrder("khue-wrapping-key", "khue:signer:" + key.id());
            vault.destroy(key.id());
            assertThat(labels()).containsExactly("khue-wrapping-key");
            assertThatThrownBy(() -> inUse.signDigest(DIGEST)).isInstanceOf(PkiException.class);
        }
    }

    @Test
    void wrappedKeysOnDiskAreNoPrivateKeys() throws IOException {
        try (Pkcs11KeyVault vault = open(SignerKeys.WRAPPED)) {
            for (KeySpec spec : KeySpec.values()) {
                VaultKey key = vault.generate(spec);
                byte[] wrapped = store.find(key.id()).orElseThrow().wrapped();
                for (int from = 0; from < wrapped.length; from++) {
                    byte[] tail = Arrays.copyOfRange(wrapped, from, wrapped.length);
                    assertThatThrownBy(() -> PrivateKeyInfo.getInstance(tail).parsePrivateKey())
                            .as("%s from byte %d", spec, from)
                            .isInstanceOf(Exception.class);
                }
            }
        }
        // In every form it could have been written: an algorithm's identifier stands in each clear private key.
        try (Stream<Path> files = Files.list(directory.resolve("vault"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("key-"))
                    .toList()) {
                String json = Files.readString(file, StandardCharsets.UTF_8);
                String wrapped = json.replaceAll("(?s).*\"wrapped\":\"([^\"]*)\".*", "$1");
                assertThat(new String(Base64.getDecoder().decode(wrapped), StandardCharsets.ISO_8859_1))
                        .doesNotContain("\u0006\u0007*\u0086H\u00ce=\u0002\u0001")
                        .doesNotContain("*\u0086H\u0086\u00f7\r\u0001\u0001\u0001");
                assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
            }
        }
    }

    @Test
    void whoHasThePinAndARecordCannotTakeItsKeyOutOfTheToken() throws Exception {
        VaultKey key;
        try (Pkcs11KeyVault vault = open(SignerKeys.WRAPPED)) {
            key = vault.generate(KeySpec.EC_P256);
        }
        byte[] stored = store.find(key.id()).orElseThrow().wrapped();
        byte[] wrapped = Arrays.copyOfRange(stored, WrappingKeys.SEAL_BYTES, stored.length);
        Cryptoki thief = Cryptoki.load(hsm.module());
        thief.start();
        try {
            long session = thief.openSession(thief.tokens().get(0).slot(), true);
            thief.login(session, SoftHsm.PIN.getBytes(StandardCharsets.US_ASCII));
            long wrappingKey = thief.find(
                            session,
                            KeyTemplates.wrappingKeySearch(
                                    store.header().orElseThrow().salt()))
                    .get(0);
            Attributes readable = new Attributes()
                    .with(Attributes.CLASS, Attributes.PRIVATE_KEY_OBJECT)
                    .with(Attributes.KEY_TYPE, Attributes.EC)
                    .with(Attributes.TOKEN, false)
                    .with(Attributes.SENSITIVE, false)
                    .with(Attributes.EXTRACTABLE, true);
            assertThatThrownBy(() -> thief.unwrap(
                            session, Mechanism.of(Mechanism.AES_KEY_WRAP_PAD), wrappingKey, wrapped, readable))
                    .isInstanceOf(CryptokiException.class);
            // The token would unwrap it as what it is: the refusal above is about the template.
            long usable = thief.unwrap(
                    session,
                    Mechanism.of(Mechanism.AES_KEY_WRAP_PAD),
                    wrappingKey,
                    wrapped,
                    KeyTemplates.unwrappedKey(key.id(), KeySpec.EC_P256));
            assertThat(thief.flag(session, usable, Attributes.SENSITIVE)).isTrue();
            assertThat(thief.flag(session, usable, Attributes.EXTRACTABLE)).isFalse();
        } finally {
            thief.finish();
        }
    }

    @Test
    void unwrappedKeysAreGoneFromTheTokenWhenTheyLeaveTheCache() throws Exception {
        try (Pkcs11KeyVault vault =
                Pkcs11KeyVault.open(hsm.settings(1, 2, SignerKeys.WRAPPED), store, Clock.systemUTC())) {
            for (int i = 0; i < 5; i++) {
                vault.generate(KeySpec.EC_P256);
            }
            assertThat(vault.cached()).isEqualTo(2);
            // Session objects are seen by every session of this process.
            Cryptoki same = Cryptoki.load(hsm.module());
            long session = same.openSession(same.tokens().get(0).slot(), false);
            assertThat(same.find(session, new Attributes().with(Attributes.CLASS, Attributes.PRIVATE_KEY_OBJECT)))
                    .hasSize(2);
        }
    }

    private List<String> labels() throws IOException {
        return Pattern.compile("(?m)^ +label: +(.+)$")
                .matcher(hsm.tool("--list-objects"))
                .results()
                .map((MatchResult found) -> found.group(1).strip())
                .toList();
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
