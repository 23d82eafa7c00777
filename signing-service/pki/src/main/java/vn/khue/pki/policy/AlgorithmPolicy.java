package vn.khue.pki.policy;

import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import vn.khue.pki.DigestAlgorithm;

/**
 * Which keys, hashes and signatures count. Immutable.
 *
 * @param digests hashes that may be signed
 * @param minimumBits least size by key type ({@code RSA}, {@code EC}, {@code DSA}); a type not named is not allowed
 * @param curves allowed elliptic curves: {@code P-256}, {@code P-384}, {@code P-521}
 */
public record AlgorithmPolicy(Set<DigestAlgorithm> digests, Map<String, Integer> minimumBits, Set<String> curves) {
    public AlgorithmPolicy {
        digests = Set.copyOf(digests);
        minimumBits = Map.copyOf(minimumBits);
        curves = Set.copyOf(curves);
    }

    /** Why this public key is not allowed, in English; empty where it is. */
    public Optional<String> objectionTo(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return size("RSA", rsa.getModulus().bitLength());
        }
        if (key instanceof ECPublicKey ec) {
            if (!(ec.getParams().getCurve().getField() instanceof ECFieldFp)) {
                return Optional.of("a curve over a prime field expected, found another field");
            }
            Optional<String> curve = NamedCurves.nameOf(ec.getParams());
            if (curve.filter(curves::contains).isEmpty()) {
                return Optional.of("one of the curves " + curves + " expected, found " + curve.orElse("another curve"));
            }
            return size("EC", ec.getParams().getOrder().bitLength());
        }
        if (key instanceof DSAPublicKey dsa && dsa.getParams() != null) {
            return size("DSA", dsa.getParams().getP().bitLength());
        }
        return size(key.getAlgorithm(), 0);
    }

    /** Why this signature algorithm is not allowed, in English; empty where it is. */
    public Optional<String> objectionTo(AlgorithmIdentifier signature) {
        return SignatureForm.of(signature)
                .map(form -> digests.contains(form.digest()) && minimumBits.containsKey(form.keyType())
                        ? Optional.<String>empty()
                        : Optional.of("signature " + form.keyType() + " with " + form.digest() + " is not allowed"))
                .orElseGet(() -> Optional.of("a known signature algorithm expected, found "
                        + signature.getAlgorithm().getId()));
    }

    private Optional<String> size(String type, int bits) {
        Integer least = minimumBits.get(type);
        if (least == null) {
            return Optional.of("a key of type " + minimumBits.keySet() + " expected, found " + type);
        }
        return bits < least
                ? Optional.of(type + " of at least " + least + " bits expected, found " + bits)
                : Optional.empty();
    }
}
