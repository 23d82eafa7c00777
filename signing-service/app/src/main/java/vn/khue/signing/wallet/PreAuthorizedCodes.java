package vn.khue.signing.wallet;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Codes that the gate exchanges for an access token (OpenID4VCI 1.0 section 3.5): {@code 1~offer~person~uid~end~hash~mac}, ids and hashes in
 * hexadecimal, the end in seconds. The gate holds the same secret, so nothing is asked between the two; that a code is used once, and how
 * often the code beside it may be typed, is the gate's to see to. Thread-safe.
 */
@Component
class PreAuthorizedCodes {
    private static final String OFFER = "wallet-offer";
    private static final String CODE = "wallet-code";
    private static final String VERSION = "1";

    private final WalletKey key;
    private final WalletPolicy policy;
    private final SecureRandom random = new SecureRandom();

    PreAuthorizedCodes(WalletKey key, WalletPolicy policy) {
        this.key = key;
        this.policy = policy;
    }

    /** A new code to be told apart ({@code tx_code}): digits. */
    String newCode() {
        int digits = policy.codeDigits();
        return String.format(Locale.ROOT, "%0" + digits + "d", random.nextInt((int) Math.pow(10, digits)));
    }

    /** Of a code that is told apart, bound to its offer. */
    String hash(UUID offer, String code) {
        return key.hash(CODE, offer + ":" + code);
    }

    /** The code that stands in the offer. */
    String of(WalletOffer offer) {
        String body = String.join(
                "~",
                VERSION,
                offer.id().toString(),
                offer.person().toString(),
                offer.uid(),
                Long.toString(offer.expires().getEpochSecond()),
                offer.codeHash());
        return body + "~" + key.hash(OFFER, body);
    }
}
