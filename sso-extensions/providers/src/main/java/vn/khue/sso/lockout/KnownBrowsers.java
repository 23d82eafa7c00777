package vn.khue.sso.lockout;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import vn.khue.sso.server.KeyedHash;
import vn.khue.sso.server.ProviderException;

/**
 * Which browsers a person has signed in from, kept by the browsers themselves: a cookie of a random id and, for each person who signed
 * in there, 64 bits of HMAC-SHA-256 over id, person and quarter of the year. It says nothing about who that was, gives no right but not to wait
 * for the wrong tries of others, and is good for this quarter and the next. Thread-safe.
 */
final class KnownBrowsers {
    static final String COOKIE = "KHUE_BROWSER";

    private static final int ID_BYTES = 16;
    private static final int ID_SIGNS = 22;
    private static final int TAG_SIGNS = 16;
    /** A computer room has more pupils than a cookie has places: the oldest goes. */
    private static final int MOST_PEOPLE = 40;

    private static final int LONGEST = ID_SIGNS + MOST_PEOPLE * (1 + TAG_SIGNS);

    private final KeyedHash hash;
    private final SecureRandom random;
    private final Clock clock;

    /**
     * @throws ProviderException if the key is shorter than 16 characters
     */
    KnownBrowsers(String key, SecureRandom random, Clock clock) {
        this.hash = new KeyedHash(key, "a key", "no browser is known any more");
        this.random = random;
        this.clock = clock;
    }

    /** The browser, if that person signed in there in this quarter of the year or the one before. */
    Optional<TrySource.OwnBrowser> own(Optional<String> cookie, String person) {
        return parts(cookie)
                .filter(parts -> has(parts, tag(parts.get(0), person, quarter()))
                        || has(parts, tag(parts.get(0), person, quarter() - 1)))
                .map(parts -> new TrySource.OwnBrowser(parts.get(0)));
    }

    /** The cookie after that person signed in; empty where it says so already. */
    Optional<String> with(Optional<String> cookie, String person) {
        List<String> parts = parts(cookie).orElseGet(() -> List.of(newId()));
        String tag = tag(parts.get(0), person, quarter());
        if (has(parts, tag)) {
            return Optional.empty();
        }
        String former = tag(parts.get(0), person, quarter() - 1);
        var tags = new ArrayList<>(parts.subList(1, parts.size()).stream()
                .filter(other -> !KeyedHash.same(other, former))
                .toList());
        while (tags.size() >= MOST_PEOPLE) {
            tags.remove(0);
        }
        tags.add(tag);
        return Optional.of(parts.get(0) + "." + String.join(".", tags));
    }

    private static Optional<List<String>> parts(Optional<String> cookie) {
        return cookie.filter(text -> text.length() <= LONGEST)
                .filter(text -> text.matches("[A-Za-z0-9_-]{" + ID_SIGNS + "}(\\.[0-9a-f]{" + TAG_SIGNS + "})*"))
                .map(text -> Arrays.asList(text.split("\\.")));
    }

    private static boolean has(List<String> parts, String tag) {
        return parts.stream().skip(1).anyMatch(part -> KeyedHash.same(part, tag));
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private int quarter() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return today.getYear() * 4 + today.get(IsoFields.QUARTER_OF_YEAR);
    }

    private String tag(String id, String person, int quarter) {
        return hash.of("known-browser", String.join(" ", id, person, Integer.toString(quarter)))
                .substring(0, TAG_SIGNS);
    }
}
