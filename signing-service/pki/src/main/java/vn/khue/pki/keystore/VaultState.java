package vn.khue.pki.keystore;

import java.time.Instant;

/** Whether the keys of a vault can be used, as far as the vault knows from its last call. Immutable. */
public sealed interface VaultState {
    /** The keys can be used. */
    record Available() implements VaultState {}

    /**
     * No key can be used: nothing is issued or signed. What was signed before stays valid and may be given out.
     *
     * @param since when the first call failed
     * @param why what an operator has to look for
     */
    record Gone(Instant since, Reason why) implements VaultState {}

    /** Why a vault has no keys. */
    enum Reason {
        /** The module cannot be loaded or does not start. */
        MODULE_UNUSABLE,
        /** No slot holds the token that was asked for. */
        TOKEN_NOT_FOUND,
        /** Several tokens fit what was asked for. */
        TOKEN_AMBIGUOUS,
        /** The token is there and does not do what it is asked. */
        TOKEN_NOT_ANSWERING,
        /** The token does not hold the key under which this vault's keys are wrapped: another or an emptied token. */
        WRAPPING_KEY_MISSING,
        /** The PIN file is absent, empty or open to others. */
        PIN_FILE_UNUSABLE,
        /** The token refused the PIN; it is not tried again until the PIN file is written anew. */
        PIN_REFUSED,
        /** The token takes no PIN, or one more wrong one would lock it: its security officer has to act. */
        PIN_LOCKED
    }
}
