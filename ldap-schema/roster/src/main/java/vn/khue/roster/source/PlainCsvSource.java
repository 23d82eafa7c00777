package vn.khue.roster.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.khue.roster.RosterException;

/** A CSV file with one person a row; see {@link PersonTable} for its headings. */
public final class PlainCsvSource implements RosterSource {

    private final Path file;
    private final TableSettings settings;
    private final InputLimits limits;

    public PlainCsvSource(Path file, TableSettings settings, InputLimits limits) {
        this.file = file;
        this.settings = settings;
        this.limits = limits;
    }

    @Override
    public Coverage read(RowSink rows, InputErrors errors) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > limits.fileBytes()) {
                errors.file(name, Problem.FILE_TOO_LARGE, "" + limits.fileBytes(), "" + Files.size(file));
                return settings.coverage();
            }
            var table = new PersonTable(settings, limits, rows, errors);
            long before = errors.count();
            CsvTable.Bytes bytes = () -> Files.newInputStream(file);
            new CsvTable(limits).read(name, CsvTable.separator(bytes), bytes, table, errors);
            if (errors.count() == before) {
                table.end(name);
            }
            return settings.coverage();
        } catch (IOException e) {
            throw new RosterException(
                    RosterException.Reason.UNREADABLE,
                    "expected a file that can be read, found " + e.getClass().getSimpleName() + " for " + name
                            + "; see that it exists and may be read",
                    e);
        }
    }
}
