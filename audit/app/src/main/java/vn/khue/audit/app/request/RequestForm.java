package vn.khue.audit.app.request;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import vn.khue.audit.app.triage.ActForm;

/**
 * The form by which a request is received, as typed.
 *
 * @param kind a name of {@link RequestKind}
 * @param subject Khuê id
 * @param received a day in Viet Nam, such as {@code 2026-11-23}
 * @param processors anything means yes
 */
record RequestForm(String kind, String subject, String received, String processors, String note) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** Longer ago nobody enters it for the first time. */
    private static final int LONGEST_AGO = 366;

    RequestForm {
        kind = ActForm.clean(kind, 16);
        subject = ActForm.clean(subject, 64).toLowerCase(java.util.Locale.ROOT);
        received = ActForm.clean(received, 10);
        processors = ActForm.clean(processors, 8);
        note = ActForm.clean(note, ActForm.LONGEST_NOTE);
    }

    /** What was received. */
    record Received(RequestKind kind, UUID subject, LocalDate on, boolean processors, String note) {}

    /** What was typed, understood. */
    sealed interface Reading {

        record Understood(Received received) implements Reading {}

        /** Code of a text {@code register.failed.CODE}. */
        record NotUnderstood(String code) implements Reading {}
    }

    Reading read(LocalDate today) {
        Optional<RequestKind> what = Arrays.stream(RequestKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
        if (what.isEmpty()) {
            return new Reading.NotUnderstood("kind");
        }
        // A citizen number has no place here: it is refused, and what was typed is not shown again.
        if (!ID.matcher(subject).matches()) {
            return new Reading.NotUnderstood("subject");
        }
        LocalDate day;
        try {
            day = LocalDate.parse(received);
        } catch (DateTimeParseException strange) {
            return new Reading.NotUnderstood("received");
        }
        if (day.isAfter(today) || day.isBefore(today.minusDays(LONGEST_AGO))) {
            return new Reading.NotUnderstood("received");
        }
        return new Reading.Understood(
                new Received(what.get(), UUID.fromString(subject), day, !processors.isEmpty(), note));
    }

    /** The same without what must not be shown again. */
    RequestForm shown() {
        return ID.matcher(subject).matches() ? this : new RequestForm(kind, "", received, processors, note);
    }
}
