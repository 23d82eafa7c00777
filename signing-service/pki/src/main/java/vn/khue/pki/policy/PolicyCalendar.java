package vn.khue.pki.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Which profile a certificate is judged by where somebody asks about a time long past: algorithms were sound then that are not
 * now. Never for signatures on documents, which are judged by the present profile whatever their time, since whoever can forge
 * one today can also write an old date into it. Immutable.
 *
 * @param former profiles no longer in force
 * @param present name of the profile in force
 */
public record PolicyCalendar(List<Former> former, String present) {
    /**
     * @param profile its name
     * @param before instant (UTC) from which it no longer counts
     * @param source the text that says so
     */
    public record Former(String profile, Instant before, String source) {}

    public PolicyCalendar {
        former = former.stream().sorted(Comparator.comparing(Former::before)).toList();
    }

    /** The calendar that is shipped. */
    public static PolicyCalendar shipped() {
        return DataFile.resource(PolicyCalendar.class, "calendar.json", PolicyCalendar.class);
    }

    /** The profile that was in force at that instant. */
    public PkiPolicy at(Instant time) {
        String profile = former.stream()
                .filter(f -> time.isBefore(f.before()))
                .map(Former::profile)
                .findFirst()
                .orElse(present);
        return DataFile.resource(PolicyCalendar.class, profile + ".json", PkiPolicy.class);
    }
}
