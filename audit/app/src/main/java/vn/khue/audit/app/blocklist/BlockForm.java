package vn.khue.audit.app.blocklist;

import java.util.Optional;
import vn.khue.audit.app.triage.ActForm;

/** The form that asks for a block, as typed. */
public record BlockForm(String range, String days, String note) {

    private static final int LONGEST_RANGE = 49;
    private static final int LONGEST_NUMBER = 8;

    public BlockForm {
        range = ActForm.clean(range, LONGEST_RANGE);
        days = ActForm.clean(days, LONGEST_NUMBER);
        note = ActForm.clean(note, ActForm.LONGEST_NOTE);
    }

    Optional<AddressRange> addresses() {
        return AddressRange.parse(range);
    }

    /** What is wrong with the addresses, as the end of a message key. */
    Optional<String> wrongRange() {
        return addresses().map(AddressRange::fault).orElse(Optional.of("range"));
    }

    /** The first fault of all, as the end of a message key; empty where nothing lacks. */
    Optional<String> lacking() {
        if (wrongRange().isPresent()) {
            return wrongRange();
        } else if (!days.matches("[0-9]{1,3}") || term() < 1 || term() > Blocklist.MOST_DAYS) {
            return Optional.of("days");
        }
        return note.isEmpty() ? Optional.of("note") : Optional.empty();
    }

    /** In days; only where nothing lacks. */
    int term() {
        return Integer.parseInt(days);
    }
}
