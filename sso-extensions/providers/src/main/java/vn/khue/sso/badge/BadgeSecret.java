package vn.khue.sso.badge;

import java.security.SecureRandom;

/**
 * The two texts of a new badge. Shown once, for printing, and kept nowhere.
 *
 * @param qr text of the QR code, {@code KHUE1:} and 26 signs of base32 (RFC 4648): all of QR's alphanumeric mode, so version 3 at
 *     level Q holds it
 * @param code 8 signs of Crockford's base32 with a hyphen in the middle
 */
record BadgeSecret(String qr, String code) {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SECRET_LENGTH = 26;
    private static final int HALF_CODE = 4;

    static BadgeSecret random(SecureRandom random) {
        return new BadgeSecret(
                "KHUE1:" + draw(random, BASE32, SECRET_LENGTH),
                draw(random, CROCKFORD, HALF_CODE) + "-" + draw(random, CROCKFORD, HALF_CODE));
    }

    private static String draw(SecureRandom random, String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "BadgeSecret";
    }
}
