package vn.khue.audit.app.incident;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import vn.khue.audit.app.incident.Incident.Act;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.web.time.VietnamTime;

/**
 * The form by which something is noted, as typed.
 *
 * @param act a name of {@link Act}
 * @param duty of reports: KIND.report
 * @param recipient who was told
 * @param at minute in Viet Nam, such as {@code 2026-11-23T09:12}
 */
record IncidentForm(String act, String duty, String recipient, String at, String note) {

    private static final int LONGEST_RECIPIENT = 200;

    IncidentForm {
        act = ActForm.clean(act, 16);
        duty = ActForm.clean(duty, 48);
        recipient = ActForm.clean(recipient, LONGEST_RECIPIENT);
        at = ActForm.clean(at, 24);
        note = ActForm.clean(note, ActForm.LONGEST_NOTE);
    }

    /** What is to be noted. */
    record Noting(
            Act act, Optional<IncidentKind> kind, Optional<String> report, String recipient, Instant at, String note) {}

    /** What was typed, understood. */
    sealed interface Reading {

        record Understood(Noting noting) implements Reading {}

        /** Code of a text {@code register.failed.CODE}. */
        record NotUnderstood(String code) implements Reading {}
    }

    /** @param now nothing was done later; an empty field means now */
    Reading read(Instant now) {
        Optional<Act> what = Arrays.stream(Act.values())
                .filter(each -> each.name().equals(act))
                .findFirst();
        if (what.isEmpty()) {
            return new Reading.NotUnderstood("act");
        }
        Instant when;
        try {
            when = at.isEmpty()
                    ? now
                    : LocalDateTime.parse(at).atZone(VietnamTime.ZONE).toInstant();
        } catch (DateTimeParseException strange) {
            return new Reading.NotUnderstood("when");
        }
        if (when.isAfter(now)) {
            return new Reading.NotUnderstood("future");
        }
        boolean tells = what.get() == Act.REPORTED || what.get() == Act.INFORMED;
        if (tells && recipient.isEmpty()) {
            return new Reading.NotUnderstood("recipient");
        }
        if (!tells && note.isEmpty()) {
            return new Reading.NotUnderstood("note");
        }
        Optional<IncidentKind> kind = Optional.empty();
        Optional<String> report = Optional.empty();
        if (what.get() == Act.REPORTED) {
            int dot = duty.indexOf('.');
            kind = Arrays.stream(IncidentKind.values())
                    .filter(each -> dot > 0 && each.name().equals(duty.substring(0, dot)))
                    .findFirst();
            if (kind.isEmpty()) {
                return new Reading.NotUnderstood("duty");
            }
            report = Optional.of(duty.substring(dot + 1));
        }
        return new Reading.Understood(new Noting(what.get(), kind, report, tells ? recipient : "", when, note));
    }
}
