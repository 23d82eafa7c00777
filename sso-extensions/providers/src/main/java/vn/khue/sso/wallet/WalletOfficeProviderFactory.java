package vn.khue.sso.wallet;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link WalletOffice}s. */
public interface WalletOfficeProviderFactory extends ProviderFactory<WalletOffice> {}
