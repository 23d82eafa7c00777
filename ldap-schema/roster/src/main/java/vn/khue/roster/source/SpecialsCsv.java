package vn.khue.roster.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.khue.roster.RosterException;

/**
 * Reads the list of what does not go the usual way at a rollover: CSV with the headings {@code school}, {@code class}, {@code code},
 * {@code outcome}, {@code next_class}, or their Vietnamese names.
 */
public final class SpecialsCsv {

    private static final List<String> HEADINGS = List.of("school", "class", "code", "outcome", "next_class");
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("school", "school"),
            Map.entry("matruong", "school"),
            Map.entry("class", "class"),
            Map.entry("lop", "class"),
            Map.entry("code", "code"),
            Map.entry("mahocsinh", "code"),
            Map.entry("outcome", "outcome"),
            Map.entry("ketqua", "outcome"),
            Map.entry("nextclass", "next_class"),
            Map.entry("lopmoi", "next_class"));
    private static final Map<String, String> OUTCOMES = Map.of(
            "promote", "PROMOTE",
            "lenlop", "PROMOTE",
            "repeat", "REPEAT",
            "olailop", "REPEAT",
            "luuban", "REPEAT",
            "graduate", "GRADUATE",
            "totnghiep", "GRADUATE",
            "hoanthanh", "GRADUATE");

    private final InputLimits limits;

    public SpecialsCsv(InputLimits limits) {
        this.limits = limits;
    }

    /** One line: {@code values} by heading in English, the outcome in capitals. */
    public record Line(Place place, Map<String, String> values) {}

    /** Reads all lines; errors are added, lines with one are not given. */
    public List<Line> read(Path file, InputErrors errors) {
        String name = String.valueOf(file.getFileName());
        List<Line> lines = new ArrayList<>();
        List<Optional<String>> columns = new ArrayList<>();
        var text = new CellText(limits);
        Table table = (place, cells) -> {
            if (columns.isEmpty()) {
                cells.forEach(cell -> columns.add(Optional.ofNullable(KNOWN.get(HeaderName.key(cell.text())))));
                if (columns.stream()
                                .flatMap(Optional::stream)
                                .filter("school"::equals)
                                .count()
                        != 1) {
                    errors.row(place, Problem.COLUMN_MISSING, String.join(", ", HEADINGS), "");
                }
                return;
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
                if (columns.get(i).isPresent()) {
                    String column = columns.get(i).get();
                    text.clean(cells.get(i).text(), place, column, errors)
                            .ifPresent(value -> values.put(column, value));
                }
            }
            String outcome = values.getOrDefault("outcome", "");
            if (!outcome.isEmpty() && !OUTCOMES.containsKey(HeaderName.key(outcome))) {
                errors.cell(
                        place, "outcome", Problem.WORD_UNKNOWN, "Lên lớp, Ở lại lớp, Tốt nghiệp", Shape.word(outcome));
                return;
            }
            values.put(
                    "outcome",
                    outcome.isEmpty()
                            ? ""
                            : OUTCOMES.get(HeaderName.key(outcome)).toUpperCase(Locale.ROOT));
            lines.add(new Line(place, values));
        };
        try {
            CsvTable.Bytes bytes = () -> Files.newInputStream(file);
            new CsvTable(limits).read(name, CsvTable.separator(bytes), bytes, table, errors);
        } catch (IOException e) {
            throw new RosterException(
                    RosterException.Reason.UNREADABLE,
                    "expected a list that can be read, found " + e.getClass().getSimpleName() + " for " + name,
                    e);
        }
        return lines;
    }
}
