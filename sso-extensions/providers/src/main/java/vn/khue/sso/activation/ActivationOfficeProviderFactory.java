package vn.khue.sso.activation;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link ActivationOffice}s. */
public interface ActivationOfficeProviderFactory extends ProviderFactory<ActivationOffice> {}
