package vn.khue.sso.guardianship;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link FamilyOffice}s. */
public interface FamilyOfficeProviderFactory extends ProviderFactory<FamilyOffice> {}
