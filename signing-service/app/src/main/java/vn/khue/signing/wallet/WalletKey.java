package vn.khue.signing.wallet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * HMAC-SHA-256 under the secret that this service shares with the gate, each kind of text under a name of its own. The secret is read at the
 * first use. Thread-safe.
 */
public class WalletKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 16;

    private final Path file;
    private SecretKeySpec key;

    /** @param file one line, the same as the gate's */
    public WalletKey(Path file) {
        this.file = file;
    }

    /**
     * @return 64 hexadecimal digits, lower case
     * @throws PkiException fault KEY where there is no secret
     */
    String hash(String kind, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            mac.update(kind.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Compares in constant time. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            try {
                String secret = Files.readString(file).strip();
                if (secret.length() < SHORTEST) {
                    throw new PkiException(
                            Fault.KEY,
                            "a secret of at least " + SHORTEST + " characters expected in " + file
                                    + ", found a shorter one; write the gate's there");
                }
                key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
            } catch (IOException e) {
                throw new PkiException(
                        Fault.KEY, "the secret of wallets cannot be read from " + file + "; write the gate's there", e);
            }
        }
        return key;
    }
}
