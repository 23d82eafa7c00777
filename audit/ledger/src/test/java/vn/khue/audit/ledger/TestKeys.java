package vn.khue.audit.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** A fresh log key without a file, so that tests need not wait for the key derivation. */
public final class TestKeys {

    public static final String ORIGIN = "localhost:8082/log";

    private TestKeys() {}

    public static LogKey fresh() {
        return fresh(ORIGIN);
    }

    public static LogKey fresh(String origin) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new LogKey(LogPublicKey.of(origin, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
