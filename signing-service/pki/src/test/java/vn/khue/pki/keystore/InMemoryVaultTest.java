package vn.khue.pki.keystore;

class InMemoryVaultTest extends KeyVaultContract {
    private final VaultStore store = new InMemoryVaultStore();

    @Override
    VaultStore store() {
        return store;
    }
}
