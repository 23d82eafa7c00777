package vn.khue.launcher.verify;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import vn.khue.pki.SignatureVerifier;

/**
 * Certificates of one path as somebody gave them, in any order.
 *
 * @param target the one to judge
 * @param others those that may be above it
 */
public record GivenPath(X509Certificate target, List<X509Certificate> others) {
    /** Bit cRLSign of keyUsage, RFC 5280, 4.2.1.3. */
    private static final int CRL_SIGN = 6;

    public GivenPath {
        others = List.copyOf(others);
    }

    /**
     * The target is the certificate that issued none of the others; of several the first that signs neither certificates nor
     * CRLs, else the first.
     *
     * @param certificates at least one
     */
    public static GivenPath of(List<X509Certificate> certificates, SignatureVerifier signatures) {
        List<X509Certificate> last = certificates.stream()
                .filter(c -> certificates.stream().noneMatch(other -> issued(c, other, signatures)))
                .toList();
        X509Certificate target = last.stream()
                .filter(c -> c.getBasicConstraints() < 0 && !signsLists(c))
                .findFirst()
                .orElseGet(() -> last.isEmpty() ? certificates.get(0) : last.get(0));
        List<X509Certificate> others = new ArrayList<>(certificates);
        others.remove(target);
        return new GivenPath(target, others);
    }

    /** By name, as a broken signature must not hide who was meant; by key where a CA issued to itself (RFC 5280, 3.2). */
    private static boolean issued(X509Certificate issuer, X509Certificate other, SignatureVerifier signatures) {
        if (issuer.equals(other) || !other.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        return !other.getSubjectX500Principal().equals(issuer.getSubjectX500Principal())
                || signatures.verifies(other, issuer.getPublicKey());
    }

    private static boolean signsLists(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[CRL_SIGN];
    }
}
