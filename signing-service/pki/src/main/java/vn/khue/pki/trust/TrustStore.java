package vn.khue.pki.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** The trust anchors of one installation. Immutable and thread-safe; none is shipped as trusted. */
public final class TrustStore {
    private final List<TrustAnchor> anchors;

    private TrustStore(List<TrustAnchor> anchors) {
        Set<X509Certificate> seen = new HashSet<>();
        for (TrustAnchor anchor : anchors) {
            if (!seen.add(anchor.certificate())) {
                throw new IllegalArgumentException("each certificate may be an anchor once, found \"" + anchor.label()
                        + "\" again; merge the two entries");
            }
        }
        this.anchors = List.copyOf(anchors);
    }

    public static TrustStore of(List<TrustAnchor> anchors) {
        return new TrustStore(anchors);
    }

    public static TrustStore of(TrustAnchor... anchors) {
        return new TrustStore(List.of(anchors));
    }

    public List<TrustAnchor> anchors() {
        return anchors;
    }

    /** Anchors whose subject is this name; more than one after a root's key rollover. */
    public List<TrustAnchor> bySubject(X500Principal subject) {
        List<TrustAnchor> found = new ArrayList<>();
        for (TrustAnchor anchor : anchors) {
            if (anchor.certificate().getSubjectX500Principal().equals(subject)) {
                found.add(anchor);
            }
        }
        return List.copyOf(found);
    }

    /** The anchor that is this very certificate. */
    public Optional<TrustAnchor> of(X509Certificate certificate) {
        return anchors.stream().filter(a -> a.certificate().equals(certificate)).findFirst();
    }

    /** This store with one anchor more. */
    public TrustStore with(TrustAnchor anchor) {
        List<TrustAnchor> all = new ArrayList<>(anchors);
        all.add(anchor);
        return new TrustStore(all);
    }
}
