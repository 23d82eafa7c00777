package vn.khue.sso.badge;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link BadgeOffice}s. */
public interface BadgeOfficeProviderFactory extends ProviderFactory<BadgeOffice> {}
