package vn.khue.sso.logout;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** What tells apps of logouts; settings under {@code --spi-khue-logout--khue-logout--…}. */
public final class AppLogoutsSpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "khue-logout";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return AppLogouts.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Keycloak declares it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return AppLogoutsProviderFactory.class;
    }
}
