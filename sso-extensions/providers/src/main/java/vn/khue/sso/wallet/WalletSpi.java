package vn.khue.sso.wallet;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** What the grant for wallets is set up by; settings under {@code --spi-khue-wallet--khue-wallet--…}. */
public final class WalletSpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "khue-wallet";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return WalletOffice.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return WalletOfficeProviderFactory.class;
    }
}
