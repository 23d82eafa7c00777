package vn.khue.roster.scim;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import vn.khue.directory.ClassRole;
import vn.khue.directory.PersonName;
import vn.khue.roster.source.InputErrors;
import vn.khue.roster.source.PersonKind;
import vn.khue.roster.source.Place;
import vn.khue.roster.source.Problem;
import vn.khue.roster.source.RosterRow;
import vn.khue.roster.source.RowSink;
import vn.khue.roster.source.RowStatus;

/**
 * Turns what stands in a mirror into rows. A key is the id of the resource, a place is its address. Groups without the school
 * extension are passed over, as are users without a role, but these are told of. For one thread.
 */
final class SchoolRows {

    private static final int CLASSES = 20_000;

    private final String schoolYear;
    private final RowSink rows;
    private final InputErrors errors;
    private final Map<String, String> classes = new HashMap<>();

    /** @param schoolYear of classes that name none */
    SchoolRows(String schoolYear, RowSink rows, InputErrors errors) {
        this.schoolYear = schoolYear;
        this.rows = rows;
        this.errors = errors;
    }

    /** @param active false for someone who left */
    void user(long number, UUID id, JsonNode document, boolean active) {
        var place = new Place(ResourceKind.USER.endpoint() + "/" + id, number);
        var user = new SchoolUser(document);
        Optional<PersonKind> kind = user.kind();
        Optional<PersonName> name = user.name();
        if (kind.isEmpty()) {
            if (active && name.isPresent()) {
                rows.accept(person(place, id, user, name.get(), RowStatus.ACTIVE, Optional.empty()));
            }
            return;
        }
        boolean whole = present(place, "name.givenName", name.isPresent(), active)
                & present(place, "officialCode", !user.code().isEmpty(), active)
                & present(place, "schoolCode", !user.unit().isEmpty(), active);
        if (!whole) {
            return;
        }
        RowStatus status = active ? RowStatus.ACTIVE : RowStatus.LEFT;
        rows.accept(person(place, id, user, name.orElseThrow(), status, Optional.of(user.unit())));
        if (active) {
            user.position()
                    .ifPresent(
                            held -> rows.accept(new RosterRow.AppointmentRow(place, id.toString(), user.unit(), held)));
            SchoolClass.of(user.ownClass(), user.unit(), "", schoolYear).ifPresent(in -> {
                String key = in.unit() + "|" + in.schoolYear() + "|" + in.name().toUpperCase(Locale.ROOT);
                group(place, key, in);
                rows.accept(new RosterRow.EnrolmentRow(
                        place, id.toString(), key, role(kind.get(), user.isFormTeacher()), RowStatus.ACTIVE));
            });
        }
    }

    void group(long number, UUID id, JsonNode document) {
        JsonNode extension = document.path(ScimSchemas.SCHOOL_GROUP);
        SchoolClass.of(extension, "", document.path("displayName").asString(""), schoolYear)
                .ifPresent(in -> group(new Place(ResourceKind.GROUP.endpoint() + "/" + id, number), id.toString(), in));
    }

    /**
     * @param capacity PUPIL or STAFF
     * @param active false for someone who was taken out
     * @param form whether as form teacher
     */
    void member(long number, UUID group, UUID user, String capacity, boolean active, boolean form) {
        if (!classes.containsKey(group.toString())) {
            return;
        }
        var place = new Place(ResourceKind.GROUP.endpoint() + "/" + group, number);
        PersonKind kind = PersonKind.valueOf(capacity);
        if (active) {
            rows.accept(enrolment(place, group, user, role(kind, form), RowStatus.ACTIVE));
            return;
        }
        // In which role someone was there is not kept; whoever has none of these is not touched.
        rows.accept(enrolment(place, group, user, role(kind, false), RowStatus.LEFT));
        if (kind == PersonKind.STAFF) {
            rows.accept(enrolment(place, group, user, ClassRole.FORM_TEACHER, RowStatus.LEFT));
        }
    }

    private void group(Place place, String key, SchoolClass in) {
        if (classes.size() >= CLASSES) {
            errors.row(place, Problem.TOO_MANY_ROWS, "" + CLASSES, "> " + CLASSES);
        } else if (classes.put(key, in.name()) == null) {
            rows.accept(new RosterRow.ClassRow(place, key, in.unit(), in.schoolYear(), in.grade(), in.name()));
        }
    }

    private boolean present(Place place, String column, boolean there, boolean active) {
        if (!there && active) {
            errors.cell(place, column, Problem.VALUE_MISSING, "", "");
        }
        return there;
    }

    private static RosterRow.PersonRow person(
            Place place, UUID id, SchoolUser user, PersonName name, RowStatus status, Optional<String> unit) {
        return new RosterRow.PersonRow(
                place,
                user.kind(),
                id.toString(),
                user.code().isEmpty() ? List.of() : List.of(user.code()),
                name,
                user.birthDate(),
                user.sex(),
                user.mail(),
                status,
                unit);
    }

    private static RosterRow.EnrolmentRow enrolment(
            Place place, UUID group, UUID user, ClassRole role, RowStatus status) {
        return new RosterRow.EnrolmentRow(place, user.toString(), group.toString(), role, status);
    }

    private static ClassRole role(PersonKind kind, boolean form) {
        return kind == PersonKind.PUPIL ? ClassRole.PUPIL : form ? ClassRole.FORM_TEACHER : ClassRole.SUBJECT_TEACHER;
    }
}
