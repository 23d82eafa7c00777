package vn.khue.directory.access;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What one may do with an entry or attribute, in the letters of slapd.access(5). */
public enum Privilege {
    DISCLOSE,
    AUTH,
    COMPARE,
    SEARCH,
    READ,
    ADD,
    REMOVE;

    private static final Map<Character, Set<Privilege>> LETTERS = Map.of(
            'd', EnumSet.of(DISCLOSE),
            'x', EnumSet.of(AUTH),
            'c', EnumSet.of(COMPARE),
            's', EnumSet.of(SEARCH),
            'r', EnumSet.of(READ),
            'a', EnumSet.of(ADD),
            'z', EnumSet.of(REMOVE),
            'w', EnumSet.of(ADD, REMOVE));

    /**
     * The privileges that a level such as {@code read}, or a list such as {@code =wsc}, gives.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Set<Privilege> of(String access) {
        return switch (access) {
            case "none" -> EnumSet.noneOf(Privilege.class);
            case "auth" -> EnumSet.range(DISCLOSE, AUTH);
            case "read" -> EnumSet.range(DISCLOSE, READ);
            case "write" -> EnumSet.allOf(Privilege.class);
            default -> listed(access);
        };
    }

    private static Set<Privilege> listed(String access) {
        if (!access.startsWith("=")) {
            throw new IllegalArgumentException("expected none, auth, read, write or =letters, found " + access);
        }
        var all = EnumSet.noneOf(Privilege.class);
        for (char letter : access.substring(1).toCharArray()) {
            Set<Privilege> some = LETTERS.get(letter);
            if (some == null) {
                throw new IllegalArgumentException("expected letters of rscxdwaz, found " + access);
            }
            all.addAll(some);
        }
        return all;
    }
}
