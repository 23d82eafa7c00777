package vn.khue.ecard.cose;

import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;

/**
 * Which key signed: the first {@value #LENGTH} bytes of the SHA-256 of its certificate (DER), as the EU's health certificates have it. A
 * hint, not a proof: two keys may bear the same one, and the signature decides.
 *
 * @param value its bytes, big-endian
 */
public record Kid(long value) {
    public static final int LENGTH = 8;

    /** Of that certificate. */
    public static Kid of(X509Certificate certificate) {
        return read(DigestAlgorithm.SHA256.of(Certificates.der(certificate)), 0);
    }

    /** @return empty unless there are {@value #LENGTH} bytes */
    public static Optional<Kid> of(byte[] bytes) {
        return bytes.length == LENGTH ? Optional.of(read(bytes, 0)) : Optional.empty();
    }

    /** @return empty unless it is base64url of {@value #LENGTH} bytes */
    public static Optional<Kid> ofBase64Url(String text) {
        try {
            return text.length() <= 2 * LENGTH ? of(Base64.getUrlDecoder().decode(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = (byte) (value >>> (8 * (LENGTH - 1 - i)));
        }
        return bytes;
    }

    /** Without padding. */
    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** In hexadecimal, for logs. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }

    private static Kid read(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + LENGTH; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return new Kid(value);
    }
}
