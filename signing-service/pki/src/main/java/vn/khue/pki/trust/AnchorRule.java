package vn.khue.pki.trust;

/** Why a certificate may not become a trust anchor. */
public enum AnchorRule {
    /** Its extensions cannot be read. */
    MALFORMED,
    /** Not a CA (RFC 5280 section 4.2.1.9: basicConstraints with cA). */
    NOT_A_CA,
    /** A CA whose key may not sign certificates (RFC 5280 section 4.2.1.3: keyCertSign). */
    MAY_NOT_SIGN_CERTIFICATES,
    EXPIRED,
    /** Key or signature are of a kind or size that the policy profile does not allow. */
    WEAK_ALGORITHM,
    /** It names itself as issuer, and its signature is not its own key's. */
    OWN_SIGNATURE_WRONG,
    /** Issued by another CA; an anchor only where that is said explicitly. */
    NOT_SELF_SIGNED
}
