package vn.khue.sso.activation;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.khue.sso.server.KeyedHash;

/**
 * The code on a slip: ten signs of Crockford's base32, so 50 random bits. Shown once, for printing, and kept nowhere.
 *
 * @param text ten signs without hyphens
 */
record SlipCode(String text) {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;
    private static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[0-9A-HJKMNP-TV-Z]{" + LENGTH + "}");
    private static final String KIND = "SLIP";

    static SlipCode random(SecureRandom random) {
        var text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(CROCKFORD.charAt(random.nextInt(CROCKFORD.length())));
        }
        return new SlipCode(text.toString());
    }

    /**
     * Reads what was typed: case, spaces and hyphens do not matter, and O, I and L are taken for the digits they look like.
     *
     * @return empty for what is no code
     */
    static Optional<SlipCode> of(String typed) {
        if (typed == null || typed.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = typed.replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return FORM.matcher(plain).matches() ? Optional.of(new SlipCode(plain)) : Optional.empty();
    }

    /** In groups, as {@code XXXX-XXXX-XX}. */
    String printed() {
        return text.substring(0, 4) + "-" + text.substring(4, 8) + "-" + text.substring(8);
    }

    /** Under which a slip is found. The name goes in, so a code is guessed for one person at a time. */
    String hash(KeyedHash hash, String uid) {
        return hash.of(KIND, name(uid) + '\0' + text);
    }

    /** A login name as typed, in the form in which names are compared. */
    static String name(String typed) {
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SlipCode";
    }
}
