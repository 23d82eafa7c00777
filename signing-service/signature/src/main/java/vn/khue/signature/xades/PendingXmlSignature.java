package vn.khue.signature.xades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.signature.pades.Preparation;
import vn.khue.signature.pades.TimestampAuthorityProfile;
import vn.khue.signature.pades.ValidationMaterial;
import vn.khue.signature.xml.DetachedContents;

/** The prepared file of {@link XmlSigner}, kept in memory. */
final class PendingXmlSignature implements PreparedXmlSignature {

    /**
     * What the level needs, gathered before signing.
     *
     * @param signer the signer's chain with revocation data
     * @param authority of timestamps; empty at B_B
     */
    record Gathered(ValidationMaterial signer, Optional<TimestampAuthorityProfile.Known> authority) {}

    private final XmlSigningRequest request;
    private final Element signature;
    private final DetachedContents contents;
    private final String signatureId;
    private final byte[] documentDigest;
    private final Gathered gathered;
    private final Preparation preparation;

    PendingXmlSignature(XmlSigningRequest request, SignatureDraft draft, Gathered gathered, Preparation preparation) {
        this.request = request;
        this.signature = draft.signature();
        this.contents = draft.contents();
        this.signatureId = draft.id();
        this.documentDigest = draft.documentDigest();
        this.gathered = gathered;
        this.preparation = preparation;
    }

    Preparation preparation() {
        return preparation;
    }

    XmlSigningRequest request() {
        return request;
    }

    Element signature() {
        return signature;
    }

    DetachedContents contents() {
        return contents;
    }

    Gathered gathered() {
        return gathered;
    }

    @Override
    public byte[] digestToSign() {
        return preparation.digestToSign();
    }

    @Override
    public byte[] toBeSigned() {
        return preparation.toBeSigned();
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
    public String signatureId() {
        return signatureId;
    }

    @Override
    public Instant expires() {
        return preparation.expires();
    }

    @Override
    public void close() {
        preparation.spend();
    }
}
