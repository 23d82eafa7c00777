package vn.khue.sso.assurance;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Lets all providers of this package share one {@link AssuranceFactory}. */
public final class AssuranceSpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return AssuranceFactory.ID;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return Assurance.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return AssuranceProviderFactory.class;
    }
}
