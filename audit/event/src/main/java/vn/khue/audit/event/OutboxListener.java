package vn.khue.audit.event;

import java.time.Duration;

/** Hears what the sender does, for counters and health. Called on the sender's thread; must not block or throw. */
public interface OutboxListener {

    /** The listener that hears nothing. */
    OutboxListener NONE = new OutboxListener() {};

    /** A batch was acknowledged and its rows removed. */
    default void delivered(int accepted, int duplicate, Duration took) {}

    /** One event was moved to {@code audit_outbox_rejected}. */
    default void rejected(String eventId, String reason) {}

    /** A batch could not be delivered; the next attempt follows after the pause. */
    default void failed(String reason, Duration pause) {}
}
