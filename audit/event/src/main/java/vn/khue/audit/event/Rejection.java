package vn.khue.audit.event;

/**
 * An event the intake would not take.
 *
 * @param id the event's id as sent
 * @param reason why, for the person who has to look at it; cleaned, at most 1,000 characters
 */
public record Rejection(String id, String reason) {

    public Rejection {
        id = PlainText.clean(id, 64);
        reason = PlainText.clean(reason, 1_000);
    }
}
