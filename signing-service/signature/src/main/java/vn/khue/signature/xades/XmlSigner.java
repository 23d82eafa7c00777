package vn.khue.signature.xades;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.draft.WholeFile;
import vn.khue.signature.pades.Evidence;
import vn.khue.signature.pades.Preparation;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.pades.TimestampAuthorityProfile;
import vn.khue.signature.pades.TokenReader;
import vn.khue.signature.pades.ValidationMaterial;
import vn.khue.signature.xml.ArchivedOctets;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.Dereferencing;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signature.xml.DigestStream;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlSignature;

/**
 * Makes XML signatures: XAdES baseline signatures (ETSI EN 319 132-1). Before anything is signed the signer's certificate is
 * checked (R2.10). In two phases, so that a key in a token, an HSM or elsewhere takes the same road as one in the vault. What is
 * written is the canonical form of the file with the signature in it, in UTF-8. Thread-safe.
 */
public final class XmlSigner {

    private final SigningServices services;
    private final Evidence evidence;
    private final TimestampAuthorityProfile authority;

    /**
     * @param services timestamps, revocation data, trust and clock
     */
    public XmlSigner(SigningServices services) {
        this.services = services;
        this.evidence = new Evidence(services);
        this.authority = new TimestampAuthorityProfile(services, evidence);
    }

    /**
     * Signs in one go with a key at hand.
     *
     * @throws SignatureFailure CERTIFICATE_NOT_USABLE, UNREADABLE_FILE, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE,
     *     KEY_REFUSED; then target does not exist
     */
    public SignedXml sign(XmlSigningRequest request, SigningKey key) throws SignatureFailure {
        try (PreparedXmlSignature prepared = prepare(request, key.chain(), key.algorithm())) {
            byte[] value;
            try {
                value = key.signDigest(prepared.digestToSign());
            } catch (PkiException e) {
                throw new SignatureFailure(
                        SignatureFailure.Reason.KEY_REFUSED, "expected a signature value, found a key that refuses", e);
            }
            return embed(prepared, value);
        }
    }

    /**
     * First phase: checks the certificate, gathers what the level needs, and puts the signature into the file, but for its value.
     *
     * @param request what to sign
     * @param chain the signer's certificate first, each issuer in turn
     * @param algorithm that the key will use
     * @throws SignatureFailure as {@link #sign}
     */
    public PreparedXmlSignature prepare(
            XmlSigningRequest request, List<X509Certificate> chain, SignatureAlgorithm algorithm)
            throws SignatureFailure {
        X509Certificate signer = chain.get(0);
        ValidationMaterial own = evidence.gather(signer, chain.subList(1, chain.size()), Purpose.DOCUMENT_SIGNING);
        Optional<TimestampAuthorityProfile.Known> known =
                request.level() == XadesLevel.B_B ? Optional.empty() : Optional.of(authority.current());
        TrustStore trust = services.trust().get();
        List<X509Certificate> inside = chain.stream()
                .filter(c -> trust.of(c).isEmpty() || c.equals(signer))
                .toList();
        Instant now = services.clock().instant();
        SignatureDraft draft = SignatureDraft.of(request.content());
        try {
            byte[] toBeSigned = new SignatureParts(draft, algorithm).fill(inside, now, request.policy());
            return new PendingXmlSignature(
                    request,
                    draft,
                    new PendingXmlSignature.Gathered(own, known),
                    new Preparation(algorithm, chain, toBeSigned, now));
        } catch (XmlReadException e) {
            throw SignatureDraft.unreadable("expected content that can be signed, found trouble: " + e.getMessage(), e);
        }
    }

    /**
     * Second phase: puts the signature value in, with what the level needs.
     *
     * @param prepared from {@link #prepare} of this signer
     * @param signatureValue as {@link SigningKey#signDigest} gives it; checked against the certificate first
     * @throws SignatureFailure PREPARED_DOCUMENT_SPENT, KEY_REFUSED, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE; then
     *     target does not exist and the file has to be prepared anew
     */
    public SignedXml embed(PreparedXmlSignature prepared, byte[] signatureValue) throws SignatureFailure {
        PendingXmlSignature pending = (PendingXmlSignature) prepared;
        pending.preparation().take();
        pending.preparation().requireFit(signatureValue, services.clock().instant());
        try {
            XmlSignature signature = XmlSignature.of(pending.signature());
            byte[] value = XmlSignature.valueForXml(pending.chain().get(0).getPublicKey(), signatureValue);
            new XmlBuilder(pending.signature().getOwnerDocument()).base64(signature.valueElement(), value);
            Optional<TokenReader> token = raise(pending, signature);
            return publish(pending, token);
        } catch (XmlReadException e) {
            throw SignatureDraft.unreadable(
                    "expected content as when it was prepared, found trouble: " + e.getMessage(), e);
        } catch (IOException e) {
            throw SignatureDraft.unreadable(
                    "expected to write beside the target, found an error of the disk; check space and rights", e);
        }
    }

    private Optional<TokenReader> raise(PendingXmlSignature pending, XmlSignature signature)
            throws SignatureFailure, XmlReadException {
        Optional<TimestampAuthorityProfile.Known> known = pending.gathered().authority();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        XadesLevel level = pending.request().level();
        byte[] token = authority.token(DigestAlgorithm.SHA256.of(Canonical.EXCLUSIVE.of(signature.valueElement())));
        TokenReader read = TokenReader.read(token);
        UnsignedProperties unsigned = new UnsignedProperties(
                pending.signature(), pending.signatureId().substring(2));
        unsigned.signatureTimestamp(token);
        if (level.compareTo(XadesLevel.B_LT) >= 0) {
            unsigned.signerMaterial(pending.gathered().signer());
            unsigned.timestampMaterial(authority.material(read, known.get()));
        }
        if (level == XadesLevel.B_LTA) {
            unsigned.archiveTimestamp(
                    authority.token(archived(pending.signature(), pending.contents(), unsigned.all())));
        }
        return Optional.of(read);
    }

    /** SHA-256 of what an archive timestamp after these properties is over. */
    static byte[] archived(Element signature, DetachedContents contents, List<Element> before) throws XmlReadException {
        DigestStream digest = new DigestStream(DigestAlgorithm.SHA256);
        ArchivedOctets.write(
                XmlSignature.of(signature),
                new Dereferencing(signature.getOwnerDocument(), contents),
                Canonical.EXCLUSIVE,
                before,
                digest);
        return digest.digest();
    }

    private static SignedXml publish(PendingXmlSignature pending, Optional<TokenReader> token)
            throws IOException, XmlReadException {
        byte[] bytes = Canonical.INCLUSIVE_WITH_COMMENTS.of(pending.signature().getOwnerDocument());
        Path target = pending.request().target();
        WholeFile.write(target, out -> out.write(bytes));
        return new SignedXml(
                target,
                pending.signatureId(),
                pending.request().level(),
                pending.preparation().claimedTime(),
                token.map(TokenReader::time),
                HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(bytes)),
                bytes.length);
    }
}
