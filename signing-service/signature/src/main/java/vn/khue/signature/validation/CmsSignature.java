package vn.khue.signature.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.SignatureForm;

/**
 * A CMS message with exactly one signer (RFC 5652), cut to the length of its encoding: PDF values are padded with zeros, and
 * anything else behind them is refused. Collects, does not judge.
 */
final class CmsSignature {

    private static final int MAX_CERTIFICATES = 100;
    private static final int MAX_SIGNERS = 20;
    private static final int MAX_TOKENS = 10;

    private final CMSSignedData data;
    private final SignerInformation signer;
    private final List<X509Certificate> certificates;

    private CmsSignature(CMSSignedData data, SignerInformation signer, List<X509Certificate> certificates) {
        this.data = data;
        this.signer = signer;
        this.certificates = List.copyOf(certificates);
    }

    /** Thrown for bytes that are no such message; the text says what was expected and found. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }

        Malformed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static CmsSignature read(byte[] padded) throws Malformed {
        try (ASN1InputStream in = new ASN1InputStream(new ByteArrayInputStream(padded), padded.length)) {
            ASN1Primitive first = in.readObject();
            byte[] rest = in.readAllBytes();
            for (byte b : rest) {
                if (b != 0) {
                    throw new Malformed("expected zeros after the CMS message, found other bytes");
                }
            }
            if (first == null) {
                throw new Malformed("expected a CMS message, found none");
            }
            return of(new CMSSignedData(ContentInfo.getInstance(first)));
        } catch (IOException | CMSException | CertificateException | RuntimeException e) {
            // Parsers of hostile ASN.1 fail in many ways; all mean that this is no CMS message.
            throw new Malformed("expected a CMS SignedData message, found bytes that are none", e);
        }
    }

    static CmsSignature of(CMSSignedData data) throws Malformed, IOException, CertificateException {
        if (data.getSignerInfos().size() != 1) {
            throw new Malformed("expected exactly one signer, found "
                    + data.getSignerInfos().size());
        }
        return of(data, data.getSignerInfos().iterator().next());
    }

    /**
     * Every signer of a message that is the whole file.
     *
     * @return at least one
     */
    static List<CmsSignature> each(byte[] message) throws Malformed {
        try (ASN1InputStream in = new ASN1InputStream(new ByteArrayInputStream(message), message.length)) {
            ASN1Primitive first = in.readObject();
            if (first == null || in.read() >= 0) {
                throw new Malformed("expected one CMS message and nothing after it, found none or more bytes");
            }
            CMSSignedData data = new CMSSignedData(ContentInfo.getInstance(first));
            int signers = data.getSignerInfos().size();
            if (signers == 0 || signers > MAX_SIGNERS) {
                throw new Malformed("expected 1 to " + MAX_SIGNERS + " signers, found " + signers);
            }
            List<CmsSignature> each = new ArrayList<>();
            for (SignerInformation signer : data.getSignerInfos()) {
                each.add(of(data, signer));
            }
            return each;
        } catch (IOException | CMSException | CertificateException | RuntimeException e) {
            // Parsers of hostile ASN.1 fail in many ways; all mean that this is no CMS message.
            throw new Malformed("expected a CMS SignedData message, found bytes that are none", e);
        }
    }

    private static CmsSignature of(CMSSignedData data, SignerInformation signer)
            throws Malformed, IOException, CertificateException {
        readAttributes(signer);
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (X509CertificateHolder holder : data.getCertificates().getMatches(null)) {
            if (certificates.size() >= MAX_CERTIFICATES) {
                throw new Malformed("expected at most " + MAX_CERTIFICATES + " certificates, found more");
            }
            X509Certificate certificate =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
            if (signer.getSID().match(holder)) {
                certificates.add(0, certificate);
            } else {
                certificates.add(certificate);
            }
        }
        if (!certificates.isEmpty()
                && !signer.getSID()
                        .match(new X509CertificateHolder(certificates.get(0).getEncoded()))) {
            return new CmsSignature(data, signer, certificates).withoutSigner();
        }
        return new CmsSignature(data, signer, certificates);
    }

    /** Bouncy Castle reads them when they are first asked for, and fails then; it keeps what it has read. */
    private static void readAttributes(SignerInformation signer) throws Malformed {
        try {
            signer.getSignedAttributes();
            signer.getUnsignedAttributes();
        } catch (RuntimeException e) {
            throw new Malformed("expected attributes of the form of RFC 5652, 5.3, found others", e);
        }
    }

    private CmsSignature withoutSigner() {
        return new CmsSignature(data, signer, List.of());
    }

    /** Whether the signed content lies elsewhere, as it has to for a PDF. */
    boolean detached() {
        return data.getSignedContent() == null;
    }

    /** The content inside, where it is there. */
    Optional<byte[]> attachedContent() {
        return detached()
                ? Optional.empty()
                : Optional.of((byte[]) data.getSignedContent().getContent());
    }

    /** The root structure. */
    SignedData structure() {
        return SignedData.getInstance(data.toASN1Structure().getContent());
    }

    /** The signer as Bouncy Castle has it. */
    SignerInformation signer() {
        return signer;
    }

    Optional<X509Certificate> signerCertificate() {
        return certificates.isEmpty() ? Optional.empty() : Optional.of(certificates.get(0));
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    /** Empty for one that is too weak or unknown. */
    Optional<DigestAlgorithm> digestAlgorithm() {
        return DigestAlgorithm.byOid(signer.getDigestAlgorithmID().getAlgorithm());
    }

    String digestOid() {
        return signer.getDigestAlgorithmID().getAlgorithm().getId();
    }

    /** Older software names only the key here and the hash apart (RFC 3370, 3.2); then both are put together. */
    Optional<SignatureForm> signatureForm() {
        AlgorithmIdentifier algorithm = signer.toASN1Structure().getDigestEncryptionAlgorithm();
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm())) {
            return digestAlgorithm().map(digest -> new SignatureForm("RSA", digest, false, 0));
        }
        return SignatureForm.of(algorithm);
    }

    Optional<AlgorithmIdentifier> signatureAlgorithm() {
        return Optional.of(signer.toASN1Structure().getDigestEncryptionAlgorithm());
    }

    byte[] signatureValue() {
        return signer.getSignature();
    }

    boolean hasSignedAttributes() {
        return signer.getSignedAttributes() != null;
    }

    /** DER of the signed attributes, over which the signature is made. */
    byte[] signedAttributes() throws Malformed {
        try {
            return signer.getEncodedSignedAttributes();
        } catch (IOException e) {
            throw new Malformed("expected signed attributes that can be encoded", e);
        }
    }

    /** Whether the attributes say content type {@code data} and this digest, each exactly once (RFC 5652, 11.1 and 11.2). */
    boolean attributesName(byte[] digest, ASN1ObjectIdentifier contentType) {
        Optional<ASN1Encodable> type = single(CMSAttributes.contentType);
        Optional<ASN1Encodable> hash = single(CMSAttributes.messageDigest);
        return type.isPresent()
                && contentType.equals(type.get())
                && hash.isPresent()
                && hash.get() instanceof ASN1OctetString octets
                && MessageDigest.isEqual(octets.getOctets(), digest);
    }

    private Optional<ASN1Encodable> single(ASN1ObjectIdentifier type) {
        AttributeTable table = signer.getSignedAttributes();
        if (table == null || table.getAll(type).size() != 1) {
            return Optional.empty();
        }
        Attribute attribute = table.get(type);
        return attribute.getAttrValues().size() == 1
                ? Optional.of(attribute.getAttrValues().getObjectAt(0))
                : Optional.empty();
    }

    /** Whether a signing-certificate attribute is there, and whether it names this certificate (RFC 5035; ETSI EN 319 122-1). */
    enum CertificateReference {
        MATCHES,
        ABSENT,
        DIFFERS
    }

    CertificateReference certificateReference(X509Certificate certificate) {
        AttributeTable table = signer.getSignedAttributes();
        boolean two = table != null && table.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2) != null;
        boolean one = table != null && table.get(PKCSObjectIdentifiers.id_aa_signingCertificate) != null;
        if (!two && !one) {
            return CertificateReference.ABSENT;
        }
        try {
            byte[] der = certificate.getEncoded();
            boolean matches = true;
            if (two) {
                ESSCertIDv2 id = SigningCertificateV2.getInstance(
                                single(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                                        .orElseThrow())
                        .getCerts()[0];
                Optional<DigestAlgorithm> digest =
                        DigestAlgorithm.byOid(id.getHashAlgorithm().getAlgorithm());
                matches =
                        digest.isPresent() && MessageDigest.isEqual(digest.get().of(der), id.getCertHash());
            }
            if (one) {
                byte[] hash = SigningCertificate.getInstance(single(PKCSObjectIdentifiers.id_aa_signingCertificate)
                                .orElseThrow())
                        .getCerts()[0]
                        .getCertHash();
                matches &= MessageDigest.isEqual(LegacyHash.sha1(der), hash);
            }
            return matches ? CertificateReference.MATCHES : CertificateReference.DIFFERS;
        } catch (CertificateException | RuntimeException e) {
            return CertificateReference.DIFFERS;
        }
    }

    /** Tokens over the signature value, at most ten are looked at. */
    List<byte[]> timestampTokens() {
        return unsignedValues(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    }

    /** Values of an unsigned attribute, at most ten; one that cannot be encoded is empty. */
    List<byte[]> unsignedValues(ASN1ObjectIdentifier type) {
        AttributeTable table = signer.getUnsignedAttributes();
        List<byte[]> values = new ArrayList<>();
        if (table == null) {
            return values;
        }
        var all = table.getAll(type);
        for (int i = 0; i < all.size() && values.size() < MAX_TOKENS; i++) {
            for (ASN1Encodable value : Attribute.getInstance(all.get(i)).getAttrValues()) {
                try {
                    values.add(value.toASN1Primitive().getEncoded());
                } catch (IOException e) {
                    values.add(new byte[0]);
                }
            }
        }
        return values;
    }

    static ASN1ObjectIdentifier plainData() {
        return CMSObjectIdentifiers.data;
    }
}
