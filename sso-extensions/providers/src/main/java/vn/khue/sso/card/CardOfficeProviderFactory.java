package vn.khue.sso.card;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link CardOffice}s. */
public interface CardOfficeProviderFactory extends ProviderFactory<CardOffice> {}
