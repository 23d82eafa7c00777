package vn.khue.audit.wazuh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a Wazuh server proves itself with when it sends an alert: a secret in a file of mode 0600, at least 32 characters. The script of
 * 4.x signs time and body with it ({@code t=SECONDS,v1=HEX}, HMAC-SHA-256 over {@code SECONDS.BODY}); a channel of 5.x can only send it along.
 * Read at each use, so that it is changed by changing the file. Thread-safe.
 */
public final class NoticeSecret {

    /** How far the clock of the sender may be off. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int LEAST = 32;
    private static final int MOST_BYTES = 4_096;
    private static final Pattern SIGNATURE = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");
    private static final String BEARER = "Bearer ";
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** What a message showed. */
    public enum Verdict {
        /** Signed now, by somebody who has the secret. */
        SIGNED,
        /** Sent by somebody who has the secret, at whatever time. */
        PRESENTED,
        /** Signed rightly, and too long ago or for a time to come. */
        STALE,
        /** Neither. */
        STRANGER
    }

    private final Path file;

    public NoticeSecret(Path file) {
        this.file = file;
    }

    /**
     * @param signature header {@code X-Khue-Signature}
     * @param authorization header {@code Authorization}
     * @throws WazuhException if the file cannot be used; then nobody is let in
     */
    public Verdict judge(Optional<String> signature, Optional<String> authorization, byte[] body, Instant now) {
        byte[] secret = secret();
        if (signature.isPresent()) {
            Matcher form = SIGNATURE.matcher(signature.get());
            if (!form.matches()
                    || !MessageDigest.isEqual(
                            mac(secret, form.group(1), body), HexFormat.of().parseHex(form.group(2)))) {
                return Verdict.STRANGER;
            }
            Instant signed = Instant.ofEpochSecond(Long.parseLong(form.group(1)));
            return Duration.between(signed, now).abs().compareTo(WINDOW) > 0 ? Verdict.STALE : Verdict.SIGNED;
        }
        boolean presented = authorization
                .filter(header -> header.startsWith(BEARER))
                .map(header -> MessageDigest.isEqual(
                        secret, header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
        return presented ? Verdict.PRESENTED : Verdict.STRANGER;
    }

    /** The header that signs a body; what the script of 4.x computes as well. */
    public String sign(byte[] body, Instant now) {
        String seconds = Long.toString(now.getEpochSecond());
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(secret(), seconds, body));
    }

    private static byte[] mac(byte[] secret, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "HmacSHA256: expected in every Java, not found; repair the installation", e);
        }
    }

    private byte[] secret() {
        try {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file)) || Files.size(file) > MOST_BYTES) {
                throw refused("one that others may read, or a long one; make another secret and chmod 600 it", null);
            }
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (text.length() < LEAST) {
                throw refused(text.length() + " characters", null);
            }
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw refused("none that can be read", e);
        }
    }

    private WazuhException refused(String found, IOException cause) {
        return new WazuhException(
                "expected a file " + file + " of mode 0600 with a secret of at least " + LEAST + " characters, found "
                        + found,
                cause);
    }

    @Override
    public String toString() {
        return "NoticeSecret[" + file + "]";
    }
}
