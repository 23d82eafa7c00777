package vn.khue.pki.keystore;

import java.security.PublicKey;

/**
 * A key pair in a file for its person, sealed with a passphrase that nobody else has.
 *
 * @param publicKey of the pair
 * @param pkcs12 the file (RFC 7292), without meaning to whoever lacks the passphrase
 * @param passphrase 24 letters and digits (120 bits) in groups of four with hyphens; to be shown once and kept nowhere
 */
public record KeyFile(PublicKey publicKey, byte[] pkcs12, String passphrase) {
    /** Neither the file nor the passphrase. */
    @Override
    public String toString() {
        return "KeyFile[" + publicKey.getAlgorithm() + ", " + pkcs12.length + " bytes]";
    }
}
