package vn.khue.signing.wallet;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import vn.khue.pki.policy.DataFile;

/**
 * How many forms for wallets, and for how long; {@code wallet.json}.
 *
 * @param lifetime of one, at most
 * @param mostAtOnce in one request ({@code batch_size})
 * @param mostOfACard of one card that have not ended
 * @param offerLife how long an offer may be taken
 * @param openOffersOfACard that may be taken at a time
 * @param codeDigits of the code that goes beside an offer
 * @param nonceLife how long a nonce is good
 * @param proofOldest how long ago a proof may be made
 * @param proofAhead how far a wallet's clock may be ahead
 * @param sources of each value
 */
public record WalletPolicy(
        Period lifetime,
        int mostAtOnce,
        int mostOfACard,
        Duration offerLife,
        int openOffersOfACard,
        int codeDigits,
        Duration nonceLife,
        Duration proofOldest,
        Duration proofAhead,
        Map<String, String> sources) {
    public WalletPolicy {
        sources = Map.copyOf(sources);
        if (mostAtOnce < 1 || mostAtOnce > mostOfACard || codeDigits < 4 || codeDigits > 9 || lifetime.isNegative()) {
            throw new IllegalArgumentException(
                    "at least one form at once, no more than of a card, and 4 to 9 digits expected, found another");
        }
    }

    /** What is shipped beside this class. */
    public static WalletPolicy shipped() {
        return DataFile.resource(WalletPolicy.class, "wallet.json", WalletPolicy.class);
    }
}
