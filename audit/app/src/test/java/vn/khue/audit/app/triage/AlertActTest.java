package vn.khue.audit.app.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.audit.app.triage.Triage.Assignee;

/** Every act in every state. */
class AlertActTest {

    private static final Assignee OFFICER = new Assignee(UUID.randomUUID(), "Ngô Thanh Lan");
    private static final Assignee OTHER = new Assignee(UUID.randomUUID(), "Trần Văn Minh");

    private static Triage in(AlertState state) {
        return new Triage(
                state,
                state == AlertState.OPEN ? Optional.empty() : Optional.of(OTHER),
                state == AlertState.CLOSED ? Optional.of(CloseReason.BENIGN) : Optional.empty(),
                Optional.empty(),
                3);
    }

    @ParameterizedTest
    @CsvSource({
        "take, OPEN, TAKEN",
        "take, TAKEN, TAKEN",
        "take, CLOSED, ",
        "comment, OPEN, OPEN",
        "comment, TAKEN, TAKEN",
        "comment, CLOSED, CLOSED",
        "close, OPEN, CLOSED",
        "close, TAKEN, CLOSED",
        "close, CLOSED, ",
        "reopen, OPEN, ",
        "reopen, TAKEN, ",
        "reopen, CLOSED, OPEN",
        "mark, OPEN, OPEN",
        "mark, TAKEN, TAKEN",
        "mark, CLOSED, ",
        "take, SUPPRESSED, TAKEN",
        "comment, SUPPRESSED, OPEN",
        "close, SUPPRESSED, CLOSED",
        "reopen, SUPPRESSED, ",
        "mark, SUPPRESSED, OPEN",
    })
    void fitsOrDoesNot(String act, AlertState before, AlertState after) {
        String reason = act.equals("mark") ? "DATA_BREACH" : "TRUE_POSITIVE";
        var read = (ActForm.Reading.Understood) new ActForm(act, reason, "đã gọi").read();
        assertThat(read.act().word()).isEqualTo(act);
        Optional<Triage> applied = read.act().applied(in(before), OFFICER);
        assertThat(applied.map(Triage::state)).isEqualTo(Optional.ofNullable(after));
        assertThat(applied.map(Triage::version).orElse(3)).isEqualTo(3);
    }

    @Test
    void takingTakesOver() {
        assertThat(new AlertAct.Take()
                        .applied(in(AlertState.TAKEN), OFFICER)
                        .orElseThrow()
                        .assignee())
                .contains(OFFICER);
    }

    @Test
    void closingLeavesItWithWhoeverHadIt() {
        assertThat(new AlertAct.Close(CloseReason.BENIGN)
                        .applied(in(AlertState.TAKEN), OFFICER)
                        .orElseThrow()
                        .assignee())
                .contains(OTHER);
        assertThat(new AlertAct.Close(CloseReason.BENIGN)
                        .applied(in(AlertState.OPEN), OFFICER)
                        .orElseThrow()
                        .assignee())
                .contains(OFFICER);
    }

    @Test
    void theSameMarkTwiceIsNone() {
        AlertAct mark = new AlertAct.Mark(IncidentKind.DATA_BREACH);
        Triage marked = mark.applied(in(AlertState.TAKEN), OFFICER).orElseThrow();
        assertThat(mark.applied(marked, OFFICER)).isEmpty();
        assertThat(new AlertAct.Mark(IncidentKind.SERIOUS_INCIDENT).applied(marked, OFFICER))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "close, , đã gọi, reason",
        "close, DATA_BREACH, đã gọi, reason",
        "close, BENIGN, ' ', note",
        "comment, , '', note",
        "reopen, , '', note",
        "mark, BENIGN, x, incident",
        "drop, , x, act",
        ", , , act",
    })
    void whatIsLackingIsNamed(String act, String reason, String note, String code) {
        assertThat(new ActForm(act, reason, note).read()).isEqualTo(new ActForm.Reading.NotUnderstood(code));
    }

    @Test
    void aNoteIsBoundedAndOneLine() {
        assertThat(new ActForm("comment", null, "a\u0000\nb" + "x".repeat(900)).note())
                .startsWith("a b")
                .hasSize(500);
    }
}
