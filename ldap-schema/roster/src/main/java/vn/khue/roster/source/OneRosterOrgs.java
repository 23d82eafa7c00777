package vn.khue.roster.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The organisations of a OneRoster archive: by what code each school is known. For one thread. */
final class OneRosterOrgs {

    private static final int MOST = 20_000;

    private final InputErrors errors;
    private final Map<String, Org> orgs = new HashMap<>();

    OneRosterOrgs(InputErrors errors) {
        this.errors = errors;
    }

    void add(OneRosterRecord record) {
        String id = record.get("sourcedId");
        if (orgs.size() >= MOST) {
            errors.row(record.place(), Problem.TOO_MANY_ROWS, "" + MOST, "> " + MOST);
            return;
        }
        String code = record.get("identifier");
        var org = new Org(
                record.place(),
                code.isEmpty() ? id : code,
                record.get("type").equalsIgnoreCase("school"),
                record.get("parentSourcedId"));
        if (orgs.putIfAbsent(id, org) != null) {
            errors.cell(record.place(), "sourcedId", Problem.KEY_DOUBLE, "1", "2");
        }
    }

    /** Every parent must be there, and nobody may stand above themselves. */
    void check() {
        orgs.forEach((id, org) -> {
            if (!org.parent().isEmpty() && !orgs.containsKey(org.parent())) {
                errors.cell(
                        org.place(),
                        "parentSourcedId",
                        Problem.REFERENCE_BROKEN,
                        "orgs.sourcedId",
                        Shape.of(org.parent()));
                return;
            }
            Set<String> seen = new HashSet<>();
            for (String at = id;
                    at != null && !at.isEmpty();
                    at = orgs.containsKey(at) ? orgs.get(at).parent() : "") {
                if (!seen.add(at)) {
                    errors.cell(org.place(), "parentSourcedId", Problem.REFERENCE_CIRCLE, "", "");
                    return;
                }
            }
        });
    }

    /** The code of that school; empty for an organisation of another type. Reports one that is not there. */
    Optional<String> school(String id, Place place, String column) {
        Org org = orgs.get(id);
        if (org == null) {
            errors.cell(place, column, Problem.REFERENCE_BROKEN, "orgs.sourcedId", Shape.of(id));
            return Optional.empty();
        }
        return org.school() ? Optional.of(org.code()) : Optional.empty();
    }

    private record Org(Place place, String code, boolean school, String parent) {}
}
