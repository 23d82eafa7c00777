package vn.khue.ecard.wallet;

/** Why a proof of a key is none. The order is that of judging. */
public enum ProofProblem {
    OVERSIZE,
    /** No JWS in compact form, or one with another {@code typ}, another algorithm than ES256 or critical parameters. */
    UNREADABLE,
    /** The key is not in {@code jwk}, or in something else besides. */
    KEY_MISSING,
    /** {@code jwk} has parts that are the holder's alone. */
    PRIVATE_KEY,
    /** {@code jwk} is no point of P-256. */
    KEY,
    /** The signature is not that of the key. */
    FORGED,
    /** {@code aud} is another issuer. */
    OTHER_ISSUER,
    /** {@code iat} is missing, too long ago or in the time to come. */
    TIME,
    /** There is no {@code nonce}. */
    NONCE_MISSING
}
