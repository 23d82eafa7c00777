package vn.khue.directory.apppassword;

import java.security.SecureRandom;

/** Draws secrets: 160 bits in RFC 4648 base32, lower case, in groups of four that can be read out and typed. Thread-safe. */
final class AppSecret {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int GROUPS = 8;
    private static final int GROUP = 4;

    private final SecureRandom random;

    AppSecret(SecureRandom random) {
        this.random = random;
    }

    String draw() {
        var text = new StringBuilder(GROUPS * (GROUP + 1));
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
