package vn.khue.signature.xades;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One XML signature to make.
 *
 * @param content what is signed; the files are left as they are
 * @param target where the signed file goes; another file than the content; written whole or not at all
 * @param level B_B to B_LTA
 * @param policy that the signer binds itself to, or empty
 */
public record XmlSigningRequest(
        SignedContent content, Path target, XadesLevel level, Optional<SignaturePolicy> policy) {
    public XmlSigningRequest {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(policy, "policy");
    }

    /** Without a policy. */
    public static XmlSigningRequest of(SignedContent content, Path target, XadesLevel level) {
        return new XmlSigningRequest(content, target, level, Optional.empty());
    }
}
