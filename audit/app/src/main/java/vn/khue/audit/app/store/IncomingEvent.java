package vn.khue.audit.app.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;

/** An event as it came, read and in its own bytes. Immutable. */
public final class IncomingEvent {

    private final AuditEvent event;
    private final byte[] line;
    private final byte[] digest;

    /**
     * @param line the bytes that {@code event} was read from, without line break
     */
    public IncomingEvent(AuditEvent event, byte[] line) {
        this.event = Objects.requireNonNull(event, "event");
        this.line = line.clone();
        this.digest = sha256(line);
    }

    /** An event of this service itself, in the bytes it will have in the ledger. */
    public static IncomingEvent own(AuditEvent event) {
        return new IncomingEvent(event, EventJson.write(event));
    }

    public AuditEvent event() {
        return event;
    }

    byte[] line() {
        return line;
    }

    byte[] digest() {
        return digest;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }
}
