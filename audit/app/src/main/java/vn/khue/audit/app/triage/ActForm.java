package vn.khue.audit.app.triage;

import java.text.Normalizer;
import java.util.Optional;
import vn.khue.audit.app.triage.AlertAct.Close;
import vn.khue.audit.app.triage.AlertAct.Comment;
import vn.khue.audit.app.triage.AlertAct.Mark;
import vn.khue.audit.app.triage.AlertAct.Reopen;
import vn.khue.audit.app.triage.AlertAct.Take;

/**
 * The form of a decision as typed.
 *
 * @param act take, comment, close, reopen or mark
 * @param reason a name of {@link CloseReason} for closing, of {@link IncidentKind} for marking
 */
public record ActForm(String act, String reason, String note) {

    public static final int LONGEST_NOTE = 500;

    public ActForm {
        act = clean(act, 16);
        reason = clean(reason, 24);
        note = clean(note, LONGEST_NOTE);
    }

    /** Text of one line, at most so long. */
    public static String clean(String typed, int longest) {
        String text = typed == null
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFC)
                        .replaceAll("\\p{Cntrl}+", " ")
                        .strip();
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** What was typed, understood. */
    sealed interface Reading {

        record Understood(AlertAct act) implements Reading {}

        /** Code of a text {@code triage.failed.CODE}. */
        record NotUnderstood(String code) implements Reading {}
    }

    Reading read() {
        return switch (act) {
            case "take" -> new Reading.Understood(new Take());
            case "comment" -> note.isEmpty() ? lacking("note") : new Reading.Understood(new Comment());
            case "close" -> close();
            case "reopen" -> note.isEmpty() ? lacking("note") : new Reading.Understood(new Reopen());
            case "mark" ->
                choice(IncidentKind.class)
                        .<Reading>map(kind -> new Reading.Understood(new Mark(kind)))
                        .orElseGet(() -> lacking("incident"));
            default -> lacking("act");
        };
    }

    private Reading close() {
        Optional<CloseReason> why = choice(CloseReason.class);
        if (why.isEmpty()) {
            return lacking("reason");
        }
        return note.isEmpty() ? lacking("note") : new Reading.Understood(new Close(why.get()));
    }

    private static Reading lacking(String code) {
        return new Reading.NotUnderstood(code);
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
