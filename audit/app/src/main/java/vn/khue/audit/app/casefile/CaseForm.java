package vn.khue.audit.app.casefile;

import java.util.Optional;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.CloseReason;
import vn.khue.audit.app.triage.IncidentKind;

/**
 * The form of a decision about a case, as typed.
 *
 * @param reason a name of {@link CloseReason} for closing, of {@link IncidentKind} for marking
 */
record CaseForm(String act, String reason, String note) {

    CaseForm {
        act = ActForm.clean(act, 16);
        reason = ActForm.clean(reason, 24);
        note = ActForm.clean(note, ActForm.LONGEST_NOTE);
    }

    /** What was typed, understood. */
    sealed interface Reading {

        record Understood(CaseAct act) implements Reading {}

        /** Code of a text {@code triage.failed.CODE}. */
        record NotUnderstood(String code) implements Reading {}
    }

    Reading read() {
        if ((act.equals("comment") || act.equals("close") || act.equals("reopen")) && note.isEmpty()) {
            return new Reading.NotUnderstood("note");
        }
        return switch (act) {
            case "take" -> new Reading.Understood(new CaseAct.Take());
            case "comment" -> new Reading.Understood(new CaseAct.Comment());
            case "reopen" -> new Reading.Understood(new CaseAct.Reopen());
            case "close" ->
                choice(CloseReason.class)
                        .<Reading>map(why -> new Reading.Understood(new CaseAct.Close(why)))
                        .orElseGet(() -> new Reading.NotUnderstood("reason"));
            case "mark" ->
                choice(IncidentKind.class)
                        .<Reading>map(kind -> new Reading.Understood(new CaseAct.Mark(kind)))
                        .orElseGet(() -> new Reading.NotUnderstood("incident"));
            default -> new Reading.NotUnderstood("act");
        };
    }

    private <E extends Enum<E>> Optional<E> choice(Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(reason)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
