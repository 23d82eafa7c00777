package vn.khue.sso.card;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** What the steps of card login share; settings under {@code --spi-khue-card--khue-card--…}. */
public final class CardSpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "khue-card";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return CardOffice.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return CardOfficeProviderFactory.class;
    }
}
