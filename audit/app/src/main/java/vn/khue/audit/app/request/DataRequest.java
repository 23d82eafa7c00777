package vn.khue.audit.app.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person asked for about their data. Days are those of Viet Nam.
 *
 * @param number by which people name it
 * @param subject Khuê id of the person
 * @param processors whether others process the data for us
 * @param answerDue last day to say that it was received
 * @param due last day to do it, lengthened or not
 * @param acknowledged when the person was told that it was received
 * @param decided when it was granted or refused
 * @param done when it was carried out
 * @param version grows with every step
 */
public record DataRequest(
        UUID id,
        long number,
        RequestKind kind,
        UUID subject,
        boolean processors,
        LocalDate received,
        LocalDate answerDue,
        LocalDate due,
        boolean extended,
        Optional<LocalDate> acknowledged,
        State state,
        Optional<LocalDate> decided,
        Optional<LocalDate> done,
        int version) {

    /** How far it has come. Texts: {@code request.state.NAME}. */
    public enum State {
        OPEN,
        GRANTED,
        REFUSED,
        DONE;

        boolean over() {
            return this == REFUSED || this == DONE;
        }
    }

    /** What can be done. Texts: {@code request.act.NAME} and {@code request.did.NAME}. */
    public enum Act {
        RECEIVE,
        ACKNOWLEDGE,
        EXTEND,
        GRANT,
        REFUSE,
        FINISH
    }

    /**
     * A step of the past.
     *
     * @param name of the officer, as it was then
     * @param ledgerIndex of its event
     */
    public record Step(UUID event, Instant at, String name, Act act, String note, Optional<Long> ledgerIndex) {}

    /**
     * A request with its past.
     *
     * @param steps oldest first
     */
    public record File(DataRequest about, List<Step> steps) {

        public File {
            steps = List.copyOf(steps);
        }
    }

    /** Whether it is, or was, too late. */
    public boolean late(LocalDate today) {
        LocalDate end =
                state == State.DONE ? done.orElse(today) : state == State.REFUSED ? decided.orElse(today) : today;
        return end.isAfter(due);
    }

    /** Whether the person was not told in time that it was received, and still waits. */
    public boolean unanswered(LocalDate today) {
        return state == State.OPEN && acknowledged.isEmpty() && today.isAfter(answerDue);
    }

    /** Whether it is over. */
    public boolean over() {
        return state.over();
    }

    /** Days until it is due; negative if that has passed. */
    public long daysLeft(LocalDate today) {
        return today.until(due, java.time.temporal.ChronoUnit.DAYS);
    }

    /** Whether this can be done to it now. */
    public boolean fits(Act act) {
        return switch (act) {
            case RECEIVE -> false;
            case ACKNOWLEDGE -> state == State.OPEN && acknowledged.isEmpty();
            case EXTEND -> (state == State.OPEN || state == State.GRANTED) && !extended;
            case GRANT, REFUSE -> state == State.OPEN;
            case FINISH -> state == State.GRANTED;
        };
    }
}
