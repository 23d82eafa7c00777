package vn.khue.signing.wallet;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.ecard.sdjwt.WalletCard;
import vn.khue.ecard.sdjwt.WalletCardJwt;
import vn.khue.ecard.trust.Jwk;
import vn.khue.signing.card.CardKeys;

/**
 * What the issuer says of itself: metadata (OpenID4VCI 1.0 section 12.2), keys (draft-ietf-oauth-sd-jwt-vc section 4), the type of its
 * credentials (section 5), and offers (OpenID4VCI section 4.1.1). Every name in Vietnamese and English. Thread-safe.
 */
@Component
class WalletMetadata {
    private static final String ALGORITHM = "ES256";
    private static final String BACKGROUND = "#003f87";
    private static final String TEXT = "#ffffff";
    private static final Duration A_MONTH = Duration.ofDays(31);
    private static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("vi"), Locale.ENGLISH);

    /** Claims of the credential, each with the key of its name. */
    private static final Map<String, String> CLAIMS = new LinkedHashMap<>();

    static {
        CLAIMS.put(WalletCard.NAME, "wallet.claim.name");
        CLAIMS.put(WalletCard.SCHOOL, "wallet.claim.school");
        CLAIMS.put(WalletCard.ROLE, "wallet.claim.role");
        CLAIMS.put(WalletCard.PHOTO, "wallet.claim.photo");
    }

    private final WalletAddresses addresses;
    private final WalletPolicy policy;
    private final PreAuthorizedCodes codes;
    private final CardKeys keys;
    private final MessageSource messages;
    private final Clock clock;

    WalletMetadata(
            WalletAddresses addresses,
            WalletPolicy policy,
            PreAuthorizedCodes codes,
            CardKeys keys,
            MessageSource messages,
            Clock clock) {
        this.addresses = addresses;
        this.policy = policy;
        this.codes = codes;
        this.keys = keys;
        this.messages = messages;
        this.clock = clock;
    }

    /** Of the credential issuer. */
    ObjectNode issuer() {
        ObjectNode issuer = CompactJws.object().put("credential_issuer", addresses.issuer());
        issuer.putArray("authorization_servers").add(addresses.gate().toString());
        issuer.put("credential_endpoint", addresses.of(WalletAddresses.CREDENTIAL));
        issuer.put("nonce_endpoint", addresses.of(WalletAddresses.NONCE));
        issuer.putObject("batch_credential_issuance").put("batch_size", policy.mostAtOnce());
        names(issuer.putArray("display"), "wallet.issuer");
        ObjectNode card = issuer.putObject("credential_configurations_supported")
                .putObject(WalletAddresses.CONFIGURATION)
                .put("format", WalletCardJwt.TYPE)
                .put("scope", WalletAddresses.SCOPE)
                .put("vct", addresses.type());
        card.putArray("cryptographic_binding_methods_supported").add("jwk");
        card.putArray("credential_signing_alg_values_supported").add(ALGORITHM);
        card.putObject("proof_types_supported")
                .putObject("jwt")
                .putArray("proof_signing_alg_values_supported")
                .add(ALGORITHM);
        ObjectNode shown = card.putObject("credential_metadata");
        names(shown.putArray("display"), "wallet.card")
                .forEach(display -> display.put("background_color", BACKGROUND).put("text_color", TEXT));
        claims(shown.putArray("claims"));
        return issuer;
    }

    /** Of the issuer of the JWTs. */
    ObjectNode jwtIssuer() {
        return CompactJws.object()
                .put("issuer", addresses.issuer())
                .put("jwks_uri", addresses.of(WalletAddresses.KEYS));
    }

    /** Keys by which something may be signed that has not ended. */
    ObjectNode keys() {
        ObjectNode set = CompactJws.object();
        ArrayNode array = set.putArray("keys");
        keys.signers().stream()
                .filter(signer ->
                        signer.to().plus(A_MONTH).isAfter(clock.instant().minus(lifetime())))
                .forEach(signer -> array.add(Jwk.of(signer.key())
                        .put("kid", signer.kid().base64Url())
                        .put("use", "sig")
                        .put("alg", ALGORITHM)));
        return set;
    }

    private Duration lifetime() {
        return Duration.ofDays(
                policy.lifetime().toTotalMonths() * 31 + policy.lifetime().getDays());
    }

    /** Of the credentials' type. */
    ObjectNode type() {
        ObjectNode type =
                CompactJws.object().put("vct", addresses.type()).put("name", text("wallet.card", LANGUAGES.get(0)));
        names(type.putArray("display"), "wallet.card");
        ArrayNode claims = type.putArray("claims");
        claims(claims).forEach(claim -> claim.put("sd", "always"));
        return type;
    }

    /** What a wallet reads at the address that the offer's link leads to. */
    ObjectNode offer(WalletOffer offer) {
        ObjectNode body = CompactJws.object().put("credential_issuer", addresses.issuer());
        body.putArray("credential_configuration_ids").add(WalletAddresses.CONFIGURATION);
        ObjectNode grants = body.putObject("grants");
        ObjectNode code = grants.putObject("urn:ietf:params:oauth:grant-type:pre-authorized_code")
                .put("pre-authorized_code", codes.of(offer));
        code.putObject("tx_code")
                .put("input_mode", "numeric")
                .put("length", policy.codeDigits())
                .put(
                        "description",
                        text("wallet.code", LANGUAGES.get(0)) + " / " + text("wallet.code", LANGUAGES.get(1)));
        return body;
    }

    private List<ObjectNode> names(ArrayNode into, String key) {
        List<ObjectNode> displays = new ArrayList<>();
        for (Locale language : LANGUAGES) {
            displays.add(into.addObject().put("name", text(key, language)).put("locale", language.toLanguageTag()));
        }
        return displays;
    }

    private List<ObjectNode> claims(ArrayNode into) {
        List<ObjectNode> all = new ArrayList<>();
        CLAIMS.forEach((claim, key) -> {
            ObjectNode node = into.addObject();
            node.putArray("path").add(claim);
            names(node.putArray("display"), key);
            all.add(node);
        });
        return all;
    }

    private String text(String key, Locale language) {
        return messages.getMessage(key, null, language);
    }
}
