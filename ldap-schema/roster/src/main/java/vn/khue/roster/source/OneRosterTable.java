package vn.khue.roster.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads one CSV file of OneRoster by its headings and gives record after record. For one thread. */
final class OneRosterTable implements Table {

    private final OneRosterFiles kind;
    private final CellText text;
    private final InputErrors errors;
    private final Consumer<OneRosterRecord> records;
    private List<Optional<String>> columns = List.of();
    private boolean refused;

    OneRosterTable(OneRosterFiles kind, InputLimits limits, InputErrors errors, Consumer<OneRosterRecord> records) {
        this.kind = kind;
        this.text = new CellText(limits);
        this.errors = errors;
        this.records = records;
    }

    @Override
    public void row(Place place, List<Cell> cells) {
        if (refused) {
            return;
        }
        if (columns.isEmpty()) {
            heading(place, cells);
            return;
        }
        if (cells.size() != columns.size()) {
            errors.row(place, Problem.COLUMN_COUNT, "" + columns.size(), "" + cells.size());
            return;
        }
        Map<String, String> values = new HashMap<>();
        boolean whole = true;
        for (int i = 0; i < cells.size(); i++) {
            if (columns.get(i).isPresent()) {
                String column = columns.get(i).get();
                Optional<String> value = text.clean(cells.get(i).text(), place, column, errors);
                whole &= value.isPresent();
                value.ifPresent(clean -> values.put(column, clean));
            }
        }
        for (String column : List.of("sourcedId", "status")) {
            whole &= check(place, column, values.getOrDefault(column, ""));
        }
        if (whole) {
            records.accept(new OneRosterRecord(place, values));
        }
    }

    private boolean check(Place place, String column, String value) {
        if (column.equals("sourcedId") && value.isEmpty()) {
            errors.cell(place, column, Problem.VALUE_MISSING, "", "");
            return false;
        }
        if (column.equals("status")
                && !value.isEmpty()
                && !value.equalsIgnoreCase("active")
                && !value.equalsIgnoreCase("tobedeleted")
                && !value.equalsIgnoreCase("inactive")) {
            errors.cell(place, column, Problem.WORD_UNKNOWN, "active, tobedeleted", Shape.word(value));
            return false;
        }
        return true;
    }

    private void heading(Place place, List<Cell> cells) {
        Set<String> seen = new HashSet<>();
        List<Optional<String>> found = new ArrayList<>();
        for (Cell cell : cells) {
            Optional<String> known = kind.known(cell.text().strip());
            if (known.isPresent() && !seen.add(known.get())) {
                errors.cell(place, known.get(), Problem.COLUMN_DOUBLE, "1", "2");
                refused = true;
            }
            found.add(known);
        }
        for (String column : kind.required()) {
            if (!seen.contains(column)) {
                errors.cell(place, column, Problem.COLUMN_MISSING, column, "");
                refused = true;
            }
        }
        columns = found;
    }
}
