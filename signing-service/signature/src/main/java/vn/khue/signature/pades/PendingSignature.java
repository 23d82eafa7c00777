package vn.khue.signature.pades;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.khue.pki.SignatureAlgorithm;

/** The prepared document of {@link PdfSigner}. */
final class PendingSignature implements PreparedDocument {

    private final SigningRequest request;
    private final Hole hole;
    private final String fieldName;
    private final CmsParts cms;
    private final byte[] documentDigest;
    private final SignatureAlgorithm algorithm;
    private final List<X509Certificate> chain;
    private final Optional<TimestampAuthorityProfile.Known> authority;
    private final ValidationMaterial material;
    private final Instant claimedTime;
    private final Instant expires;
    private final AtomicBoolean spent = new AtomicBoolean();

    PendingSignature(
            SigningRequest request,
            RevisionWriter.Written written,
            CmsParts cms,
            byte[] documentDigest,
            SignatureAlgorithm algorithm,
            List<X509Certificate> chain,
            Optional<TimestampAuthorityProfile.Known> authority,
            ValidationMaterial material,
            Instant claimedTime,
            Instant expires) {
        this.request = request;
        this.hole = written.hole();
        this.fieldName = written.fieldName();
        this.cms = cms;
        this.documentDigest = documentDigest.clone();
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

    SigningRequest request() {
        return request;
    }

    Hole hole() {
        return hole;
    }

    CmsParts cms() {
        return cms;
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
        return cms.digestToSign();
    }

    @Override
    public byte[] documentDigest() {
        return documentDigest.clone();
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
    public String fieldName() {
        return fieldName;
    }

    @Override
    public Instant expires() {
        return expires;
    }

    @Override
    public void close() {
        if (spend()) {
            discard();
        }
    }

    void discard() {
        try {
            Files.deleteIfExists(hole.file());
        } catch (IOException e) {
            throw new UncheckedIOException("the prepared copy could not be removed", e);
        }
    }
}
