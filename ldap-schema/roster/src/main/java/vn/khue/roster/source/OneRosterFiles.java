package vn.khue.roster.source;

import java.util.List;
import java.util.Optional;

/** The files of a OneRoster CSV archive that we read, in the order in which references run, with the columns that we need (1.1 and 1.2). */
enum OneRosterFiles {
    ORGS("orgs", List.of("sourcedId", "name", "type"), List.of("identifier", "parentSourcedId", "status")),
    ACADEMIC_SESSIONS(
            "academicSessions",
            List.of("sourcedId", "type"),
            List.of("status", "title", "startDate", "endDate", "parentSourcedId", "schoolYear")),
    CLASSES(
            "classes",
            List.of("sourcedId", "title", "classType", "schoolSourcedId", "termSourcedIds"),
            List.of("status", "grades", "classCode")),
    DEMOGRAPHICS("demographics", List.of("sourcedId"), List.of("status", "birthDate", "sex")),
    USERS(
            "users",
            List.of("sourcedId", "givenName", "familyName"),
            List.of(
                    "status",
                    "enabledUser",
                    "orgSourcedIds",
                    "primaryOrgSourcedId",
                    "role",
                    "middleName",
                    "identifier",
                    "email",
                    "agentSourcedIds",
                    "username")),
    ROLES(
            "roles",
            List.of("sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"),
            List.of("status", "beginDate", "endDate")),
    ENROLLMENTS(
            "enrollments",
            List.of("sourcedId", "classSourcedId", "userSourcedId", "role"),
            List.of("status", "schoolSourcedId", "primary", "beginDate", "endDate"));

    private final String stem;
    private final List<String> required;
    private final List<String> optional;

    OneRosterFiles(String stem, List<String> required, List<String> optional) {
        this.stem = stem;
        this.required = required;
        this.optional = optional;
    }

    /** Name of the entry. */
    String entry() {
        return stem + ".csv";
    }

    /** Name of the manifest's property that says how the file is given. */
    String property() {
        return "file." + stem;
    }

    List<String> required() {
        return required;
    }

    Optional<String> known(String heading) {
        return required.contains(heading) || optional.contains(heading) ? Optional.of(heading) : Optional.empty();
    }
}
