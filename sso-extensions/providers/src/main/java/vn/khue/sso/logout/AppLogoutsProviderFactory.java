package vn.khue.sso.logout;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link AppLogouts}. */
public interface AppLogoutsProviderFactory extends ProviderFactory<AppLogouts> {}
