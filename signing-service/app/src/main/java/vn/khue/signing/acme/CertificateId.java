package vn.khue.signing.acme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import vn.khue.pki.store.CertificateRecord;

/**
 * How ACME names a certificate without sending it (RFC 9773 section 4.1): keyIdentifier of the authority key identifier, a dot, the
 * octets of the serial number's INTEGER, both Base64url without padding.
 *
 * @param issuerKey key identifier of the issuer; callers do not change it
 * @param serial positive
 */
@SuppressWarnings("ArrayRecordComponent") // compared with MessageDigest.isEqual alone
record CertificateId(byte[] issuerKey, BigInteger serial) {
    /** A SHA-512 as key identifier fits. */
    private static final int LONGEST_KEY = 64;

    /** Section 4.1.2.2 of RFC 5280: 20 octets at most. */
    private static final int LONGEST_SERIAL = 20;

    /** Empty for what is not in the one form that a certificate's name has: other letters, padding, a serial with octets to spare. */
    static Optional<CertificateId> parse(String text) {
        int dot = text.indexOf('.');
        if (dot <= 0 || text.length() > 2 * (LONGEST_KEY + LONGEST_SERIAL)) {
            return Optional.empty();
        }
        byte[] key = StrictJson.bytes(text.substring(0, dot)).orElse(new byte[0]);
        byte[] number = StrictJson.bytes(text.substring(dot + 1)).orElse(new byte[0]);
        if (key.length == 0 || key.length > LONGEST_KEY || number.length == 0 || number.length > LONGEST_SERIAL) {
            return Optional.empty();
        }
        CertificateId id = new CertificateId(key, new BigInteger(number));
        return id.serial.signum() > 0 && id.text().equals(text) ? Optional.of(id) : Optional.empty();
    }

    /** Whether it names this certificate of the register, by its number and the key that it says it was issued with. */
    boolean names(CertificateRecord record) {
        try {
            AuthorityKeyIdentifier issuer =
                    AuthorityKeyIdentifier.fromExtensions(new X509CertificateHolder(record.der()).getExtensions());
            return record.serial().equals(serial) && MessageDigest.isEqual(issuerKey, issuer.getKeyIdentifierOctets());
        } catch (IOException e) {
            throw new UncheckedIOException("a certificate expected in the register", e);
        }
    }

    String text() {
        Base64.Encoder base64url = Base64.getUrlEncoder().withoutPadding();
        return base64url.encodeToString(issuerKey) + "." + base64url.encodeToString(serial.toByteArray());
    }
}
