package vn.khue.ecard.wallet;

import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** What became of a proof. */
public sealed interface ProofVerdict {
    /**
     * Whoever sent it holds the key.
     *
     * @param nonce that it was made for; whether it is one of ours is still to be judged
     * @param client {@code iss}, where it names one
     */
    record Holds(ECPublicKey key, String nonce, Optional<String> client) implements ProofVerdict {}

    record Refused(ProofProblem problem) implements ProofVerdict {}
}
