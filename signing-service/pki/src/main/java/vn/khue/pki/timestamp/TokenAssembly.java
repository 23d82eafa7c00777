package vn.khue.pki.timestamp;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import vn.khue.pki.Certificates;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SigningKey;

/**
 * Tokens of one authority's key (RFC 3161 section 2.4.2; RFC 5652; ESSCertIDv2 by RFC 5816). All but time, serial number, imprint and
 * nonce is the same in each, and is encoded once. Thread-safe.
 */
final class TokenAssembly {
    private static final byte[] VERSION_1 = {Der.INTEGER, 1, 1};
    private static final byte[] VERSION_3 = {Der.INTEGER, 1, 3};
    private static final byte[] SIGNED_DATA = Der.of(CMSObjectIdentifiers.signedData);
    private static final byte[] TST_INFO = Der.of(PKCSObjectIdentifiers.id_ct_TSTInfo);
    private static final byte[] MESSAGE_DIGEST = Der.of(CMSAttributes.messageDigest);

    private final SigningKey key;
    private final DigestAlgorithm digest;
    private final byte[] policy;
    private final byte[] accuracy;
    private final byte[] digests;
    private final byte[] digestAlgorithm;
    private final byte[] signatureAlgorithm;
    private final byte[] signer;
    private final byte[] certificates;
    private final List<byte[]> before;
    private final List<byte[]> after;

    TokenAssembly(SigningKey key, ASN1ObjectIdentifier policy, Duration accuracy) {
        this.key = key;
        this.digest = key.algorithm().digest();
        this.policy = Der.of(policy);
        this.accuracy = Der.of(accuracy(accuracy));
        this.digestAlgorithm = Der.of(digest.identifier());
        this.digests = Der.of(Der.SET, digestAlgorithm);
        this.signatureAlgorithm = Der.of(key.algorithm().identifier());
        this.signer = Der.of(new IssuerAndSerialNumber(Certificate.getInstance(Certificates.der(key.certificate()))));
        this.certificates = certificates(key.chain());
        // DER orders a SET OF by the octets of its members. Of the digest's only its end is not the same each time, and
        // none has its start.
        byte[] sample = digestAttribute(new byte[digest.length()]);
        List<byte[]> all = new ArrayList<>(constant());
        all.add(sample);
        all.sort(Arrays::compareUnsigned);
        int place = IntStream.range(0, all.size())
                .filter(i -> all.get(i) == sample)
                .findFirst()
                .orElseThrow();
        this.before = List.copyOf(all.subList(0, place));
        this.after = List.copyOf(all.subList(place + 1, all.size()));
    }

    private static Accuracy accuracy(Duration accuracy) {
        return new Accuracy(number(accuracy.toSeconds()), number(accuracy.toMillisPart()), null);
    }

    private static ASN1Integer number(long value) {
        return value == 0 ? null : new ASN1Integer(value);
    }

    /** As [0] IMPLICIT SET OF. */
    private static byte[] certificates(List<X509Certificate> chain) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        chain.forEach(each -> all.add(Certificate.getInstance(Certificates.der(each))));
        byte[] set = Der.of(new DERSet(all));
        set[0] = (byte) Der.CONTEXT_0;
        return set;
    }

    private List<byte[]> constant() {
        X509Certificate certificate = key.certificate();
        // SHA-256 is the default of the field, and DER leaves defaults out.
        AlgorithmIdentifier named = digest == DigestAlgorithm.SHA256 ? null : digest.identifier();
        return List.of(
                Der.of(new Attribute(CMSAttributes.contentType, new DERSet(PKCSObjectIdentifiers.id_ct_TSTInfo))),
                Der.of(new Attribute(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new DERSet(new SigningCertificateV2(
                                new ESSCertIDv2(named, digest.of(Certificates.der(certificate))))))),
                // RFC 6211: what the algorithms are is signed, too.
                Der.of(new Attribute(
                        CMSAttributes.cmsAlgorithmProtect,
                        new DERSet(new CMSAlgorithmProtection(
                                digest.identifier(),
                                CMSAlgorithmProtection.SIGNATURE,
                                key.algorithm().identifier())))));
    }

    private static byte[] digestAttribute(byte[] value) {
        return Der.of(Der.SEQUENCE, MESSAGE_DIGEST, Der.of(Der.SET, Der.of(Der.OCTET_STRING, value)));
    }

    /**
     * A TimeStampToken.
     *
     * @param imprint MessageImprint, DER
     * @param serial positive
     * @param time whole milliseconds
     * @param nonce INTEGER, DER; of no octets where none was sent
     * @param withCertificates certReq
     * @return DER ContentInfo
     * @throws vn.khue.pki.PkiException fault KEY where the key cannot be used
     */
    byte[] token(byte[] imprint, BigInteger serial, Instant time, byte[] nonce, boolean withCertificates) {
        byte[] info = Der.of(
                Der.SEQUENCE,
                VERSION_1,
                policy,
                imprint,
                Der.of(Der.INTEGER, serial.toByteArray()),
                Der.generalizedTime(time),
                accuracy,
                nonce);
        byte[] attributes = attributes(digest.of(info));
        byte[] signed = attributes.clone();
        signed[0] = (byte) Der.SET;
        byte[] signature = key.signDigest(digest.of(signed));
        byte[] signerInfo = Der.of(
                Der.SEQUENCE,
                VERSION_1,
                signer,
                digestAlgorithm,
                attributes,
                signatureAlgorithm,
                Der.of(Der.OCTET_STRING, signature));
        byte[] content = Der.of(Der.SEQUENCE, TST_INFO, Der.of(Der.CONTEXT_0, Der.of(Der.OCTET_STRING, info)));
        byte[] data = Der.of(
                Der.SEQUENCE,
                VERSION_3,
                digests,
                content,
                withCertificates ? certificates : new byte[0],
                Der.of(Der.SET, signerInfo));
        return Der.of(Der.SEQUENCE, SIGNED_DATA, Der.of(Der.CONTEXT_0, data));
    }

    /** As [0] IMPLICIT SET OF; signed as a SET OF (RFC 5652 section 5.4). */
    private byte[] attributes(byte[] value) {
        List<byte[]> parts = new ArrayList<>(before);
        parts.add(digestAttribute(value));
        parts.addAll(after);
        return Der.of(Der.CONTEXT_0, parts.toArray(byte[][]::new));
    }
}
