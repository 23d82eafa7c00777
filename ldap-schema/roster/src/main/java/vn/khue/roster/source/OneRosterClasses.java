package vn.khue.roster.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classes of a OneRoster archive. Only homerooms are passed on; the others are known, so that a reference to them is no error. */
final class OneRosterClasses {

    private static final int MOST = 100_000;

    private final OneRosterOrgs orgs;
    private final OneRosterSessions sessions;
    private final RowSink rows;
    private final InputErrors errors;
    private final Map<String, Boolean> homeroom = new HashMap<>();

    OneRosterClasses(OneRosterOrgs orgs, OneRosterSessions sessions, RowSink rows, InputErrors errors) {
        this.orgs = orgs;
        this.sessions = sessions;
        this.rows = rows;
        this.errors = errors;
    }

    void add(OneRosterRecord record) {
        Place place = record.place();
        if (homeroom.size() >= MOST) {
            errors.row(place, Problem.TOO_MANY_ROWS, "" + MOST, "> " + MOST);
            return;
        }
        boolean ours = record.get("classType").equalsIgnoreCase("homeroom");
        if (homeroom.putIfAbsent(record.get("sourcedId"), ours) != null) {
            errors.cell(place, "sourcedId", Problem.KEY_DOUBLE, "1", "2");
            return;
        }
        if (!ours || record.deleted()) {
            return;
        }
        Optional<String> school = orgs.school(record.get("schoolSourcedId"), place, "schoolSourcedId");
        List<String> terms = record.list("termSourcedIds");
        if (terms.isEmpty()) {
            errors.cell(place, "termSourcedIds", Problem.VALUE_MISSING, "", "");
            return;
        }
        Optional<String> year = sessions.schoolYear(terms.get(0), place);
        String title = record.get("title");
        Optional<Integer> grade = grade(record.list("grades"), title);
        if (grade.isEmpty()) {
            errors.cell(place, "grades", Problem.GRADE_FORM, "0–12", Shape.word(record.get("grades")));
        } else if (title.isEmpty() || title.length() > 60) {
            errors.cell(place, "title", Problem.CELL_TOO_LONG, "1–60", "" + title.length());
        } else if (school.isPresent() && year.isPresent()) {
            rows.accept(new RosterRow.ClassRow(
                    place, record.get("sourcedId"), school.get(), year.get(), grade.get(), title));
        }
    }

    /** Whether the class is there; reports one that is not. */
    boolean known(String id, Place place) {
        if (!homeroom.containsKey(id)) {
            errors.cell(place, "classSourcedId", Problem.REFERENCE_BROKEN, "classes.sourcedId", Shape.of(id));
            return false;
        }
        return true;
    }

    boolean isHomeroom(String id) {
        return homeroom.getOrDefault(id, false);
    }

    /** CEDS grade codes: 01 to 12; PK, KG and the like are nursery classes. */
    private static Optional<Integer> grade(List<String> grades, String title) {
        String told = grades.isEmpty() ? title.replaceFirst("^([0-9]{1,2}).*", "$1") : grades.get(0);
        if (told.matches("[0-9]{1,2}")) {
            return Optional.of(Integer.parseInt(told)).filter(grade -> grade <= 12);
        }
        return grades.isEmpty() || told.matches("IT|PR|PK|TK|KG") ? Optional.of(0) : Optional.empty();
    }
}
