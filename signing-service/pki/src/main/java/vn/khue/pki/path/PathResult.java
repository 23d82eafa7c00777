package vn.khue.pki.path;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.trust.TrustAnchor;

/** What the validation of one certification path came to. Only {@link Valid} is success. */
public sealed interface PathResult {
    /**
     * @param path the certificate first, each issuer in turn, the anchor's certificate not included
     * @param anchor the anchor it leads to
     * @param revocation one fact for each certificate of the path, in its order
     */
    record Valid(List<X509Certificate> path, TrustAnchor anchor, List<RevocationFact> revocation)
            implements PathResult {
        public Valid {
            path = List.copyOf(path);
            revocation = List.copyOf(revocation);
        }
    }

    /**
     * The path is bad, whatever else may be learnt.
     *
     * @param rule a {@link PathRule#decisive() decisive} rule
     * @param detail English, for a log or an expert: which certificate, what was expected, what was found
     * @param path the path that came nearest, the certificate first; may be the certificate alone
     * @param anchor the anchor that path leads to
     */
    record Invalid(PathRule rule, String detail, List<X509Certificate> path, Optional<TrustAnchor> anchor)
            implements PathResult {
        public Invalid {
            path = List.copyOf(path);
            if (!rule.decisive()) {
                throw new IllegalArgumentException("an invalid path needs a decisive rule, found " + rule);
            }
        }
    }

    /** No conclusion; parameters as for {@link Invalid}, but the rule is not decisive. */
    record Undetermined(PathRule rule, String detail, List<X509Certificate> path, Optional<TrustAnchor> anchor)
            implements PathResult {
        public Undetermined {
            path = List.copyOf(path);
            if (rule.decisive()) {
                throw new IllegalArgumentException("an open path needs a rule that leaves it open, found " + rule);
            }
        }
    }

    /** The result this rule stands for. */
    static PathResult failed(PathRule rule, String detail, List<X509Certificate> path, Optional<TrustAnchor> anchor) {
        return rule.decisive() ? new Invalid(rule, detail, path, anchor) : new Undetermined(rule, detail, path, anchor);
    }
}
