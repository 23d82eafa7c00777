package vn.khue.ecard.cose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.pki.CryptoProviders;

/** Points of P-256 (SEC 2 secp256r1, FIPS 186-5) as coordinates of {@value #COORDINATE} bytes, and keys of them. Thread-safe. */
public final class P256 {
    public static final int COORDINATE = 32;

    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger N =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger A = P.subtract(BigInteger.valueOf(3));
    private static final ECParameterSpec SPEC = new ECParameterSpec(
            new EllipticCurve(new ECFieldFp(P), A, B),
            new ECPoint(
                    new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
                    new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16)),
            N,
            1);

    private P256() {}

    /**
     * The key of a point, of the provider that verifies fastest.
     *
     * @throws EcardException fault STRUCTURE for coordinates of another length or a point that is not on the curve
     */
    public static ECPublicKey key(byte[] x, byte[] y, CryptoProviders providers) {
        if (x.length != COORDINATE || y.length != COORDINATE) {
            throw off();
        }
        return key(new BigInteger(1, x), new BigInteger(1, y), providers);
    }

    /** The key of a compressed point (SEC 1 section 2.3.4). */
    public static ECPublicKey key(byte[] x, boolean odd, CryptoProviders providers) {
        if (x.length != COORDINATE) {
            throw off();
        }
        BigInteger at = new BigInteger(1, x);
        // P is 3 modulo 4.
        BigInteger root = right(at).modPow(P.add(BigInteger.ONE).shiftRight(2), P);
        return key(at, root.testBit(0) == odd ? root : P.subtract(root), providers);
    }

    private static ECPublicKey key(BigInteger x, BigInteger y, CryptoProviders providers) {
        if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0 || !y.multiply(y).mod(P).equals(right(x))) {
            throw off();
        }
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC", providers.ellipticCurve())
                    .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), SPEC));
        } catch (GeneralSecurityException e) {
            throw new EcardException(Fault.STRUCTURE, "a key of P-256 expected, found a point that is none", e);
        }
    }

    /**
     * x and y of a key.
     *
     * @throws EcardException fault INPUT for a key of another curve
     */
    public static byte[][] coordinates(ECPublicKey key) {
        if (!key.getParams().getOrder().equals(N)) {
            throw new EcardException(Fault.INPUT, "a key of P-256 expected, found one of another curve");
        }
        return new byte[][] {fixed(key.getW().getAffineX()), fixed(key.getW().getAffineY())};
    }

    private static BigInteger right(BigInteger x) {
        return x.multiply(x).add(A).multiply(x).add(B).mod(P);
    }

    private static byte[] fixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE];
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
        return fixed;
    }

    private static EcardException off() {
        return new EcardException(Fault.STRUCTURE, "a point of P-256 expected, found coordinates of none");
    }
}
