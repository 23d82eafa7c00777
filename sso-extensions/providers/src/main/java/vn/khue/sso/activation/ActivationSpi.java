package vn.khue.sso.activation;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** What issues slips, and what takes them, share; settings under {@code --spi-khue-activation--khue-activation--…}. */
public final class ActivationSpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "khue-activation";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return ActivationOffice.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Keycloak declares it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return ActivationOfficeProviderFactory.class;
    }
}
