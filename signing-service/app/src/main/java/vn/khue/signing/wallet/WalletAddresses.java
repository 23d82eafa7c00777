package vn.khue.signing.wallet;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import vn.khue.signing.card.CardAddresses;

/**
 * Addresses and names of the credential issuer.
 *
 * @param issuer its identifier, {@code aud} of proofs and of access tokens
 * @param gate issuer of the access tokens
 */
public record WalletAddresses(String issuer, URI gate) {
    /** The one configuration that is offered. */
    public static final String CONFIGURATION = "khue-card";

    /** What an access token must grant. */
    public static final String SCOPE = "khue_card";

    static final String NONCE = "/wallet/nonce";
    static final String CREDENTIAL = "/wallet/credential";
    static final String OFFERS = "/wallet/offers";
    static final String TYPE = "/wallet/types/card";
    static final String KEYS = "/wallet/keys";
    static final String ISSUER_METADATA = "/.well-known/openid-credential-issuer";
    static final String VC_ISSUER_METADATA = "/.well-known/jwt-vc-issuer";

    /** Beside the cards. */
    public static WalletAddresses of(CardAddresses cards, URI gate) {
        return new WalletAddresses(cards.base(), gate);
    }

    String of(String path) {
        return issuer + path;
    }

    /** {@code vct}. */
    String type() {
        return of(TYPE);
    }

    /** Leads a wallet to an offer (OpenID4VCI 1.0 section 4.1.3). */
    String link(UUID offer) {
        return "openid-credential-offer://?credential_offer_uri="
                + URLEncoder.encode(of(OFFERS + "/" + offer), StandardCharsets.UTF_8);
    }
}
