package vn.khue.pki.pkcs11;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which token, and how it is used.
 *
 * @param module the maker's PKCS #11 library for this machine
 * @param label of the token; slots are found by it, because their numbers change
 * @param serial of the token, where several bear one label
 * @param pinFile first line is the user's PIN; mode 0600
 * @param sessions most sessions in use at a time, 1 to 1,024; the token may allow fewer
 * @param patience how long a caller waits for a session before it is refused
 * @param cachedKeys signers' keys held unwrapped in the token at a time; at least as many as sessions
 * @param signerKeys where signers' keys live
 * @param retryAfter how long a token that is gone is left alone before it is looked for again
 */
public record TokenSettings(
        Path module,
        String label,
        Optional<String> serial,
        Path pinFile,
        int sessions,
        Duration patience,
        int cachedKeys,
        SignerKeys signerKeys,
        Duration retryAfter) {
    /** Where the key of a person or of a seal lives. */
    public enum SignerKeys {
        /** Outside, wrapped under a key of the token: any number of signers. */
        WRAPPED,
        /** In the token as an object of its own: as many as the token has room for. */
        TOKEN
    }

    public TokenSettings {
        require("label", !label.isBlank(), "the token's label", "a blank one");
        require("sessions", sessions >= 1 && sessions <= 1024, "1 to 1024", String.valueOf(sessions));
        require(
                "cachedKeys",
                cachedKeys >= sessions,
                "at least as many as sessions (" + sessions + ")",
                String.valueOf(cachedKeys));
        require("patience", !patience.isNegative(), "no negative time", patience.toString());
        require("retryAfter", !retryAfter.isNegative(), "no negative time", retryAfter.toString());
    }

    /** The usual: 8 sessions, 5 s of patience, 512 cached keys, signers' keys wrapped, another look after 5 s. */
    public static TokenSettings of(Path module, String label, Path pinFile) {
        return new TokenSettings(
                module,
                label,
                Optional.empty(),
                pinFile,
                8,
                Duration.ofSeconds(5),
                512,
                SignerKeys.WRAPPED,
                Duration.ofSeconds(5));
    }

    private static void require(String what, boolean holds, String expected, String found) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": " + expected + " expected, found " + found);
        }
    }
}
