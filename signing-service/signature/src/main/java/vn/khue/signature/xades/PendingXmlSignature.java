package vn.khue.signature.xades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.w3c.dom.Element;
import vn.khue.pki.SignatureAlgorithm;
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
    private final byte[] toBeSigned;
    private final byte[] documentDigest;
    private final SignatureAlgorithm algorithm;
    private final List<X509Certificate> chain;
    private final Gathered gathered;
    private final Instant claimedTime;
    private final Instant expires;
    private final AtomicBoolean spent = new AtomicBoolean();

    PendingXmlSignature(
            XmlSigningRequest request,
            SignatureDraft draft,
            byte[] toBeSigned,
            SignatureAlgorithm algorithm,
            List<X509Certificate> chain,
            Gathered gathered,
            Instant claimedTime,
            Instant expires) {
        this.request = request;
        this.signature = draft.signature();
        this.contents = draft.contents();
        this.signatureId = draft.id();
        this.documentDigest = draft.documentDigest();
        this.toBeSigned = toBeSigned.clone();
        this.algorithm = algorithm;
        this.chain = List.copyOf(chain);
        this.gathered = gathered;
        this.claimedTime = claimedTime;
        this.expires = expires;
    }

    /** True for the first caller only. */
    boolean spend() {
        return spent.compareAndSet(false, true);
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

    Instant claimedTime() {
        return claimedTime;
    }

    @Override
    public byte[] digestToSign() {
        return algorithm.digest().of(toBeSigned);
    }

    @Override
    public byte[] toBeSigned() {
        return toBeSigned.clone();
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
    public String signatureId() {
        return signatureId;
    }

    @Override
    public Instant expires() {
        return expires;
    }

    @Override
    public void close() {
        spend();
    }
}
