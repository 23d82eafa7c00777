package vn.khue.pki.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.KeyVaultContract;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.keystore.VaultState;
import vn.khue.pki.keystore.VaultStore;
import vn.khue.pki.pkcs11.TokenSettings.SignerKeys;
import vn.khue.pki.softhsm.SoftHsm;

/** The contract of vaults, on a real SoftHSM2, signers' keys wrapped. */
class Pkcs11VaultTest extends KeyVaultContract {
    @TempDir
    Path directory;

    private final VaultStore store = new InMemoryVaultStore();
    private SoftHsm hsm;

    @BeforeEach
    void makeTheToken() throws IOException {
        hsm = SoftHsm.in(directory);
    }

    @Override
    protected VaultStore store() {
        return store;
    }

    @Override
    protected KeyVault open(int cache) {
        return Pkcs11KeyVault.open(hsm.settings(1, cache, SignerKeys.WRAPPED), store, Clock.systemUTC());
    }

    @Override
    protected int cached(KeyVault vault) {
        return ((Pkcs11KeyVault) vault).cached();
    }

    @Test
    void keysOfKhueItselfSignFromWithinTheToken() {
        VaultKey key;
        try (KeyVault vault = open(1)) {
            key = vault.generateForService(KeySpec.EC_P384, "khue:ca:people");
            assertThat(signs(vault.bare(key.id()), key)).isTrue();
        }
        try (KeyVault again = open(1)) {
            assertThat(again.check()).isEqualTo(new VaultState.Available());
            assertThat(signs(again.bare(key.id()), key)).isTrue();
        }
    }
}
