package vn.khue.pki.path;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustStore;

/**
 * Finds the ways from a certificate to an anchor by names, likely issuers (matching key identifier) first. Hostile sets of
 * certificates can hold very many ways, so the search ends after {@value #MAX_STEPS} steps or {@value #MAX_PATHS} paths.
 */
final class CandidatePaths {
    private static final int MAX_STEPS = 2_000;
    private static final int MAX_PATHS = 32;

    private final List<ParsedCertificate> others;
    private final TrustStore trust;
    private final SignatureVerifier verifier;
    private final int maximumLength;
    private final List<CandidatePath> found = new ArrayList<>();
    private int steps;

    private CandidatePaths(
            List<ParsedCertificate> others, TrustStore trust, SignatureVerifier verifier, int maximumLength) {
        this.others = others;
        this.trust = trust;
        this.verifier = verifier;
        this.maximumLength = maximumLength;
    }

    static List<CandidatePath> from(
            ParsedCertificate target,
            List<ParsedCertificate> others,
            TrustStore trust,
            SignatureVerifier verifier,
            int maximumLength) {
        CandidatePaths search = new CandidatePaths(others, trust, verifier, maximumLength);
        search.extend(List.of(target));
        return List.copyOf(search.found);
    }

    private void extend(List<ParsedCertificate> path) {
        if (++steps > MAX_STEPS || found.size() >= MAX_PATHS || path.size() > maximumLength) {
            return;
        }
        ParsedCertificate last = path.get(path.size() - 1);
        for (TrustAnchor anchor : trust.bySubject(last.issuer())) {
            if (found.size() < MAX_PATHS && claims(last, anchor)) {
                found.add(new CandidatePath(path, anchor));
            }
        }
        for (ParsedCertificate issuer : issuersOf(last)) {
            if (path.stream().noneMatch(c -> same(c, issuer))
                    && trust.of(issuer.x509()).isEmpty()) {
                List<ParsedCertificate> longer = new ArrayList<>(path);
                longer.add(issuer);
                extend(longer);
            }
        }
    }

    /**
     * Whether the certificate says that this anchor issued it: by the key identifier, or else by the signature. A name alone
     * says nothing: every installation's root may bear the same, and a stranger's certificate is untrusted, not broken.
     */
    private boolean claims(ParsedCertificate certificate, TrustAnchor anchor) {
        return ParsedCertificate.of(anchor.certificate())
                .map(issuer -> matches(authorityKey(certificate), issuer)
                        || verifier.verifies(certificate.x509(), issuer.publicKey()))
                .orElse(false);
    }

    private List<ParsedCertificate> issuersOf(ParsedCertificate certificate) {
        Optional<byte[]> wanted = authorityKey(certificate);
        return others.stream()
                .filter(c -> c.subject().equals(certificate.issuer()))
                .sorted(Comparator.comparing(c -> !matches(wanted, c)))
                .toList();
    }

    /** One path may not hold the same name with the same key twice. */
    private static boolean same(ParsedCertificate a, ParsedCertificate b) {
        return a.subject().equals(b.subject())
                && MessageDigest.isEqual(
                        a.publicKey().getEncoded(), b.publicKey().getEncoded());
    }

    private static boolean matches(Optional<byte[]> wanted, ParsedCertificate issuer) {
        try {
            Optional<byte[]> own = issuer.extension(Extension.subjectKeyIdentifier)
                    .map(SubjectKeyIdentifier::getInstance)
                    .map(SubjectKeyIdentifier::getKeyIdentifier);
            return wanted.isPresent() && own.isPresent() && MessageDigest.isEqual(wanted.get(), own.get());
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed extensions with many kinds of runtime exception.
            return false;
        }
    }

    private static Optional<byte[]> authorityKey(ParsedCertificate certificate) {
        try {
            return certificate
                    .extension(Extension.authorityKeyIdentifier)
                    .map(AuthorityKeyIdentifier::getInstance)
                    .map(AuthorityKeyIdentifier::getKeyIdentifierOctets);
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed extensions with many kinds of runtime exception.
            return Optional.empty();
        }
    }
}
