package vn.khue.audit.ledger;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** The key that signs the log's checkpoints. Thread-safe. */
public final class LogKey {

    private final LogPublicKey publicKey;
    private final PrivateKey privateKey;

    LogKey(LogPublicKey publicKey, PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    public LogPublicKey publicKey() {
        return publicKey;
    }

    /** Ed25519 (RFC 8032) is deterministic: the same text always gets the same 64 bytes. */
    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new LedgerException("Log key: expected to sign with Ed25519, found a key that cannot", e);
        }
    }
}
