package vn.khue.signature.cades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.signature.pades.TimestampAuthorityProfile;
import vn.khue.signature.pades.ValidationMaterial;

/** The prepared signature of {@link DetachedSigner}. */
final class PendingMessage implements PreparedSignature {

    private final CadesMessage message;
    private final CadesLevel level;
    private final byte[] contentDigest;
    private final byte[] contentSha256;
    private final SignatureAlgorithm algorithm;
    private final List<X509Certificate> chain;
    private final Optional<TimestampAuthorityProfile.Known> authority;
    private final ValidationMaterial material;
    private final Instant claimedTime;
    private final Instant expires;
    private final AtomicBoolean spent = new AtomicBoolean();

    PendingMessage(
            CadesMessage message,
            CadesLevel level,
            byte[] contentDigest,
            byte[] contentSha256,
            SignatureAlgorithm algorithm,
            List<X509Certificate> chain,
            Optional<TimestampAuthorityProfile.Known> authority,
            ValidationMaterial material,
            Instant claimedTime,
            Instant expires) {
        this.message = message;
        this.level = level;
        this.contentDigest = contentDigest.clone();
        this.contentSha256 = contentSha256.clone();
        this.algorithm = algorithm;
        this.chain = List.copyOf(chain);
        this.authority = authority;
        this.material = material;
        this.claimedTime = claimedTime;
        this.expires = expires;
    }

    /** True for the first caller only. */
    boolean spend() {
        return spent.compareAndSet(false, true);
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

    Instant claimedTime() {
        return claimedTime;
    }

    @Override
    public byte[] digestToSign() {
        return message.digestToSign();
    }

    @Override
    public byte[] contentDigest() {
        return contentDigest.clone();
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public Instant expires() {
        return expires;
    }
}
