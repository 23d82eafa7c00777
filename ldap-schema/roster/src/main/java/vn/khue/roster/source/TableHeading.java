package vn.khue.roster.source;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of a table holds what. Immutable.
 *
 * @param columns numbers of the columns, from 0
 * @param names what the table itself calls them
 * @param width how many cells a row may have
 */
record TableHeading(Map<Heading, Integer> columns, Map<Heading, String> names, int width) {

    TableHeading {
        columns = Map.copyOf(columns);
        names = Map.copyOf(names);
    }

    /** The columns that a row of cells names, empty where it is none of ours. */
    static List<Optional<Heading>> named(List<Table.Cell> cells) {
        return cells.stream()
                .map(cell -> cell.text().length() > 100 ? Optional.<Heading>empty() : Heading.of(cell.text()))
                .toList();
    }

    /**
     * Understands a row of headings.
     *
     * @param schoolKnown whether a table without a column of schools will do
     * @param citizensTaken whether a column of citizen numbers may be there
     * @return empty, with the errors told, where a column is missing or there twice
     */
    static Optional<TableHeading> of(
            Place place, List<Table.Cell> cells, boolean schoolKnown, boolean citizensTaken, InputErrors errors) {
        long before = errors.count();
        var found = new EnumMap<Heading, Integer>(Heading.class);
        var shown = new EnumMap<Heading, String>(Heading.class);
        List<Optional<Heading>> headings = named(cells);
        for (int i = 0; i < headings.size(); i++) {
            Heading heading = headings.get(i).orElse(null);
            if (heading == null) {
                continue;
            }
            String name = cells.get(i).text().strip();
            if (found.putIfAbsent(heading, i) != null) {
                errors.cell(place, name, Problem.COLUMN_DOUBLE, "1", "2");
            }
            if (heading == Heading.CITIZEN && !citizensTaken) {
                errors.cell(place, name, Problem.CITIZEN_OFF, "", "");
            }
            shown.put(heading, name);
        }
        require(place, found, Heading.CODE, found.containsKey(Heading.CODE), errors);
        require(
                place,
                found,
                Heading.FULL_NAME,
                found.containsKey(Heading.FULL_NAME) || found.containsKey(Heading.GIVEN),
                errors);
        require(
                place,
                found,
                Heading.CLASS,
                found.containsKey(Heading.CLASS) || found.containsKey(Heading.POSITION),
                errors);
        require(place, found, Heading.SCHOOL, found.containsKey(Heading.SCHOOL) || schoolKnown, errors);
        return errors.count() == before ? Optional.of(new TableHeading(found, shown, cells.size())) : Optional.empty();
    }

    private static void require(
            Place place, Map<Heading, Integer> found, Heading heading, boolean there, InputErrors errors) {
        if (!there) {
            errors.row(place, Problem.COLUMN_MISSING, heading.shown(), "" + found.size());
        }
    }

    boolean has(Heading heading) {
        return columns.containsKey(heading);
    }

    /** What the table calls the column; ours where it has none. */
    String shown(Heading heading) {
        return names.getOrDefault(heading, heading.shown());
    }
}
