package vn.khue.pki.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.trust.TrustStore;

/**
 * Everything one validation needs; the validator fetches nothing by itself.
 *
 * @param certificate the certificate to judge
 * @param others certificates that may be in its path, in any order, at most {@value #MAX_OTHERS}; none is trusted
 * @param trust the anchors
 * @param at the time (UTC) for which the certificate is judged: the proven time of a signature, or now
 * @param evidence revocation data at hand
 * @param revocation whether every certificate below the anchor needs a revocation answer
 * @param policies certificate-policy inputs
 * @param purpose what the certificate is used for
 */
public record PathRequest(
        X509Certificate certificate,
        List<X509Certificate> others,
        TrustStore trust,
        Instant at,
        RevocationEvidence evidence,
        RevocationChecking revocation,
        PolicyInputs policies,
        Purpose purpose) {
    /** More than any honest document carries; a bound for hostile ones. */
    public static final int MAX_OTHERS = 256;

    /** Whether revocation is judged. */
    public enum RevocationChecking {
        /** Each certificate below the anchor needs an answer that covers {@code at}. */
        REQUIRED,
        /** Not judged; only for a caller that judges revocation otherwise. */
        SKIPPED
    }

    public PathRequest {
        Objects.requireNonNull(certificate, "certificate");
        others = List.copyOf(others);
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(revocation, "revocation");
        Objects.requireNonNull(policies, "policies");
        Objects.requireNonNull(purpose, "purpose");
        if (others.size() > MAX_OTHERS) {
            throw new IllegalArgumentException(
                    "at most " + MAX_OTHERS + " further certificates, found " + others.size());
        }
    }

    /** The usual request: revocation required, any policy. */
    public static PathRequest of(
            X509Certificate certificate,
            List<X509Certificate> others,
            TrustStore trust,
            Instant at,
            RevocationEvidence evidence,
            Purpose purpose) {
        return new PathRequest(
                certificate, others, trust, at, evidence, RevocationChecking.REQUIRED, PolicyInputs.any(), purpose);
    }

    /** The same request with other revocation data. */
    public PathRequest with(RevocationEvidence other) {
        return new PathRequest(certificate, others, trust, at, other, revocation, policies, purpose);
    }
}
