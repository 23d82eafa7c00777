package vn.khue.sso.badge;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** What the steps of the login and the realm resource share; settings under {@code --spi-khue-badge--khue-badge--…}. */
public final class BadgeSpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "khue-badge";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return BadgeOffice.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Keycloak declares it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return BadgeOfficeProviderFactory.class;
    }
}
