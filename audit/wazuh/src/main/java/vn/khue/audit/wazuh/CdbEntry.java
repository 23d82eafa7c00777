package vn.khue.audit.wazuh;

import java.util.Optional;

/**
 * A line of a CDB list.
 *
 * @param key may hold colons, as IPv6 addresses do, and is then written in quotes
 * @param value perhaps empty
 */
public record CdbEntry(String key, String value) {

    private static final int MAX = 1_024;

    public CdbEntry {
        if (key.isBlank() || key.length() > MAX || value.length() > MAX || !plain(key) || !plain(value)) {
            throw new WazuhException("CDB entry: expected a key and a value of at most " + MAX
                    + " characters without quotes and line ends, found something else");
        }
    }

    /** As it stands in the file. */
    public String line() {
        return quoted(key) + ":" + quoted(value);
    }

    /** Nothing for a line that is not one of a list. */
    public static Optional<CdbEntry> parse(String line) {
        String text = line.strip();
        int end = text.startsWith("\"") ? text.indexOf('"', 1) + 1 : text.indexOf(':');
        if (end <= 0 || end >= text.length() || text.charAt(end) != ':') {
            return Optional.empty();
        }
        try {
            return Optional.of(new CdbEntry(unquoted(text.substring(0, end)), unquoted(text.substring(end + 1))));
        } catch (WazuhException e) {
            return Optional.empty();
        }
    }

    private static String quoted(String text) {
        return text.indexOf(':') >= 0 ? '"' + text + '"' : text;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean plain(String text) {
        return text.indexOf('"') < 0 && text.codePoints().noneMatch(Character::isISOControl);
    }
}
