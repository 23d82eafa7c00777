package vn.khue.sso.guardianship;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** What consent and acting for a child share; settings under {@code --spi-khue-family--khue-family--…}. */
public final class FamilySpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "khue-family";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return FamilyOffice.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Keycloak declares it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return FamilyOfficeProviderFactory.class;
    }
}
