package vn.khue.roster.source;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One row under a heading: its cells as clean text, and what is refused of it. For one thread. */
final class TableRow {

    private final Place place;
    private final TableHeading heading;
    private final InputErrors errors;
    private final long before;
    private final Map<Heading, String> values = new EnumMap<>(Heading.class);
    private final Set<Heading> bad = EnumSet.noneOf(Heading.class);

    private TableRow(Place place, TableHeading heading, InputErrors errors) {
        this.place = place;
        this.heading = heading;
        this.errors = errors;
        this.before = errors.count();
    }

    /** Reads the cells; those that are refused are told. */
    static TableRow of(Place place, List<Table.Cell> cells, TableHeading heading, CellText text, InputErrors errors) {
        var row = new TableRow(place, heading, errors);
        if (cells.size() > heading.width()
                && cells.stream()
                        .skip(heading.width())
                        .anyMatch(cell -> !cell.text().isBlank())) {
            errors.row(place, Problem.COLUMN_COUNT, "" + heading.width(), "" + cells.size());
        }
        // In the order of the columns of an enum, so that errors come in the same order every time.
        for (Heading column : Heading.values()) {
            if (heading.has(column)) {
                row.value(cells, column, heading.columns().get(column), text)
                        .ifPresentOrElse(value -> row.values.put(column, value), () -> row.bad.add(column));
            }
        }
        return row;
    }

    private Optional<String> value(List<Table.Cell> cells, Heading column, int number, CellText text) {
        if (number >= cells.size()) {
            return Optional.of("");
        }
        Table.Cell cell = cells.get(number);
        if (cell.kind() == Table.Kind.FORMULA) {
            refuse(column, Problem.CELL_FORMULA, "", "=");
            return Optional.empty();
        }
        if (cell.kind() == Table.Kind.ERROR) {
            refuse(column, Problem.CELL_ERROR, "", Shape.word(cell.text()));
            return Optional.empty();
        }
        if (cell.kind() == Table.Kind.NUMBER && column == Heading.BIRTH_DATE) {
            return Optional.of(SerialDay.text(cell.text()));
        }
        return text.clean(cell.text(), place, heading.shown(column), errors);
    }

    Place place() {
        return place;
    }

    /** Whether the table has that column at all. */
    boolean has(Heading column) {
        return heading.has(column);
    }

    /** The value; empty where there is none. */
    String get(Heading column) {
        return get(column, "");
    }

    /** The value; the other where the table has no such column, or the cell was refused. */
    String get(Heading column, String other) {
        return values.getOrDefault(column, other);
    }

    /** Tells that a cell is not taken. */
    void refuse(Heading column, Problem problem, String expected, String found) {
        // What was refused already is not called missing besides.
        if (!bad.contains(column)) {
            errors.cell(place, heading.shown(column), problem, expected, found);
        }
    }

    /** Whether anything in it was refused. */
    boolean refused() {
        return errors.count() > before;
    }
}
