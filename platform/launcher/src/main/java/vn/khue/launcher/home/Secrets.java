package vn.khue.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/**
 * The installation's random secrets, one file each, mode 0600. A secret is made once and stays until its file is removed.
 */
public final class Secrets {
    /** The secrets that the parts expect to find. */
    public static final List<String> NAMES = List.of(
            "db-admin",
            "db-keycloak",
            "db-signing",
            "db-audit",
            "db-roster",
            "ldap-admin",
            "ldap-keycloak",
            "ldap-signing",
            "ldap-audit",
            "ldap-roster",
            "ldap-apps",
            "ldap-app-passwords",
            "ldap-log-reader",
            "citizen-seal",
            "citizen-hash",
            "client-signing",
            "client-audit",
            "client-console",
            "client-events",
            "client-reports",
            "root-ca-passphrase",
            "vault-passphrase",
            "ledger-key-passphrase",
            "issuance-key-passphrase",
            "pairwise-salt",
            "badge-key",
            "activation-key",
            "wallet-key",
            "roster-key",
            "subject-keys");

    // Letters and digits only: a secret may stand in a JDBC URL, an LDIF or an SQL literal without quoting.
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 40;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BASE32_BITS = 5;

    private final Path directory;
    private final SecureRandom random;

    /**
     * @param directory exists and is entered by its owner only
     * @param random source of the secrets
     */
    public Secrets(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    /** Makes every missing secret of {@link #NAMES}. */
    public void createMissing() {
        for (String name : NAMES) {
            if (!Files.exists(file(name))) {
                StateDirectory.writeOwnerOnly(file(name), random(LENGTH) + "\n");
            }
        }
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** The secret of this name, without its line end. */
    public String read(String name) {
        try {
            return Files.readString(file(name), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Random bytes as RFC 4648 base32 without padding, as authenticator apps take them. */
    public String base32(int bytes) {
        BigInteger number = new BigInteger(bytes * Byte.SIZE, random);
        String letters = number.toString(1 << BASE32_BITS).toUpperCase(Locale.ROOT);
        StringBuilder text = new StringBuilder();
        int length = bytes * Byte.SIZE / BASE32_BITS;
        for (char digit : ("0".repeat(length - letters.length()) + letters).toCharArray()) {
            text.append(BASE32.charAt(Character.digit(digit, 1 << BASE32_BITS)));
        }
        return text.toString();
    }

    /** Random letters and digits that people can tell apart; 57 possible ones a place, about 5.8 bits. */
    public String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
