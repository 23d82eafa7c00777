package vn.khue.audit.app.triage;

import java.time.Duration;
import java.util.Optional;

/** The form that asks for a suppression, as typed. */
record AskForm(String days, String note) {

    private static final int LONGEST_NUMBER = 8;

    AskForm {
        days = ActForm.clean(days, LONGEST_NUMBER);
        note = ActForm.clean(note, ActForm.LONGEST_NOTE);
    }

    /** Code of a text {@code triage.failed.CODE}; empty where nothing lacks. */
    Optional<String> lacking(Duration most) {
        if (!days.matches("[0-9]{1,3}") || term() < 1 || term() > most.toDays()) {
            return Optional.of("days");
        }
        return note.isEmpty() ? Optional.of("note") : Optional.empty();
    }

    /** In days; only where nothing lacks. */
    int term() {
        return Integer.parseInt(days);
    }
}
