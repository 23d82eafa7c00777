package vn.khue.roster.source;

import java.util.List;
import java.util.Optional;
import vn.khue.directory.ClassRole;
import vn.khue.directory.PersonName;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;

/**
 * Understands a table with one person a row, under headings in any order: plain CSV and the national database's export. The heading is
 * the first row with three columns that we know; rows before it are titles, rows that repeat it are passed over. For one thread.
 */
final class PersonTable implements Table {

    private static final int HEADING_COLUMNS = 3;
    private static final int TITLE_ROWS = 20;

    private final TableSettings settings;
    private final RowSink rows;
    private final InputErrors errors;
    private final CellText text;
    private final ClassColumns classes;
    private Optional<TableHeading> heading = Optional.empty();
    private long titles;
    private boolean refused;

    PersonTable(TableSettings settings, InputLimits limits, RowSink rows, InputErrors errors) {
        this.settings = settings;
        this.rows = rows;
        this.errors = errors;
        this.text = new CellText(limits);
        this.classes = new ClassColumns(settings.schoolYear());
    }

    @Override
    public void row(Place place, List<Cell> cells) {
        if (refused) {
            return;
        }
        long known = TableHeading.named(cells).stream()
                .flatMap(Optional::stream)
                .distinct()
                .count();
        if (known >= HEADING_COLUMNS) {
            if (heading.isEmpty()) {
                heading = TableHeading.of(
                        place,
                        cells,
                        settings.unit().isPresent(),
                        settings.citizens().isPresent(),
                        errors);
                refused = heading.isEmpty();
                if (cells.stream().anyMatch(cell -> Heading.isAboutParents(cell.text()))) {
                    rows.accept(new RosterRow.ParentsRow(place));
                }
            }
        } else if (heading.isEmpty()) {
            if (++titles > TITLE_ROWS) {
                noHeading(place);
            }
        } else if (cells.stream().anyMatch(cell -> !cell.text().isBlank())) {
            person(TableRow.of(place, cells, heading.get(), text, errors));
        }
    }

    /** Reports a table that ended without a heading. */
    void end(String file) {
        if (!refused && heading.isEmpty()) {
            noHeading(new Place(file, 1));
        }
    }

    private void noHeading(Place place) {
        refused = true;
        errors.row(
                place,
                Problem.COLUMN_MISSING,
                Heading.CODE.shown() + ", " + Heading.FULL_NAME.shown() + ", " + Heading.CLASS.shown(),
                "");
    }

    private void person(TableRow row) {
        Optional<PersonName> name = NameColumns.name(row);
        Optional<String> birth = PersonColumns.birthDate(row, settings.today());
        String code = PersonColumns.code(row);
        Optional<RowStatus> status = PersonColumns.status(row);
        Sex sex = PersonColumns.sex(row);
        String unit = PersonColumns.school(row, settings.unit().orElse(""));
        Optional<Position> position = PersonColumns.position(row);
        String role = HeaderName.key(row.get(Heading.ROLE));
        boolean staff = position.isPresent() || !role.isEmpty() && !role.equals("pupil") && !role.equals("hocsinh");
        boolean active = status.orElse(RowStatus.LEFT) == RowStatus.ACTIVE;
        Optional<RosterRow.ClassRow> group = classes.group(row, unit, staff || !active);
        Optional<String> citizen = settings.citizens().flatMap(key -> PersonColumns.citizenHash(row, key));
        if (row.refused()) {
            return;
        }
        rows.accept(new RosterRow.PersonRow(
                row.place(),
                Optional.of(staff ? PersonKind.STAFF : PersonKind.PUPIL),
                code,
                List.of(code),
                name.orElseThrow(),
                birth,
                sex,
                PersonColumns.mail(row),
                status.orElseThrow(),
                Optional.of(unit)));
        citizen.ifPresent(hash -> rows.accept(new RosterRow.CitizenRow(row.place(), code, hash)));
        position.ifPresent(held -> rows.accept(new RosterRow.AppointmentRow(row.place(), code, unit, held)));
        if (active) {
            group.ifPresent(in -> enrol(row.place(), code, in, classRole(staff, role)));
        }
    }

    private void enrol(Place place, String code, RosterRow.ClassRow group, ClassRole role) {
        if (classes.first(group)) {
            rows.accept(group);
        }
        rows.accept(new RosterRow.EnrolmentRow(place, code, group.key(), role, RowStatus.ACTIVE));
    }

    private static ClassRole classRole(boolean staff, String role) {
        if (!staff) {
            return ClassRole.PUPIL;
        }
        return role.equals("formteacher") || role.equals("gvcn") || role.equals("giaovienchunhiem")
                ? ClassRole.FORM_TEACHER
                : ClassRole.SUBJECT_TEACHER;
    }
}
