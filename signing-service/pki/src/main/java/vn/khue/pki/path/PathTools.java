package vn.khue.pki.path;

import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.policy.PkiPolicy;

/** What every part of a validation works with. */
record PathTools(SignatureVerifier verifier, PkiPolicy policy, PathProcessing processing, Freshness freshness) {
    static PathTools of(SignatureVerifier verifier, PkiPolicy policy) {
        return new PathTools(
                verifier,
                policy,
                new PathProcessing(verifier, policy.algorithms()),
                new Freshness(policy.revocation()));
    }
}
