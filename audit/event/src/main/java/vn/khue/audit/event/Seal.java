package vn.khue.audit.event;

import java.util.regex.Pattern;

/**
 * What stands in a stored line in place of the personal fields of who acted ({@code unmapped.sealed}). A line without it is in the clear: it
 * has nothing personal, or is older than sealing.
 *
 * @param key id of the person's key: 16 lower-case hex digits
 * @param box base64 of the sealed fields; empty where the person was erased before the event came in, and nothing was kept
 */
public record Seal(String key, String box) {

    /** The form of the box; another form gets another number. */
    static final int VERSION = 1;

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");
    private static final int MAX_BOX = 8_192;

    public Seal {
        if (!KEY.matcher(key).matches() || !isBase64(box)) {
            throw new AuditEventException("Audit event field unmapped.sealed: expected 16 hex digits and base64, found"
                    + " something else; the line is not of this service");
        }
    }

    /** Of an event of somebody who was erased before it came in. */
    public static Seal nothingKept() {
        return new Seal("0".repeat(16), "");
    }

    /** By hand: it is done for each event, and as a pattern it was a twentieth of what an event costs. */
    private static boolean isBase64(String box) {
        int end = box.length();
        while (end > 0 && box.length() - end < 2 && box.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char letter = box.charAt(i);
            boolean fits = letter >= 'A' && letter <= 'Z'
                    || letter >= 'a' && letter <= 'z'
                    || letter >= '0' && letter <= '9'
                    || letter == '+'
                    || letter == '/';
            if (!fits) {
                return false;
            }
        }
        return end <= MAX_BOX;
    }
}
