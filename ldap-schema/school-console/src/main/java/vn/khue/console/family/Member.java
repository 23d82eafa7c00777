package vn.khue.console.family;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody whose consents the reader sees: the reader, or a child for whom the reader stands. Immutable.
 *
 * @param self whether it is the reader
 * @param entrusted whether the guardianship leaves consent to the reader; true for the reader
 * @param until last day of the guardianship, Vietnam's calendar; empty while its end is open
 */
public record Member(
        UUID id,
        String name,
        AgeBand age,
        boolean self,
        boolean entrusted,
        Optional<LocalDate> until,
        List<AppConsent> apps) {

    public Member {
        apps = List.copyOf(apps);
    }

    /** Whether the reader has a say of their own; the gate decides anew when it is said. */
    public boolean mayAnswer() {
        return self ? age.asksPerson() : entrusted && age.asksRepresentative();
    }

    /** How many apps wait for the reader's word. */
    public long waiting() {
        return mayAnswer() ? apps.stream().filter(app -> app.unanswered(self)).count() : 0;
    }
}
