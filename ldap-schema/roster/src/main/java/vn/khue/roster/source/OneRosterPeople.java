package vn.khue.roster.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.khue.directory.ClassRole;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.PersonName;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;

/**
 * The people of a OneRoster archive and what belongs to them. In 1.1 a user has one role, in 1.2 the roles stand in a file of their own.
 * A user's official code is {@code identifier}, else the {@code sourcedId}.
 */
final class OneRosterPeople {

    private static final Pattern CODE = Pattern.compile("[^\\s\\p{Z}\\p{C}]{1,20}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[A-Za-z0-9.-]{3,190}");

    private final OneRosterOrgs orgs;
    private final OneRosterClasses classes;
    private final TableSettings settings;
    private final RowSink rows;
    private final InputErrors errors;

    OneRosterPeople(
            OneRosterOrgs orgs, OneRosterClasses classes, TableSettings settings, RowSink rows, InputErrors errors) {
        this.orgs = orgs;
        this.classes = classes;
        this.settings = settings;
        this.rows = rows;
        this.errors = errors;
    }

    void demographics(OneRosterRecord record) {
        String written = record.get("birthDate");
        Optional<String> birth = written.isEmpty() ? Optional.empty() : BirthDate.parse(written);
        if (!written.isEmpty() && birth.isEmpty()) {
            errors.cell(record.place(), "birthDate", Problem.DATE_FORM, BirthDate.EXPECTED, Shape.of(written));
            return;
        }
        if (birth.isPresent() && !BirthDate.plausible(birth.get(), settings.today())) {
            errors.cell(
                    record.place(), "birthDate", Problem.DATE_RANGE, "1900 – " + settings.today(), Shape.of(written));
            return;
        }
        String sex = record.get("sex");
        Optional<Sex> known = sex.isEmpty() ? Optional.of(Sex.UNKNOWN) : Words.sex(sex);
        if (known.isEmpty()) {
            errors.cell(record.place(), "sex", Problem.WORD_UNKNOWN, Words.SEXES, Shape.word(sex));
            return;
        }
        if (!record.deleted()) {
            rows.accept(new RosterRow.BirthRow(record.place(), record.get("sourcedId"), birth, known.get()));
        }
    }

    void user(OneRosterRecord record) {
        Place place = record.place();
        String id = record.get("sourcedId");
        String code = record.get("identifier").isEmpty() ? id : record.get("identifier");
        if (!CODE.matcher(code).matches()) {
            errors.cell(place, "identifier", Problem.CODE_FORM, "1–20", Shape.of(code));
            return;
        }
        Optional<PersonName> name = name(record);
        String role = record.get("role").toLowerCase(Locale.ROOT);
        Optional<PersonKind> kind = role.isEmpty() ? Optional.empty() : kind(role);
        if (!role.isEmpty() && kind.isEmpty()) {
            errors.cell(place, "role", Problem.WORD_UNKNOWN, "student, teacher, guardian, …", Shape.word(role));
            return;
        }
        List<String> at = record.list(record.get("orgSourcedIds").isEmpty() ? "primaryOrgSourcedId" : "orgSourcedIds");
        List<String> schools = at.stream()
                .flatMap(org -> orgs.school(org, place, "orgSourcedIds").stream())
                .toList();
        if (name.isEmpty()) {
            return;
        }
        String mail = record.get("email");
        rows.accept(new RosterRow.PersonRow(
                place,
                kind,
                id,
                List.of(code),
                name.get(),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.of(mail).filter(address -> MAIL.matcher(address).matches()),
                record.deleted() ? RowStatus.LEFT : RowStatus.ACTIVE,
                schools.stream().findFirst()));
        if (!record.deleted()) {
            Words.position(role)
                    .ifPresent(position -> schools.forEach(
                            school -> rows.accept(new RosterRow.AppointmentRow(place, id, school, position))));
            for (String agent : record.list("agentSourcedIds")) {
                rows.accept(new RosterRow.GuardianRow(place, agent, id, GuardianKind.GUARDIAN));
            }
        }
    }

    void role(OneRosterRecord record) {
        Place place = record.place();
        String role = record.get("role").toLowerCase(Locale.ROOT);
        Optional<PersonKind> kind = kind(role);
        if (kind.isEmpty()) {
            errors.cell(place, "role", Problem.WORD_UNKNOWN, "student, teacher, guardian, …", Shape.word(role));
            return;
        }
        Optional<String> school = orgs.school(record.get("orgSourcedId"), place, "orgSourcedId");
        if (record.deleted()) {
            return;
        }
        String user = record.get("userSourcedId");
        if (school.isPresent() || kind.get() == PersonKind.GUARDIAN) {
            rows.accept(new RosterRow.CapacityRow(
                    place,
                    user,
                    kind.get(),
                    school.orElse(""),
                    record.get("roleType").equalsIgnoreCase("primary")));
        }
        school.ifPresent(at -> position(role)
                .ifPresent(position -> rows.accept(new RosterRow.AppointmentRow(place, user, at, position))));
    }

    void enrollment(OneRosterRecord record) {
        Place place = record.place();
        String group = record.get("classSourcedId");
        if (!classes.known(group, place) || !classes.isHomeroom(group)) {
            return;
        }
        String role = record.get("role").toLowerCase(Locale.ROOT);
        Optional<ClassRole> in =
                switch (role) {
                    case "student" -> Optional.of(ClassRole.PUPIL);
                    case "teacher", "aide" ->
                        Optional.of(
                                record.get("primary").equalsIgnoreCase("true")
                                        ? ClassRole.FORM_TEACHER
                                        : ClassRole.SUBJECT_TEACHER);
                    case "administrator", "proctor", "guardian", "parent", "relative" -> Optional.empty();
                    default -> {
                        errors.cell(place, "role", Problem.WORD_UNKNOWN, "student, teacher, …", Shape.word(role));
                        yield Optional.empty();
                    }
                };
        in.ifPresent(as -> rows.accept(new RosterRow.EnrolmentRow(
                place, record.get("userSourcedId"), group, as, record.deleted() ? RowStatus.LEFT : RowStatus.ACTIVE)));
    }

    private Optional<PersonName> name(OneRosterRecord record) {
        String family = record.get("familyName");
        String middle = record.get("middleName");
        String given = record.get("givenName");
        String whole = (family + " " + middle + " " + given).strip().replaceAll(" +", " ");
        if (given.isEmpty()) {
            errors.cell(record.place(), "givenName", Problem.VALUE_MISSING, "", "");
            return Optional.empty();
        }
        if (Mojibake.in(whole)) {
            errors.cell(record.place(), "givenName", Problem.NAME_MOJIBAKE, "UTF-8", "TCVN3 / Windows-1252");
            return Optional.empty();
        }
        try {
            return Optional.of(new PersonName(family, middle, given, whole));
        } catch (IllegalArgumentException e) {
            errors.cell(record.place(), "givenName", Problem.NAME_FORM, "1–100", Shape.of(whole));
            return Optional.empty();
        }
    }

    private static Optional<Position> position(String role) {
        return Words.position(role);
    }

    private static Optional<PersonKind> kind(String role) {
        return switch (role) {
            case "student" -> Optional.of(PersonKind.PUPIL);
            case "guardian", "parent", "relative" -> Optional.of(PersonKind.GUARDIAN);
            case "teacher",
                    "aide",
                    "administrator",
                    "proctor",
                    "counselor",
                    "principal",
                    "districtadministrator",
                    "siteadministrator",
                    "systemadministrator" -> Optional.of(PersonKind.STAFF);
            default -> Optional.empty();
        };
    }
}
