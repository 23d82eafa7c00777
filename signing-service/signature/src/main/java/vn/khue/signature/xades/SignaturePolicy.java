package vn.khue.signature.xades;

import java.util.Objects;
import vn.khue.pki.DigestAlgorithm;

/**
 * A signature policy that the signer binds itself to (ETSI EN 319 132-1, 5.2.9); put in only where somebody asks for it.
 *
 * @param identifier URI of the policy, or {@code urn:oid:} and its object identifier
 * @param digestAlgorithm of the digest
 * @param digest of the policy document
 */
public record SignaturePolicy(String identifier, DigestAlgorithm digestAlgorithm, byte[] digest) {
    public SignaturePolicy {
        Objects.requireNonNull(digestAlgorithm, "digestAlgorithm");
        digest = digest.clone();
        if (identifier.isEmpty() || digest.length != digestAlgorithm.length()) {
            throw new IllegalArgumentException("expected an identifier and a digest of the algorithm's length");
        }
    }
}
