package vn.khue.roster.plan;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.source.RosterSource;

/**
 * A file to plan for.
 *
 * @param source name of the system it comes from; files of one source are compared for shrinking
 * @param file what to read, once
 * @param fileName shown in the journal
 * @param fileSha256 lower-case hex
 * @param day from which the changes hold
 * @param units ids of the schools that the file may speak of; empty for all
 */
public record ImportRequest(
        String source,
        RosterSource file,
        String fileName,
        String fileSha256,
        LocalDate day,
        Set<String> units,
        Decisions decisions,
        Doer doer) {
    public ImportRequest {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(fileSha256, "fileSha256");
        Objects.requireNonNull(day, "day");
        units = Set.copyOf(units);
        Objects.requireNonNull(decisions, "decisions");
        Objects.requireNonNull(doer, "doer");
    }
}
