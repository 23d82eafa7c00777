package vn.khue.roster.source;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of a class: its name, grade and school year. Knows which classes of the table it told before. For one thread. */
final class ClassColumns {

    private static final int CLASSES = 20_000;
    private static final int LONGEST_NAME = 60;
    private static final int LAST_GRADE = 12;
    private static final Pattern SCHOOL_YEAR = Pattern.compile("(20[0-9]{2})\\s*[-–]\\s*(20[0-9]{2})");
    private static final Pattern GRADE = Pattern.compile("(?:[^0-9]*?)([0-9]{1,2}).*");

    private final String schoolYear;
    private final Set<String> told = new LinkedHashSet<>();

    /** @param schoolYear taken where a row names none */
    ClassColumns(String schoolYear) {
        this.schoolYear = schoolYear;
    }

    /**
     * The class that a row names.
     *
     * @param unit code or id of its school
     * @param mayLack whether a row without a class is in order
     * @return empty where there is none, or where it is refused and told
     */
    Optional<RosterRow.ClassRow> group(TableRow row, String unit, boolean mayLack) {
        String name = row.get(Heading.CLASS);
        if (name.isEmpty()) {
            if (!mayLack) {
                row.refuse(Heading.CLASS, Problem.VALUE_MISSING, "", "");
            }
            return Optional.empty();
        }
        if (name.length() > LONGEST_NAME || told.size() > CLASSES) {
            row.refuse(Heading.CLASS, Problem.CELL_TOO_LONG, "" + LONGEST_NAME, "" + name.length());
            return Optional.empty();
        }
        String year = row.get(Heading.SCHOOL_YEAR);
        Matcher years = SCHOOL_YEAR.matcher(year.isEmpty() ? schoolYear : year);
        if (!years.matches() || Integer.parseInt(years.group(2)) != Integer.parseInt(years.group(1)) + 1) {
            row.refuse(Heading.SCHOOL_YEAR, Problem.YEAR_FORM, "2026-2027", Shape.of(year));
            return Optional.empty();
        }
        Optional<Integer> grade = grade(row.get(Heading.GRADE), name);
        if (grade.isEmpty()) {
            row.refuse(Heading.GRADE, Problem.GRADE_FORM, "0–12", Shape.word(row.get(Heading.GRADE)));
            return Optional.empty();
        }
        String normal = years.group(1) + "-" + years.group(2);
        String key = unit + "|" + normal + "|" + HeaderName.key(name) + "|" + name.toUpperCase(Locale.ROOT);
        return Optional.of(new RosterRow.ClassRow(row.place(), key, unit, normal, grade.get(), name));
    }

    /** Whether this is the first row that tells of the class. */
    boolean first(RosterRow.ClassRow group) {
        return told.add(group.key());
    }

    /** The grade as told, else as the class's name begins; nursery classes have grade 0. */
    private static Optional<Integer> grade(String grade, String className) {
        if (grade.isEmpty()) {
            int digits = 0;
            while (digits < Math.min(2, className.length()) && Character.isDigit(className.charAt(digits))) {
                digits++;
            }
            int number = digits == 0 ? 0 : Integer.parseInt(className.substring(0, digits));
            return Optional.of(number).filter(known -> known <= LAST_GRADE);
        }
        Matcher number = GRADE.matcher(grade);
        if (number.matches()) {
            return Optional.of(Integer.parseInt(number.group(1))).filter(known -> known <= LAST_GRADE);
        }
        return grade.length() < 40 && HeaderName.key(grade).matches("(mau)?giao.*|nhatre.*|mam.*|choi.*|la.*|.*tuoi.*")
                ? Optional.of(0)
                : Optional.empty();
    }
}
