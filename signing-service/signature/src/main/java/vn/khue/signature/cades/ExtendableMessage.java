package vn.khue.signature.cades;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pades.ValidationMaterial;

/**
 * A CMS message that was judged, to which unsigned attributes, certificates and revocation data are added; what is signed stays byte by
 * byte (RFC 5652, 5.1: certificates and revocation data are a set that nothing signs). Not thread-safe.
 */
final class ExtendableMessage {

    private SignedData message;
    private final List<SignerInfo> signers = new ArrayList<>();

    /**
     * @param message DER or BER of the ContentInfo
     * @throws SignatureFailure NOT_EXTENDABLE where it is none
     */
    ExtendableMessage(byte[] message) throws SignatureFailure {
        try {
            this.message = SignedData.getInstance(ContentInfo.getInstance(ASN1Primitive.fromByteArray(message))
                    .getContent());
            for (ASN1Encodable each : this.message.getSignerInfos()) {
                signers.add(SignerInfo.getInstance(each));
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static SignatureFailure unreadable(Exception e) {
        return new SignatureFailure(
                SignatureFailure.Reason.NOT_EXTENDABLE,
                "expected a CMS message as when it was judged, found another; try again",
                e);
    }

    /** How many sign, in the order of the message. */
    int signers() {
        return signers.size();
    }

    /** The signature value of a signer. */
    byte[] value(int signer) {
        return signers.get(signer).getEncryptedDigest().getOctets();
    }

    /** Values of an unsigned attribute of a signer, DER. */
    List<byte[]> unsigned(int signer, ASN1ObjectIdentifier type) {
        List<byte[]> found = new ArrayList<>();
        ASN1Set attributes = signers.get(signer).getUnauthenticatedAttributes();
        if (attributes != null) {
            for (ASN1Encodable each : attributes) {
                Attribute attribute = Attribute.getInstance(each);
                if (attribute.getAttrType().equals(type)) {
                    attribute.getAttrValues().forEach(value -> found.add(der(value)));
                }
            }
        }
        return found;
    }

    /** The signer's certificate, then the others of the message. */
    List<X509Certificate> chain(int signer) throws SignatureFailure {
        try {
            CMSSignedData data = new CMSSignedData(encoded());
            List<SignerInformation> read = new ArrayList<>(data.getSignerInfos().getSigners());
            SignerId named = read.get(position(read, value(signer))).getSID();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = new ArrayList<>();
            for (X509CertificateHolder holder : data.getCertificates().getMatches(null)) {
                X509Certificate certificate =
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
                chain.add(named.match(holder) ? 0 : chain.size(), certificate);
            }
            return chain;
        } catch (CMSException | CertificateException | IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** Bouncy Castle sorts what it reads. */
    private static int position(List<SignerInformation> read, byte[] value) {
        for (int i = 0; i < read.size(); i++) {
            if (MessageDigest.isEqual(read.get(i).getSignature(), value)) {
                return i;
            }
        }
        throw new IllegalStateException("a signer that was read is there");
    }

    /** Puts a timestamp over the signer's value in. */
    void stamp(int signer, byte[] token) {
        add(signer, PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, token);
    }

    /** SHA-256 of what an archive timestamp of this signer has to cover now. */
    byte[] archived(int signer, HashedContent content) throws IOException {
        Optional<byte[]> inside = attached();
        byte[] hash =
                inside.isPresent() ? DigestAlgorithm.SHA256.of(inside.get()) : content.digest(DigestAlgorithm.SHA256);
        return DigestAlgorithm.SHA256.of(ArchiveTimestampV3.covered(
                message.getEncapContentInfo().getContentType(), hash, signers.get(signer), index(signer)));
    }

    private Optional<byte[]> attached() {
        return Optional.ofNullable(message.getEncapContentInfo().getContent())
                .map(content -> ASN1OctetString.getInstance(content).getOctets());
    }

    private ASN1Sequence index(int signer) {
        return ArchiveTimestampV3.index(DigestAlgorithm.SHA256, message, signers.get(signer));
    }

    /** Puts an archive timestamp in that was made over {@link #archived}. */
    void archive(int signer, byte[] token) {
        add(signer, CadesAttributes.ARCHIVE_TIMESTAMP_V3, ArchiveTimestampV3.withIndex(token, index(signer)));
    }

    private void add(int signer, ASN1ObjectIdentifier type, byte[] value) {
        SignerInfo old = signers.get(signer);
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        if (old.getUnauthenticatedAttributes() != null) {
            old.getUnauthenticatedAttributes().forEach(attributes::add);
        }
        attributes.add(new Attribute(type, new DERSet(parse(value))));
        signers.set(
                signer,
                new SignerInfo(
                        old.getSID(),
                        old.getDigestAlgorithm(),
                        old.getAuthenticatedAttributes(),
                        old.getDigestEncryptionAlgorithm(),
                        old.getEncryptedDigest(),
                        new DERSet(attributes)));
    }

    /** Puts certificates and revocation data in, each once (ETSI EN 319 122-1, 5.4). */
    void add(ValidationMaterial material) {
        ASN1Set certificates = united(
                message.getCertificates(),
                material.certificates().stream().map(ExtendableMessage::parse).toList());
        List<ASN1Primitive> more = new ArrayList<>();
        material.crls().forEach(each -> more.add(parse(each)));
        material.ocsp().forEach(each -> more.add(CadesMessage.otherRevocation(each)));
        ASN1Set revocation = united(message.getCRLs(), more);
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(version(revocation));
        parts.add(message.getDigestAlgorithms());
        parts.add(message.getEncapContentInfo());
        parts.add(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, 0, certificates));
        if (revocation.size() > 0) {
            parts.add(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, 1, revocation));
        }
        parts.add(message.getSignerInfos());
        message = SignedData.getInstance(new DERSequence(parts));
    }

    /** A value of another form among the revocation data makes it version 5 (RFC 5652, 5.1). */
    private ASN1Integer version(ASN1Set revocation) {
        for (ASN1Encodable each : revocation) {
            if (each.toASN1Primitive() instanceof ASN1TaggedObject) {
                return new ASN1Integer(5);
            }
        }
        return message.getVersion();
    }

    private static ASN1Set united(ASN1Set old, List<ASN1Primitive> more) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        Set<String> known = new HashSet<>();
        if (old != null) {
            for (ASN1Encodable each : old) {
                known.add(key(each));
                all.add(each);
            }
        }
        for (ASN1Primitive each : more) {
            if (known.add(key(each))) {
                all.add(each);
            }
        }
        return new DERSet(all);
    }

    private static String key(ASN1Encodable value) {
        return new String(DigestAlgorithm.SHA256.of(der(value)), StandardCharsets.ISO_8859_1);
    }

    /** DER of the whole ContentInfo. */
    byte[] encoded() {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(message.getVersion());
        parts.add(message.getDigestAlgorithms());
        parts.add(message.getEncapContentInfo());
        if (message.getCertificates() != null) {
            parts.add(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, 0, message.getCertificates()));
        }
        if (message.getCRLs() != null) {
            parts.add(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, 1, message.getCRLs()));
        }
        ASN1EncodableVector infos = new ASN1EncodableVector();
        signers.forEach(infos::add);
        parts.add(new DERSet(infos));
        return der(new ContentInfo(CMSObjectIdentifiers.signedData, new DERSequence(parts)));
    }

    private static ASN1Primitive parse(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new IllegalStateException("what was checked before can be parsed", e);
        }
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }
}
