package vn.khue.pki.keystore;

class InMemoryVaultTest extends SoftwareVaultContract {
    private final VaultStore store = new InMemoryVaultStore();

    @Override
    protected VaultStore store() {
        return store;
    }
}
