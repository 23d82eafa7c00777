package vn.khue.sso.assurance;

import org.keycloak.provider.ProviderFactory;

/** What {@link AssuranceSpi} looks for. */
public interface AssuranceProviderFactory extends ProviderFactory<Assurance> {}
