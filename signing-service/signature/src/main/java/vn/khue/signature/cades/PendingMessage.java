package vn.khue.signature.cades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.signature.pades.Preparation;
import vn.khue.signature.pades.TimestampAuthorityProfile;
import vn.khue.signature.pades.ValidationMaterial;

/** The prepared signature of {@link DetachedSigner}. */
final class PendingMessage implements PreparedSignature {

    private final CadesMessage message;
    private final CadesLevel level;
    private final byte[] contentDigest;
    private final byte[] contentSha256;
    private final Preparation preparation;
    private final Optional<TimestampAuthorityProfile.Known> authority;
    private final ValidationMaterial material;

    PendingMessage(
            CadesMessage message,
            CadesLevel level,
            byte[] contentDigest,
            byte[] contentSha256,
            Optional<TimestampAuthorityProfile.Known> authority,
            ValidationMaterial material,
            SignatureAlgorithm algorithm,
            List<X509Certificate> chain,
            Instant at) {
        this.message = message;
        this.level = level;
        this.contentDigest = contentDigest.clone();
        this.contentSha256 = contentSha256.clone();
        this.preparation = new Preparation(algorithm, chain, message.toBeSigned(), at);
        this.authority = authority;
        this.material = material;
    }

    Preparation preparation() {
        return preparation;
    }

    CadesMessage message() {
        return message;
    }

    CadesLevel level() {
        return level;
    }

    byte[] contentSha256() {
        return contentSha256.clone();
    }

    Optional<TimestampAuthorityProfile.Known> authority() {
        return authority;
    }

    ValidationMaterial material() {
        return material;
    }

    @Override
    public byte[] digestToSign() {
        return preparation.digestToSign();
    }

    @Override
    public byte[] contentDigest() {
        return contentDigest.clone();
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return preparation.algorithm();
    }

    @Override
    public List<X509Certificate> chain() {
        return preparation.chain();
    }

    @Override
    public Instant expires() {
        return preparation.expires();
    }
}
