package vn.khue.pki.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.pki.BareKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.SignatureVerifier;

/** What every vault does over every kind of store. */
public abstract class KeyVaultContract {
    protected static final byte[] DATA = "Trường Tiểu học Tân Phú Trung".getBytes(StandardCharsets.UTF_8);

    /** The same store at each call within a test. */
    protected abstract VaultStore store();

    /** @param cache how many keys may be ready to sign at a time */
    protected abstract KeyVault open(int cache);

    /** How many keys are ready to sign now. */
    protected abstract int cached(KeyVault vault);

    @ParameterizedTest
    @EnumSource(KeySpec.class)
    void signsAndAnotherProviderVerifies(KeySpec spec) {
        try (KeyVault vault = open(4)) {
            VaultKey key = vault.generate(spec);
            assertThat(signs(vault.bare(key.id()), key)).isTrue();
        }
    }

    @Test
    void keysOutliveTheVaultObject() {
        VaultKey key;
        try (KeyVault vault = open(4)) {
            key = vault.generate(KeySpec.EC_P256);
        }
        try (KeyVault again = open(4)) {
            assertThat(again.find(key.id()).orElseThrow().publicKey().getEncoded())
                    .isEqualTo(key.publicKey().getEncoded());
            assertThat(cached(again)).isZero();
            assertThat(signs(again.bare(key.id()), key)).isTrue();
            assertThat(cached(again)).isEqualTo(1);
        }
    }

    @Test
    void holdsNoMoreClearKeysThanItMay() {
        try (KeyVault vault = open(2)) {
            List<VaultKey> keys = List.of(
                    vault.generate(KeySpec.EC_P256), vault.generate(KeySpec.EC_P256), vault.generate(KeySpec.EC_P256));
            assertThat(cached(vault)).isEqualTo(2);
            for (VaultKey key : keys) {
                assertThat(signs(vault.bare(key.id()), key)).isTrue();
            }
            assertThat(cached(vault)).isEqualTo(2);
        }
    }

    @Test
    void theKeyThatIsStoredIsNotInTheClear() {
        try (KeyVault vault = open(1)) {
            VaultKey key = vault.generate(KeySpec.EC_P256);
            WrappedKey stored = store().find(key.id()).orElseThrow();
            // The PKCS #8 form of any P-256 key holds this object identifier in the clear.
            byte[] curve = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07};
            assertThat(new String(stored.wrapped(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(curve, StandardCharsets.ISO_8859_1));
            assertThat(new String(stored.publicKey(), StandardCharsets.ISO_8859_1))
                    .contains(new String(curve, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void recordsCannotChangePlaces() {
        VaultKey first;
        VaultKey second;
        try (KeyVault vault = open(4)) {
            first = vault.generate(KeySpec.EC_P256);
            second = vault.generate(KeySpec.EC_P256);
        }
        WrappedKey theirs = store().find(second.id()).orElseThrow();
        store().remove(first.id());
        store().add(new WrappedKey(first.id(), KeySpec.EC_P256, theirs.publicKey(), theirs.wrapped()));
        try (KeyVault vault = open(4)) {
            BareKey moved = vault.bare(first.id());
            assertThatThrownBy(() -> moved.signDigest(DigestAlgorithm.SHA256.of(DATA)))
                    .isInstanceOf(PkiException.class)
                    .hasMessageContaining("does not unwrap");
        }
    }

    @Test
    void aDestroyedKeySignsNoMoreNotEvenWhereItIsInUse() {
        try (KeyVault vault = open(4)) {
            VaultKey key = vault.generate(KeySpec.EC_P256);
            BareKey inUse = vault.bare(key.id());
            vault.destroy(key.id());
            vault.destroy(key.id());
            assertThat(vault.find(key.id())).isEmpty();
            assertThatThrownBy(() -> inUse.signDigest(DigestAlgorithm.SHA256.of(DATA)))
                    .isInstanceOf(PkiException.class);
            assertThatThrownBy(() -> vault.bare(new KeyId(UUID.randomUUID()))).isInstanceOf(PkiException.class);
        }
    }

    @Test
    void aClosedVaultSignsNoMore() {
        KeyVault vault = open(4);
        VaultKey key = vault.generate(KeySpec.EC_P256);
        BareKey inUse = vault.bare(key.id());
        vault.close();
        assertThat(cached(vault)).isZero();
        assertThatThrownBy(() -> inUse.signDigest(DigestAlgorithm.SHA256.of(DATA)))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> vault.generate(KeySpec.EC_P256)).isInstanceOf(PkiException.class);
    }

    @Test
    void wantsADigestOfTheRightLength() {
        try (KeyVault vault = open(4)) {
            BareKey key = vault.bare(vault.generate(KeySpec.EC_P256).id());
            assertThatThrownBy(() -> key.signDigest(new byte[20]))
                    .isInstanceOf(PkiException.class)
                    .hasMessageContaining("32 bytes expected");
        }
    }

    protected static boolean signs(BareKey bare, VaultKey key) {
        byte[] value = bare.signDigest(bare.algorithm().digest().of(DATA));
        return new SignatureVerifier(CryptoProviders.portable())
                .verifies(bare.algorithm().identifier(), key.publicKey(), DATA, value);
    }
}
