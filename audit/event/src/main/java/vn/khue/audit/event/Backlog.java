package vn.khue.audit.event;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What waits in an outbox.
 *
 * @param waiting events that are not acknowledged yet; far from the alarm it may be a little too many, never too few
 * @param oldest when the first of them happened; empty where nothing waits
 * @param level how near the bound is
 * @param bound the bound
 */
public record Backlog(long waiting, Optional<Instant> oldest, Level level, OutboxBound bound) {

    private static final Set<EventKind> NEW_WORK = Set.of(
            EventKind.DOCUMENT_SUBMITTED,
            EventKind.DOCUMENT_VALIDATED,
            EventKind.CERTIFICATE_REQUESTED,
            EventKind.ENROLMENT_SECRET_MADE);

    /** How near the bound is. A level that was reached is left at nine tenths of its mark, so that it is not told again and again. */
    public enum Level {
        /** Far. */
        LOW,
        /** Alarmed: whoever looks after the machine has to bring the audit service back. */
        NEAR,
        /** Reached. */
        FULL;

        Level next(long waiting, OutboxBound bound) {
            if (waiting >= bound.rows() || this == FULL && waiting >= OutboxBound.lowered(bound.rows())) {
                return FULL;
            }
            return waiting >= bound.near() || this != LOW && bound.isAlarmedBy(waiting) ? NEAR : LOW;
        }
    }

    /** Nothing waits, as far as is known. */
    public static Backlog none(OutboxBound bound) {
        return new Backlog(0, Optional.empty(), Level.LOW, bound);
    }

    /** What was found after this one. */
    Backlog next(long found, Optional<Instant> since) {
        return new Backlog(found, since, level.next(found, bound), bound);
    }

    /**
     * Whether the act of this event is not to be begun: at the bound new work is refused. What ends, takes away, is refused, fails or was
     * begun before is never refused, nor is an event itself once its act has happened.
     */
    public boolean refuses(EventKind kind) {
        return level == Level.FULL && NEW_WORK.contains(kind);
    }

    /** Share of the bound that is used, in percent; may be above 100. */
    public long percent() {
        return waiting * 100 / bound.rows();
    }
}
