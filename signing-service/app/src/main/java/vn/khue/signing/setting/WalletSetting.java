package vn.khue.signing.setting;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.signing.card.CardAddresses;
import vn.khue.signing.wallet.WalletAddresses;
import vn.khue.signing.wallet.WalletKey;
import vn.khue.signing.wallet.WalletPolicy;
import vn.khue.web.login.Gate;
import vn.khue.web.security.BodyLimit;
import vn.khue.web.security.OpenServices;

/** Where wallets find the issuer, and what it shares with the gate. */
@Configuration(proxyBeanMethods = false)
class WalletSetting {
    /** Ten proofs, each as long as it may be, and what stands around them. */
    private static final long REQUEST = 48 * 1024;

    @Bean
    WalletPolicy walletPolicy() {
        return WalletPolicy.shipped();
    }

    @Bean
    WalletAddresses walletAddresses(CardAddresses cards, Gate gate) {
        return WalletAddresses.of(cards, gate.issuer());
    }

    @Bean
    WalletKey walletKey(SigningProperties properties) {
        return new WalletKey(properties.secret("wallet-key"));
    }

    /** Neither session nor CSRF; the credential endpoint judges its access tokens itself, since the standard names their errors. */
    @Bean
    OpenServices walletServices() {
        return OpenServices.of(
                "/wallet/nonce",
                "/wallet/credential",
                "/wallet/offers/*",
                "/wallet/types/*",
                "/wallet/keys",
                "/.well-known/openid-credential-issuer",
                "/.well-known/jwt-vc-issuer");
    }

    @Bean
    BodyLimit walletLimit() {
        return new BodyLimit("/wallet/credential", REQUEST);
    }
}
