package vn.khue.directory.apppassword;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is told about an app password; never the secret.
 *
 * @param id names it for revoking: the salt of its hash
 * @param name what its owner calls it, such as the application's or device's name, 1 to 64 characters
 * @param made when, to the second
 */
public record AppPassword(String id, String name, Instant made) {

    private static final int LONGEST_NAME = 64;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9+/]{22})\\$([0-9]{14})Z\\$(.{1,64})");

    /**
     * @throws IllegalArgumentException if the name is blank, too long, or holds control characters
     */
    public AppPassword {
        made = made.truncatedTo(ChronoUnit.SECONDS);
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "expected a name of 1 to 64 characters without line breaks, found one of " + name.length()
                            + "; name the application or device");
        }
    }

    /** The value of khueAppPassword. */
    String text() {
        return id + "$" + TIME.format(made.atOffset(ZoneOffset.UTC)) + "Z$" + name;
    }

    /** What a value of khueAppPassword tells; empty if it has another form. */
    static Optional<AppPassword> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant made = LocalDateTime.parse(matcher.group(2), TIME).toInstant(ZoneOffset.UTC);
            return Optional.of(new AppPassword(matcher.group(1), matcher.group(3), made));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
