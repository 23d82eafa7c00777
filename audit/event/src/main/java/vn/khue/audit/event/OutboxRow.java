package vn.khue.audit.event;

import java.util.UUID;

/**
 * One event waiting to be delivered.
 *
 * @param seq order of insertion in this outbox
 * @param eventId the event's id
 * @param body the line exactly as it was written by {@link EventJson#write}, without a line break
 */
public record OutboxRow(long seq, UUID eventId, String body) {}
