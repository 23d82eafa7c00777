package vn.khue.audit.app.compliance;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import vn.khue.audit.app.triage.ActForm;

/**
 * The form by which an officer signs, as typed.
 *
 * @param until last day, such as {@code 2027-05-31}
 */
record SignOffForm(String note, String until) {

    SignOffForm {
        note = ActForm.clean(note, ActForm.LONGEST_NOTE);
        until = ActForm.clean(until, 10);
    }

    /** Code of a text {@code register.failed.CODE}; empty where nothing lacks. */
    Optional<String> lacking(LocalDate today, LocalDate most) {
        Optional<LocalDate> day = day();
        if (day.isEmpty() || !day.get().isAfter(today) || day.get().isAfter(most)) {
            return Optional.of("until");
        }
        return note.isEmpty() ? Optional.of("note") : Optional.empty();
    }

    Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(until));
        } catch (DateTimeParseException strange) {
            return Optional.empty();
        }
    }
}
