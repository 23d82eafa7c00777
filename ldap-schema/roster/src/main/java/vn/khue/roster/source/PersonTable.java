package vn.khue.roster.source;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.directory.ClassRole;
import vn.khue.directory.PersonName;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.name.VietnameseName;

/**
 * Understands a table with one person a row, under headings in any order: plain CSV and the national database's export. The heading is
 * the first row with three columns that we know; rows before it are titles, rows that repeat it are passed over. For one thread.
 */
final class PersonTable implements Table {

    private static final int HEADING_COLUMNS = 3;
    private static final int TITLE_ROWS = 20;
    private static final int CLASSES = 20_000;
    private static final Pattern CODE = Pattern.compile("[^\\s\\p{Z}\\p{C}]{1,20}");
    private static final Pattern SCHOOL_YEAR = Pattern.compile("(20[0-9]{2})\\s*[-–]\\s*(20[0-9]{2})");
    private static final Pattern GRADE = Pattern.compile("(?:[^0-9]*?)([0-9]{1,2}).*");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[A-Za-z0-9.-]{3,190}");
    /** What UTF-8 looks like when read as Windows-1252, and what TCVN3 looks like anywhere. */
    private static final Pattern MOJIBAKE =
            Pattern.compile("Ã[\\u0080-\\u00BF]|á»|áº|Ä[‘\\u0090]|[\\u00A1-\\u00BE&&[^\\u00B7]]");

    private final TableSettings settings;
    private final RowSink rows;
    private final InputErrors errors;
    private final CellText text;
    private final Set<String> classes = new LinkedHashSet<>();
    private Map<Heading, Integer> columns = Map.of();
    private Map<Heading, String> names = Map.of();
    private int width;
    private long titles;
    private final Set<Heading> bad = EnumSet.noneOf(Heading.class);
    private boolean refused;

    PersonTable(TableSettings settings, InputLimits limits, RowSink rows, InputErrors errors) {
        this.settings = settings;
        this.rows = rows;
        this.errors = errors;
        this.text = new CellText(limits);
    }

    @Override
    public void row(Place place, List<Cell> cells) {
        if (refused) {
            return;
        }
        List<Optional<Heading>> headings = cells.stream()
                .map(cell -> cell.text().length() > 100 ? Optional.<Heading>empty() : Heading.of(cell.text()))
                .toList();
        long known = headings.stream().flatMap(Optional::stream).distinct().count();
        if (known >= HEADING_COLUMNS) {
            if (columns.isEmpty()) {
                heading(place, cells, headings);
            }
            return;
        }
        if (columns.isEmpty()) {
            if (++titles > TITLE_ROWS) {
                noHeading(place);
            }
            return;
        }
        if (cells.stream().anyMatch(cell -> !cell.text().isBlank())) {
            person(place, cells);
        }
    }

    /** Reports a table that ended without a heading. */
    void end(String file) {
        if (!refused && columns.isEmpty()) {
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

    private void heading(Place place, List<Cell> cells, List<Optional<Heading>> headings) {
        var found = new EnumMap<Heading, Integer>(Heading.class);
        var shown = new EnumMap<Heading, String>(Heading.class);
        for (int i = 0; i < headings.size(); i++) {
            Heading heading = headings.get(i).orElse(null);
            if (heading != null && found.putIfAbsent(heading, i) != null) {
                errors.cell(place, cells.get(i).text().strip(), Problem.COLUMN_DOUBLE, "1", "2");
                refused = true;
            }
            if (heading != null) {
                shown.put(heading, cells.get(i).text().strip());
            }
        }
        boolean named = found.containsKey(Heading.FULL_NAME) || found.containsKey(Heading.GIVEN);
        require(place, found, Heading.CODE, found.containsKey(Heading.CODE));
        require(place, found, Heading.FULL_NAME, named);
        require(place, found, Heading.CLASS, found.containsKey(Heading.CLASS) || found.containsKey(Heading.POSITION));
        require(
                place,
                found,
                Heading.SCHOOL,
                found.containsKey(Heading.SCHOOL) || settings.unit().isPresent());
        columns = found;
        names = shown;
        width = cells.size();
    }

    private void require(Place place, Map<Heading, Integer> found, Heading heading, boolean there) {
        if (!there) {
            refused = true;
            errors.row(place, Problem.COLUMN_MISSING, heading.shown(), "" + found.size());
        }
    }

    private void person(Place place, List<Cell> cells) {
        long before = errors.count();
        bad.clear();
        if (cells.size() > width
                && cells.stream().skip(width).anyMatch(cell -> !cell.text().isBlank())) {
            errors.row(place, Problem.COLUMN_COUNT, "" + width, "" + cells.size());
        }
        Map<Heading, String> values = new EnumMap<>(Heading.class);
        for (Map.Entry<Heading, Integer> column : columns.entrySet()) {
            value(place, cells, column.getKey(), column.getValue())
                    .ifPresentOrElse(v -> values.put(column.getKey(), v), () -> bad.add(column.getKey()));
        }
        Optional<PersonName> name = name(place, values);
        Optional<String> birth = birthDate(place, values);
        String code = values.getOrDefault(Heading.CODE, "");
        if (code.isEmpty()) {
            cell(place, Heading.CODE, Problem.VALUE_MISSING, "", "");
        } else if (!code.isEmpty() && !CODE.matcher(code).matches()) {
            cell(place, Heading.CODE, Problem.CODE_FORM, "1–20", Shape.of(code));
        }
        String status = values.getOrDefault(Heading.STATUS, "");
        Optional<RowStatus> stay = status.isEmpty() ? Optional.of(RowStatus.ACTIVE) : RowStatus.of(status);
        if (stay.isEmpty()) {
            cell(place, Heading.STATUS, Problem.WORD_UNKNOWN, "Đang học, Chuyển đi, Thôi học, …", Shape.word(status));
        }
        Sex sex = sex(place, values);
        String mail = values.getOrDefault(Heading.MAIL, "");
        String unit = values.getOrDefault(Heading.SCHOOL, settings.unit().orElse(""));
        if (unit.isEmpty()) {
            cell(place, Heading.SCHOOL, Problem.VALUE_MISSING, "", "");
        }
        Optional<Position> position = position(place, values);
        String role = HeaderName.key(values.getOrDefault(Heading.ROLE, ""));
        boolean staff = position.isPresent() || !role.isEmpty() && !role.equals("pupil") && !role.equals("hocsinh");
        Optional<RosterRow.ClassRow> group =
                group(place, values, unit, staff || stay.orElse(RowStatus.LEFT) != RowStatus.ACTIVE);
        if (errors.count() > before) {
            return;
        }
        rows.accept(new RosterRow.PersonRow(
                place,
                Optional.of(staff ? PersonKind.STAFF : PersonKind.PUPIL),
                code,
                List.of(code),
                name.orElseThrow(),
                birth,
                sex,
                Optional.of(mail).filter(address -> MAIL.matcher(address).matches()),
                stay.orElseThrow(),
                Optional.of(unit)));
        position.ifPresent(held -> rows.accept(new RosterRow.AppointmentRow(place, code, unit, held)));
        if (stay.orElseThrow() == RowStatus.ACTIVE) {
            group.ifPresent(in -> {
                if (classes.add(in.key())) {
                    rows.accept(in);
                }
                rows.accept(
                        new RosterRow.EnrolmentRow(place, code, in.key(), classRole(staff, role), RowStatus.ACTIVE));
            });
        }
    }

    private static ClassRole classRole(boolean staff, String role) {
        if (!staff) {
            return ClassRole.PUPIL;
        }
        return role.equals("formteacher") || role.equals("gvcn") || role.equals("giaovienchunhiem")
                ? ClassRole.FORM_TEACHER
                : ClassRole.SUBJECT_TEACHER;
    }

    private Optional<String> value(Place place, List<Cell> cells, Heading heading, int column) {
        if (column >= cells.size()) {
            return Optional.of("");
        }
        Cell cell = cells.get(column);
        if (cell.kind() == Kind.FORMULA) {
            cell(place, heading, Problem.CELL_FORMULA, "", "=");
            return Optional.empty();
        }
        if (cell.kind() == Kind.ERROR) {
            cell(place, heading, Problem.CELL_ERROR, "", Shape.word(cell.text()));
            return Optional.empty();
        }
        if (cell.kind() == Kind.NUMBER && heading == Heading.BIRTH_DATE) {
            return Optional.of(SerialDay.text(cell.text()));
        }
        return text.clean(cell.text(), place, shown(heading), errors);
    }

    private Optional<PersonName> name(Place place, Map<Heading, String> values) {
        String full = values.getOrDefault(Heading.FULL_NAME, "");
        Heading column = columns.containsKey(Heading.FULL_NAME) ? Heading.FULL_NAME : Heading.GIVEN;
        String given = values.getOrDefault(Heading.GIVEN, "");
        String lead = values.getOrDefault(
                Heading.FAMILY_AND_MIDDLE,
                (values.getOrDefault(Heading.FAMILY, "") + " " + values.getOrDefault(Heading.MIDDLE, "")).strip());
        String whole = full.isEmpty() ? (lead + " " + given).strip() : full;
        if (whole.isEmpty() || full.isEmpty() && given.isEmpty()) {
            cell(place, column, Problem.VALUE_MISSING, "", "");
            return Optional.empty();
        }
        if (MOJIBAKE.matcher(whole).find()) {
            cell(place, column, Problem.NAME_MOJIBAKE, "UTF-8", "TCVN3 / Windows-1252");
            return Optional.empty();
        }
        try {
            if (given.isEmpty()) {
                return Optional.of(VietnameseName.split(whole));
            }
            String family = values.getOrDefault(Heading.FAMILY, "");
            if (!family.isEmpty()) {
                return Optional.of(new PersonName(family, values.getOrDefault(Heading.MIDDLE, ""), given, whole));
            }
            int space = lead.indexOf(' ');
            return Optional.of(new PersonName(
                    space < 0 ? lead : lead.substring(0, space),
                    space < 0 ? "" : lead.substring(space + 1),
                    given,
                    whole));
        } catch (IllegalArgumentException e) {
            cell(place, column, Problem.NAME_FORM, "1–100", Shape.of(whole));
            return Optional.empty();
        }
    }

    private Optional<String> birthDate(Place place, Map<Heading, String> values) {
        String written = values.getOrDefault(Heading.BIRTH_DATE, "");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> date = BirthDate.parse(written);
        if (date.isEmpty()) {
            cell(place, Heading.BIRTH_DATE, Problem.DATE_FORM, BirthDate.EXPECTED, Shape.of(written));
        } else if (!BirthDate.plausible(date.get(), settings.today())) {
            cell(place, Heading.BIRTH_DATE, Problem.DATE_RANGE, "1900 – " + settings.today(), Shape.of(written));
        }
        return date;
    }

    private Sex sex(Place place, Map<Heading, String> values) {
        String written = values.getOrDefault(Heading.SEX, "");
        Optional<Sex> sex = written.isEmpty() ? Optional.of(Sex.UNKNOWN) : Words.sex(written);
        if (sex.isEmpty()) {
            cell(place, Heading.SEX, Problem.WORD_UNKNOWN, Words.SEXES, Shape.word(written));
        }
        return sex.orElse(Sex.UNKNOWN);
    }

    private Optional<Position> position(Place place, Map<Heading, String> values) {
        String written = values.getOrDefault(Heading.POSITION, "");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<Position> position = Words.position(written);
        if (position.isEmpty()) {
            cell(place, Heading.POSITION, Problem.WORD_UNKNOWN, "Giáo viên, Kế toán, Thư viện, …", Shape.word(written));
        }
        return position;
    }

    private Optional<RosterRow.ClassRow> group(Place place, Map<Heading, String> values, String unit, boolean mayLack) {
        String name = values.getOrDefault(Heading.CLASS, "");
        if (name.isEmpty()) {
            if (!mayLack) {
                cell(place, Heading.CLASS, Problem.VALUE_MISSING, "", "");
            }
            return Optional.empty();
        }
        if (name.length() > 60 || classes.size() > CLASSES) {
            cell(place, Heading.CLASS, Problem.CELL_TOO_LONG, "60", "" + name.length());
            return Optional.empty();
        }
        String year = values.getOrDefault(Heading.SCHOOL_YEAR, "");
        Matcher years = SCHOOL_YEAR.matcher(year.isEmpty() ? settings.schoolYear() : year);
        if (!years.matches() || Integer.parseInt(years.group(2)) != Integer.parseInt(years.group(1)) + 1) {
            cell(place, Heading.SCHOOL_YEAR, Problem.YEAR_FORM, "2026-2027", Shape.of(year));
            return Optional.empty();
        }
        String schoolYear = years.group(1) + "-" + years.group(2);
        Optional<Integer> grade = grade(values.getOrDefault(Heading.GRADE, ""), name);
        if (grade.isEmpty()) {
            cell(place, Heading.GRADE, Problem.GRADE_FORM, "0–12", Shape.word(values.getOrDefault(Heading.GRADE, "")));
            return Optional.empty();
        }
        String key = unit + "|" + schoolYear + "|" + HeaderName.key(name) + "|" + name.toUpperCase(Locale.ROOT);
        return Optional.of(new RosterRow.ClassRow(place, key, unit, schoolYear, grade.get(), name));
    }

    /** The grade as told, else as the class's name begins; nursery classes have grade 0. */
    private static Optional<Integer> grade(String told, String className) {
        if (told.isEmpty()) {
            int digits = 0;
            while (digits < Math.min(2, className.length()) && Character.isDigit(className.charAt(digits))) {
                digits++;
            }
            int number = digits == 0 ? 0 : Integer.parseInt(className.substring(0, digits));
            return Optional.of(number).filter(grade -> grade <= 12);
        }
        Matcher number = GRADE.matcher(told);
        if (number.matches()) {
            return Optional.of(Integer.parseInt(number.group(1))).filter(grade -> grade <= 12);
        }
        return told.length() < 40 && HeaderName.key(told).matches("(mau)?giao.*|nhatre.*|mam.*|choi.*|la.*|.*tuoi.*")
                ? Optional.of(0)
                : Optional.empty();
    }

    private String shown(Heading heading) {
        return names.getOrDefault(heading, heading.shown());
    }

    private void cell(Place place, Heading heading, Problem problem, String expected, String found) {
        // What was refused already is not called missing besides.
        if (!bad.contains(heading)) {
            errors.cell(place, shown(heading), problem, expected, found);
        }
    }
}
