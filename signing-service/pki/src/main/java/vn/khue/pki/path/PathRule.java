package vn.khue.pki.path;

/**
 * Why a path was not found valid. The names are the sub-indications of ETSI EN 319 102-1 (clause 5.2.6, validation of
 * X.509 certificates; clause 5.1.3, indications); two of ours split its TRY_LATER, because Vietnamese validation
 * software has to tell "suspended" from "status unknown" (Thông tư 15/2025/TT-BKHCN). Each rule either decides against
 * the path or leaves it open, always the same way.
 */
public enum PathRule {
    /** No path from the certificate to any trust anchor could be built. */
    NO_CERTIFICATE_CHAIN_FOUND(false),
    /** A path to an anchor exists, but the anchor is not trusted at that time. */
    NO_CERTIFICATE_CHAIN_FOUND_NO_POE(false),
    /** The path breaks RFC 5280: signature, name chaining, basic constraints, key usage, names, policies, extensions. */
    CERTIFICATE_CHAIN_GENERAL_FAILURE(true),
    /** The certificate is not fit for the purpose asked (key usage, extended key usage). */
    CHAIN_CONSTRAINTS_FAILURE(true),
    /** The time lies before notBefore of a certificate of the path. */
    NOT_YET_VALID(true),
    /** The time lies after notAfter of a certificate of the path. */
    OUT_OF_BOUNDS_NO_POE(true),
    /** The certificate was revoked at or before the time. */
    REVOKED_NO_POE(true),
    /** A CA certificate of the path was revoked at or before the time. */
    REVOKED_CA_NO_POE(true),
    /** A signature algorithm, hash or key size of the path is not allowed by the policy. */
    CRYPTO_CONSTRAINTS_FAILURE(true),
    /** A certificate of the path was suspended (certificateHold) at the time; a later answer may differ. */
    SUSPENDED(false),
    /** No usable revocation answer covers a certificate of the path. */
    REVOCATION_UNKNOWN(false),
    /** Revocation answers exist, but all are older than the time asked or than the policy allows. */
    REVOCATION_OUT_OF_BOUNDS_NO_POE(false);

    private final boolean decisive;

    PathRule(boolean decisive) {
        this.decisive = decisive;
    }

    /** Whether the result is {@link PathResult.Invalid} (true) or {@link PathResult.Undetermined}. */
    public boolean decisive() {
        return decisive;
    }

    /** The sub-indication as EN 319 102-1 names it. */
    public String etsiName() {
        return switch (this) {
            case SUSPENDED, REVOCATION_UNKNOWN -> "TRY_LATER";
            default -> name();
        };
    }
}
