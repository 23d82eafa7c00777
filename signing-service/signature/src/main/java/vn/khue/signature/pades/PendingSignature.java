package vn.khue.signature.pades;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.SignatureAlgorithm;

/** The prepared document of {@link PdfSigner}. */
final class PendingSignature implements PreparedDocument {

    private final SigningRequest request;
    private final Hole hole;
    private final String fieldName;
    private final CmsParts cms;
    private final byte[] documentDigest;
    private final Preparation preparation;
    private final Optional<TimestampAuthorityProfile.Known> authority;
    private final ValidationMaterial material;

    PendingSignature(
            SigningRequest request,
            RevisionWriter.Written written,
            CmsParts cms,
            byte[] documentDigest,
            Optional<TimestampAuthorityProfile.Known> authority,
            ValidationMaterial material,
            SignatureAlgorithm algorithm,
            List<X509Certificate> chain,
            Instant at) {
        this.request = request;
        this.hole = written.hole();
        this.fieldName = written.fieldName();
        this.cms = cms;
        this.documentDigest = documentDigest.clone();
        this.preparation = new Preparation(algorithm, chain, cms.toBeSigned(), at);
        this.authority = authority;
        this.material = material;
    }

    Preparation preparation() {
        return preparation;
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

    @Override
    public byte[] digestToSign() {
        return preparation.digestToSign();
    }

    @Override
    public byte[] documentDigest() {
        return documentDigest.clone();
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
    public String fieldName() {
        return fieldName;
    }

    @Override
    public Instant expires() {
        return preparation.expires();
    }

    @Override
    public void close() {
        if (preparation.spend()) {
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
