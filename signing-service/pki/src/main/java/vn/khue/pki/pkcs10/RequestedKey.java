package vn.khue.pki.pkcs10;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import vn.khue.pki.ca.CertificateProfile;
import vn.khue.pki.policy.AlgorithmPolicy;

/** Turns the key of a request into one of the JDK's, after its encoding and its strength were judged here. */
final class RequestedKey {
    private static final int UNCOMPRESSED = 4;

    private final AlgorithmPolicy policy;
    private final CertificateProfile profile;

    RequestedKey(AlgorithmPolicy policy, CertificateProfile profile) {
        this.policy = policy;
        this.profile = profile;
    }

    PublicKey of(SubjectPublicKeyInfo info) throws RefusedRequest {
        if (info.getPublicKeyData().getPadBits() != 0) {
            throw new RefusedRequest(Pkcs10Rule.KEY_ENCODING);
        }
        ASN1ObjectIdentifier kind = info.getAlgorithm().getAlgorithm();
        PublicKey key;
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(kind)) {
            judgeCurve(info);
            key = read(info, "EC", "SunEC");
        } else if (PKCSObjectIdentifiers.rsaEncryption.equals(kind)) {
            judgeRsa(info);
            key = read(info, "RSA", "SunRsaSign");
        } else {
            throw new RefusedRequest(Pkcs10Rule.KEY_KIND);
        }
        if (policy.objectionTo(key).isPresent() || !profile.certifies(key)) {
            throw new RefusedRequest(key.getAlgorithm().equals("RSA") ? Pkcs10Rule.RSA_SIZE : Pkcs10Rule.KEY_KIND);
        }
        return key;
    }

    private void judgeCurve(SubjectPublicKeyInfo info) throws RefusedRequest {
        ASN1Encodable parameters = info.getAlgorithm().getParameters();
        if (!(parameters instanceof ASN1ObjectIdentifier name)) {
            throw new RefusedRequest(Pkcs10Rule.CURVE_NOT_NAMED);
        }
        X9ECParameters curve = CustomNamedCurves.getByOID(name);
        if (curve == null || !allowed(name)) {
            throw new RefusedRequest(Pkcs10Rule.CURVE_NOT_ALLOWED);
        }
        byte[] point = info.getPublicKeyData().getOctets();
        int size = (curve.getCurve().getFieldSize() + 7) / 8;
        if (point.length == 0 || point[0] != UNCOMPRESSED) {
            throw new RefusedRequest(Pkcs10Rule.POINT_FORM);
        }
        if (point.length != 1 + 2 * size) {
            throw new RefusedRequest(Pkcs10Rule.KEY_ENCODING);
        }
        BigInteger prime = curve.getCurve().getField().getCharacteristic();
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length));
        BigInteger a = curve.getCurve().getA().toBigInteger();
        BigInteger b = curve.getCurve().getB().toBigInteger();
        BigInteger right = x.multiply(x).add(a).multiply(x).add(b).mod(prime);
        if (x.compareTo(prime) >= 0
                || y.compareTo(prime) >= 0
                || !y.multiply(y).mod(prime).equals(right)) {
            throw new RefusedRequest(Pkcs10Rule.POINT_OFF_CURVE);
        }
    }

    private boolean allowed(ASN1ObjectIdentifier curve) {
        return policy.curves().stream()
                .anyMatch(name -> CustomNamedCurves.getOID(name).equals(curve));
    }

    private static void judgeRsa(SubjectPublicKeyInfo info) throws RefusedRequest {
        ASN1Encodable parameters = info.getAlgorithm().getParameters();
        if (!DERNull.INSTANCE.equals(parameters)) {
            throw new RefusedRequest(Pkcs10Rule.KEY_ENCODING);
        }
        Optional<Pkcs10Rule> objection;
        try {
            byte[] encoded = info.getPublicKeyData().getOctets();
            if (DerShape.objection(encoded, 2, 3).isPresent()) {
                throw new RefusedRequest(Pkcs10Rule.KEY_ENCODING);
            }
            ASN1Sequence key = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(encoded));
            if (key.size() != 2) {
                throw new RefusedRequest(Pkcs10Rule.KEY_ENCODING);
            }
            objection = RsaKeyCheck.objection(
                    ASN1Integer.getInstance(key.getObjectAt(0)).getValue(),
                    ASN1Integer.getInstance(key.getObjectAt(1)).getValue());
        } catch (java.io.IOException | RuntimeException e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            throw new RefusedRequest(Pkcs10Rule.KEY_ENCODING, e);
        }
        if (objection.isPresent()) {
            throw new RefusedRequest(objection.get());
        }
    }

    private static PublicKey read(SubjectPublicKeyInfo info, String type, String provider) throws RefusedRequest {
        try {
            return KeyFactory.getInstance(type, provider)
                    .generatePublic(new X509EncodedKeySpec(info.getEncoded("DER")));
        } catch (GeneralSecurityException | java.io.IOException | RuntimeException e) {
            throw new RefusedRequest(Pkcs10Rule.KEY_ENCODING, e);
        }
    }
}
