package vn.khue.pki.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import vn.khue.pki.Certificates;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.policy.AlgorithmPolicy;

/** Looks at a certificate that somebody wants to make a trust anchor, and says what speaks against it. Thread-safe. */
public final class AnchorExamination {
    private final AlgorithmPolicy policy;
    private final SignatureVerifier verifier;

    public AnchorExamination(AlgorithmPolicy policy, SignatureVerifier verifier) {
        this.policy = policy;
        this.verifier = verifier;
    }

    /**
     * What the certificate says of itself.
     *
     * @param key kind and size, such as {@code RSA 4096} or {@code EC 384}
     * @param signatureAlgorithm name of the JDK, such as {@code SHA256withRSA}
     * @param selfIssued issuer and subject are one name (RFC 5280 section 6.1)
     * @param ownSignature whether its signature is its own key's; false where the key is not allowed, as it is not tried then
     * @param authority basicConstraints with cA
     * @param signsCertificates key usage keyCertSign, or no key usage at all
     * @param pathLength most CAs below it, where it says so; path validation does not take it from an anchor
     * @param objection of the algorithm policy, in English; empty where it has none
     * @param rules what speaks against it, NOT_SELF_SIGNED included
     */
    public record Facts(
            X509Certificate certificate,
            String key,
            String signatureAlgorithm,
            boolean selfIssued,
            boolean ownSignature,
            boolean authority,
            boolean signsCertificates,
            Optional<Integer> pathLength,
            Optional<String> objection,
            List<AnchorRule> rules) {
        public Facts {
            rules = List.copyOf(rules);
        }

        /**
         * The first rule that stands in the way.
         *
         * @param asIntermediate whether it is said explicitly that a certificate of another CA is to be an anchor
         */
        public Optional<AnchorRule> obstacle(boolean asIntermediate) {
            return rules.stream()
                    .filter(rule -> !(asIntermediate && rule == AnchorRule.NOT_SELF_SIGNED))
                    .findFirst();
        }
    }

    /** @param at for which the certificate has to be in time */
    public Facts examine(X509Certificate certificate, Instant at) {
        List<AnchorRule> rules = new ArrayList<>();
        Optional<String> weakSignature = Optional.empty();
        boolean authority = false;
        boolean signs = false;
        Optional<Integer> pathLength = Optional.empty();
        try {
            Certificate structure = Certificate.getInstance(Certificates.der(certificate));
            weakSignature = policy.objectionTo(structure.getSignatureAlgorithm());
            Optional<Extensions> extensions =
                    Optional.ofNullable(structure.getTBSCertificate().getExtensions());
            Optional<BasicConstraints> basic = extensions.map(BasicConstraints::fromExtensions);
            authority = basic.map(BasicConstraints::isCA).orElse(false);
            pathLength = basic.map(BasicConstraints::getPathLenConstraint)
                    .filter(length -> length.bitLength() < 31)
                    .map(Number::intValue);
            signs = extensions
                    .map(KeyUsage::fromExtensions)
                    .map(usage -> usage.hasUsages(KeyUsage.keyCertSign))
                    .orElse(true);
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            rules.add(AnchorRule.MALFORMED);
        }
        boolean selfIssued = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        Optional<String> weakKey = policy.objectionTo(certificate.getPublicKey());
        Optional<String> objection = weakKey.isPresent() ? weakKey : weakSignature;
        boolean own = selfIssued && weakKey.isEmpty() && verifier.verifies(certificate, certificate.getPublicKey());
        add(rules, !authority, AnchorRule.NOT_A_CA);
        add(rules, authority && !signs, AnchorRule.MAY_NOT_SIGN_CERTIFICATES);
        add(rules, at.isAfter(certificate.getNotAfter().toInstant()), AnchorRule.EXPIRED);
        add(rules, objection.isPresent(), AnchorRule.WEAK_ALGORITHM);
        add(rules, selfIssued && weakKey.isEmpty() && !own, AnchorRule.OWN_SIGNATURE_WRONG);
        add(rules, !selfIssued, AnchorRule.NOT_SELF_SIGNED);
        return new Facts(
                certificate,
                key(certificate.getPublicKey()),
                certificate.getSigAlgName(),
                selfIssued,
                own,
                authority,
                signs,
                pathLength,
                objection,
                rules);
    }

    private static void add(List<AnchorRule> rules, boolean broken, AnchorRule rule) {
        if (broken && !rules.contains(AnchorRule.MALFORMED)) {
            rules.add(rule);
        }
    }

    private static String key(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "RSA " + rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return "EC " + ec.getParams().getOrder().bitLength();
        }
        return key.getAlgorithm();
    }
}
