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
    private static final Pattern BOX = Pattern.compile("[A-Za-z0-9+/]{0,8192}={0,2}");

    public Seal {
        if (!KEY.matcher(key).matches() || !BOX.matcher(box).matches()) {
            throw new AuditEventException("Audit event field unmapped.sealed: expected 16 hex digits and base64, found"
                    + " something else; the line is not of this service");
        }
    }

    /** Of an event of somebody who was erased before it came in. */
    public static Seal nothingKept() {
        return new Seal("0".repeat(16), "");
    }
}
