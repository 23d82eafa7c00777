package vn.khue.console.slip;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.help.HelpedPerson;
import vn.khue.console.help.NewSlip;

/**
 * One slip on paper.
 *
 * @param qr an SVG element; empty for a slip without one
 */
public record PrintedSlip(String name, String uid, String code, String qr, Instant expires) {

    /**
     * Slips in the order of the people.
     *
     * @param label what a screen reader says of the QR code of one
     * @throws ConsoleException if a slip is missing, or is nobody's
     */
    public static List<PrintedSlip> of(List<HelpedPerson> people, List<NewSlip> made, String label) {
        Map<UUID, NewSlip> open = new HashMap<>();
        made.forEach(slip -> open.put(slip.person(), slip));
        List<PrintedSlip> slips = new ArrayList<>();
        for (HelpedPerson person : people) {
            NewSlip slip = Optional.ofNullable(open.remove(person.id())).orElseThrow(PrintedSlip::others);
            slips.add(new PrintedSlip(
                    person.name(),
                    person.uid(),
                    slip.code(),
                    slip.qr().map(text -> QrSvg.of(text, label)).orElse(""),
                    slip.expires()));
        }
        if (!open.isEmpty()) {
            throw others();
        }
        return slips;
    }

    private static ConsoleException others() {
        return new ConsoleException(
                ConsoleException.Reason.NOT_UNDERSTOOD,
                "expected one slip for each person chosen, found others; make them again");
    }

    /** Keeps the secrets to itself. */
    @Override
    public String toString() {
        return "PrintedSlip[" + uid + "]";
    }
}
