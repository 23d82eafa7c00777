package vn.khue.roster.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The sessions of a OneRoster archive: to which school year each term belongs. OneRoster names a year by the one in which it ends. */
final class OneRosterSessions {

    private static final int MOST = 20_000;
    private static final Pattern YEAR = Pattern.compile("20[0-9]{2}");

    private final InputErrors errors;
    private final String otherwise;
    private final Map<String, Session> sessions = new HashMap<>();

    OneRosterSessions(InputErrors errors, String otherwise) {
        this.errors = errors;
        this.otherwise = otherwise;
    }

    void add(OneRosterRecord record) {
        if (sessions.size() >= MOST) {
            errors.row(record.place(), Problem.TOO_MANY_ROWS, "" + MOST, "> " + MOST);
            return;
        }
        String year = record.get("schoolYear");
        if (!year.isEmpty() && !YEAR.matcher(year).matches()) {
            errors.cell(record.place(), "schoolYear", Problem.YEAR_FORM, "2027", Shape.of(year));
            return;
        }
        var session = new Session(record.place(), year, record.get("parentSourcedId"));
        if (sessions.putIfAbsent(record.get("sourcedId"), session) != null) {
            errors.cell(record.place(), "sourcedId", Problem.KEY_DOUBLE, "1", "2");
        }
    }

    void check() {
        sessions.forEach((id, session) -> {
            Set<String> seen = new HashSet<>();
            for (String at = id; !at.isEmpty(); at = sessions.get(at).parent()) {
                if (!sessions.containsKey(at)) {
                    errors.cell(
                            session.place(),
                            "parentSourcedId",
                            Problem.REFERENCE_BROKEN,
                            "academicSessions.sourcedId",
                            Shape.of(at));
                    return;
                }
                if (!seen.add(at)) {
                    errors.cell(session.place(), "parentSourcedId", Problem.REFERENCE_CIRCLE, "", "");
                    return;
                }
            }
        });
    }

    /** The school year of a term, such as {@code 2026-2027}. */
    Optional<String> schoolYear(String id, Place place) {
        Session session = sessions.get(id);
        if (session == null) {
            errors.cell(place, "termSourcedIds", Problem.REFERENCE_BROKEN, "academicSessions.sourcedId", Shape.of(id));
            return Optional.empty();
        }
        for (int depth = 0; session != null && depth < 10; depth++, session = sessions.get(session.parent())) {
            if (!session.year().isEmpty()) {
                int last = Integer.parseInt(session.year());
                return Optional.of((last - 1) + "-" + last);
            }
        }
        return Optional.of(otherwise);
    }

    private record Session(Place place, String year, String parent) {}
}
