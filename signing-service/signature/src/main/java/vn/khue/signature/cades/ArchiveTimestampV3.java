package vn.khue.signature.cades;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import vn.khue.pki.DigestAlgorithm;

/**
 * What an archive-time-stamp-v3 is made over (ETSI EN 319 122-1, 5.5.2 and 5.5.3): the content's hash, the signer info without
 * its unsigned attributes, and an index of the hashes of every certificate, revocation value and unsigned attribute value that
 * were there. Stateless.
 */
public final class ArchiveTimestampV3 {

    private ArchiveTimestampV3() {}

    /**
     * The index of everything that is in the message now.
     *
     * @param algorithm also the one of the timestamp's imprint
     * @param message the root SignedData
     * @param signer one of its signer infos
     * @return DER value of ats-hash-index-v3
     */
    public static ASN1Sequence index(DigestAlgorithm algorithm, SignedData message, SignerInfo signer) {
        ASN1EncodableVector index = new ASN1EncodableVector();
        index.add(algorithm.identifier());
        index.add(sequence(hashes(algorithm, message.getCertificates())));
        index.add(sequence(hashes(algorithm, message.getCRLs())));
        index.add(sequence(unsignedHashes(algorithm, signer.getUnauthenticatedAttributes())));
        return new DERSequence(index);
    }

    /**
     * What the timestamp's imprint is a hash of.
     *
     * @param contentType of the root SignedData
     * @param contentDigest of the signed content, by the imprint's hash
     */
    public static byte[] covered(
            ASN1ObjectIdentifier contentType, byte[] contentDigest, SignerInfo signer, ASN1Sequence index) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(der(contentType));
        out.writeBytes(contentDigest);
        out.writeBytes(der(signer.getVersion()));
        out.writeBytes(der(signer.getSID()));
        out.writeBytes(der(signer.getDigestAlgorithm()));
        out.writeBytes(der(new DERTaggedObject(false, 0, signer.getAuthenticatedAttributes())));
        out.writeBytes(der(signer.getDigestEncryptionAlgorithm()));
        out.writeBytes(der(signer.getEncryptedDigest()));
        out.writeBytes(der(index));
        return out.toByteArray();
    }

    /** The token with the index as its one unsigned attribute more, DER. */
    static byte[] withIndex(byte[] token, ASN1Sequence index) {
        try {
            CMSSignedData data = new CMSSignedData(token);
            SignerInformation signer = data.getSignerInfos().iterator().next();
            AttributeTable old = signer.getUnsignedAttributes();
            ASN1EncodableVector attributes = old == null ? new ASN1EncodableVector() : old.toASN1EncodableVector();
            attributes.add(new Attribute(CadesAttributes.ATS_HASH_INDEX_V3, new DERSet(index)));
            SignerInformation extended =
                    SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(attributes));
            return CMSSignedData.replaceSigners(data, new SignerInformationStore(extended))
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException | IOException e) {
            throw new IllegalStateException("a timestamp token that was checked can be parsed", e);
        }
    }

    /**
     * The index that a token carries, where it is one and everything it names is in the message: a hash that belongs to nothing
     * means that something was removed or changed.
     *
     * @param token signer of the timestamp token
     * @param imprint hash of the timestamp's imprint
     */
    public static Optional<ASN1Sequence> indexOf(
            SignerInformation token, DigestAlgorithm imprint, SignedData message, SignerInfo signer) {
        AttributeTable unsigned = token.getUnsignedAttributes();
        if (unsigned == null
                || unsigned.getAll(CadesAttributes.ATS_HASH_INDEX_V3).size() != 1) {
            return Optional.empty();
        }
        ASN1Set attribute = unsigned.get(CadesAttributes.ATS_HASH_INDEX_V3).getAttrValues();
        if (attribute.size() != 1) {
            return Optional.empty();
        }
        ASN1Sequence index = ASN1Sequence.getInstance(attribute.getObjectAt(0));
        boolean same = index.size() == 4
                && AlgorithmIdentifier.getInstance(index.getObjectAt(0))
                        .getAlgorithm()
                        .equals(imprint.oid());
        boolean known = same
                && within(index.getObjectAt(1), hashes(imprint, message.getCertificates()))
                && within(index.getObjectAt(2), hashes(imprint, message.getCRLs()))
                && within(index.getObjectAt(3), unsignedHashes(imprint, signer.getUnauthenticatedAttributes()));
        return known ? Optional.of(index) : Optional.empty();
    }

    private static boolean within(ASN1Encodable named, List<byte[]> present) {
        Set<String> known = new TreeSet<>();
        present.forEach(hash -> known.add(HexFormat.of().formatHex(hash)));
        for (ASN1Encodable each : ASN1Sequence.getInstance(named)) {
            byte[] hash = ASN1OctetString.getInstance(each).getOctets();
            if (!known.contains(HexFormat.of().formatHex(hash))) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> hashes(DigestAlgorithm algorithm, ASN1Set values) {
        List<byte[]> hashes = new ArrayList<>();
        if (values != null) {
            for (ASN1Encodable value : values) {
                hashes.add(algorithm.of(der(value)));
            }
        }
        return hashes;
    }

    private static List<byte[]> unsignedHashes(DigestAlgorithm algorithm, ASN1Set attributes) {
        List<byte[]> hashes = new ArrayList<>();
        if (attributes != null) {
            for (ASN1Encodable each : attributes) {
                Attribute attribute = Attribute.getInstance(each);
                for (ASN1Encodable value : attribute.getAttrValues()) {
                    hashes.add(algorithm.of(der(attribute.getAttrType()), der(value)));
                }
            }
        }
        return hashes;
    }

    private static DERSequence sequence(List<byte[]> hashes) {
        ASN1EncodableVector octets = new ASN1EncodableVector();
        hashes.forEach(hash -> octets.add(new DEROctetString(hash)));
        return new DERSequence(octets);
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }
}
