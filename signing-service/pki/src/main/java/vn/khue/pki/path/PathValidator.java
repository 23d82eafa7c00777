package vn.khue.pki.path;

/** Judges certification paths by RFC 5280 section 6. Implementations are thread-safe and do no I/O. */
public interface PathValidator {
    /**
     * Builds a path from the certificate to an anchor and validates it. Hostile certificates, CRLs and OCSP answers never
     * make it throw: what cannot be parsed counts as absent.
     */
    PathResult validate(PathRequest request);
}
