package vn.khue.sso.badge;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody held before the camera, scanned, or typed.
 *
 * @param kind which of the two texts on a badge
 * @param text normalised
 */
record PresentedBadge(Kind kind, String text) {
    /** The two texts on a badge. */
    enum Kind {
        /** The text of the QR code: 128 random bits. Nobody guesses it. */
        SECRET,
        /** The short code for typing: 40 random bits, so wrong ones are counted. */
        CODE
    }

    private static final int LONGEST = 64;
    private static final Pattern SECRET = Pattern.compile("KHUE1:([A-Z2-7]{26})");
    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");

    /**
     * Reads what was typed: case, spaces and hyphens do not matter, and O, I and L are taken for the digits they look like.
     *
     * @return empty for what is neither a secret nor a code
     */
    static Optional<PresentedBadge> of(String typed) {
        if (typed == null || typed.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        var secret = SECRET.matcher(plain);
        if (secret.matches()) {
            return Optional.of(new PresentedBadge(Kind.SECRET, secret.group(1)));
        }
        String code = plain.replace('O', '0').replace('I', '1').replace('L', '1');
        return CODE.matcher(code).matches() ? Optional.of(new PresentedBadge(Kind.CODE, code)) : Optional.empty();
    }

    /** Under which the badge is found. */
    String hash(BadgeHash hash) {
        return hash.of(kind.name(), text);
    }
}
