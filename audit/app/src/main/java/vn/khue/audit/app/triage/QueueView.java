package vn.khue.audit.app.triage;

import java.util.List;

/** Which states the queue shows. */
public enum QueueView {
    /** All that is not closed. */
    WAITING("OPEN", "TAKEN"),
    /** The reader's own, not closed. */
    MINE("TAKEN"),
    OPEN("OPEN"),
    TAKEN("TAKEN"),
    CLOSED("CLOSED"),
    /** What a suppression hides. */
    SUPPRESSED("SUPPRESSED"),
    ALL("OPEN", "TAKEN", "CLOSED", "SUPPRESSED");

    private final List<String> states;

    QueueView(String... states) {
        this.states = List.of(states);
    }

    List<String> states() {
        return states;
    }
}
