package vn.khue.pki.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;

/** What the software vault does with its passphrase, over every kind of store. */
abstract class SoftwareVaultContract extends KeyVaultContract {
    @Override
    protected SoftwareKeyVault open(int cache) {
        try (Passphrase passphrase = Passphrase.of("một mật khẩu đủ dài".toCharArray())) {
            return SoftwareKeyVault.open(store(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), cache);
        }
    }

    @Override
    protected int cached(KeyVault vault) {
        return ((SoftwareKeyVault) vault).cached();
    }

    @Test
    void aWrongPassphraseOpensNothing() {
        open(1).close();
        try (Passphrase wrong = Passphrase.of("một mật khẩu khác hẳn".toCharArray())) {
            assertThatThrownBy(() ->
                            SoftwareKeyVault.open(store(), wrong, KdfParameters.LEAST, CryptoProviders.fastest(), 1))
                    .isInstanceOfSatisfying(
                            PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.KEY));
        }
    }

    @Test
    void aChangedPassphraseKeepsTheKeys() {
        VaultKey key;
        try (SoftwareKeyVault vault = open(4)) {
            key = vault.generate(KeySpec.EC_P256);
        }
        try (Passphrase old = Passphrase.of("một mật khẩu đủ dài".toCharArray());
                Passphrase next = Passphrase.of("mật khẩu mới của quý sau".toCharArray())) {
            SoftwareKeyVault.changePassphrase(store(), old, next, KdfParameters.LEAST);
            try (SoftwareKeyVault vault =
                    SoftwareKeyVault.open(store(), next, KdfParameters.LEAST, CryptoProviders.portable(), 1)) {
                assertThat(signs(vault.bare(key.id()), key)).isTrue();
            }
            assertThatThrownBy(() ->
                            SoftwareKeyVault.open(store(), old, KdfParameters.LEAST, CryptoProviders.portable(), 1))
                    .isInstanceOf(PkiException.class);
        }
    }

    @Test
    void itsKeysAreAlwaysThere() {
        try (SoftwareKeyVault vault = open(1)) {
            assertThat(vault.check()).isEqualTo(new VaultState.Available());
        }
    }
}
