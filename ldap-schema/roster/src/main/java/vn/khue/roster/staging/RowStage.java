package vn.khue.roster.staging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.khue.directory.Unit;
import vn.khue.directory.name.LoginName;
import vn.khue.roster.source.InputError;
import vn.khue.roster.source.InputErrors;
import vn.khue.roster.source.Place;
import vn.khue.roster.source.Problem;
import vn.khue.roster.source.RosterRow;
import vn.khue.roster.source.RowSink;

/** Takes a source's rows into the temporary tables, with units resolved. For one thread. */
public final class RowStage implements RowSink {

    private final Units units;
    private final Set<String> allowed;
    private final InputErrors errors;
    private final CopyTable people;
    private final CopyTable codes;
    private final CopyTable capacities;
    private final CopyTable births;
    private final CopyTable classes;
    private final CopyTable enrolments;
    private final CopyTable appointments;
    private final CopyTable guardians;
    private final CopyTable parents;
    private final CopyTable citizens;
    private boolean anyCitizen;
    private long count;

    /** @param allowed ids of the units that the file may speak of; empty for all */
    public RowStage(Connection connection, Units units, Set<String> allowed, InputErrors errors) {
        this.units = units;
        this.allowed = Set.copyOf(allowed);
        this.errors = errors;
        this.people = new CopyTable(connection, "s_person");
        this.codes = new CopyTable(connection, "s_code");
        this.capacities = new CopyTable(connection, "s_capacity");
        this.births = new CopyTable(connection, "s_birth");
        this.classes = new CopyTable(connection, "s_class");
        this.enrolments = new CopyTable(connection, "s_enrolment");
        this.appointments = new CopyTable(connection, "s_appointment");
        this.guardians = new CopyTable(connection, "s_guardian");
        this.parents = new CopyTable(connection, "s_parents");
        this.citizens = new CopyTable(connection, "s_citizen");
    }

    @Override
    public void accept(RosterRow row) {
        try {
            count++;
            stage(row);
        } catch (SQLException e) {
            throw StagingErrors.from("take rows", e);
        }
    }

    /** How many rows came. */
    public long count() {
        return count;
    }

    /** Whether anyone's citizen number came. */
    public boolean tellsCitizens() {
        return anyCitizen;
    }

    /** Sends what is left. */
    public void flush() throws SQLException {
        for (CopyTable table : List.of(
                people, codes, capacities, births, classes, enrolments, appointments, guardians, parents, citizens)) {
            table.flush();
        }
    }

    private void stage(RosterRow row) throws SQLException {
        Place place = row.place();
        if (row instanceof RosterRow.PersonRow person) {
            Optional<String> unit = person.unit().isEmpty()
                    ? Optional.of("")
                    : school(place, person.unit().get());
            if (unit.isPresent()) {
                person(person, unit.get());
            }
        } else if (row instanceof RosterRow.CapacityRow capacity) {
            Optional<String> unit = capacity.unit().isEmpty() ? Optional.of("") : school(place, capacity.unit());
            if (unit.isPresent()) {
                capacities.row(
                        count,
                        place.file(),
                        place.row(),
                        capacity.personKey(),
                        capacity.kind(),
                        unit.get(),
                        capacity.primary());
            }
        } else if (row instanceof RosterRow.BirthRow birth) {
            births.row(
                    birth.personKey(),
                    birth.birthDate().orElse(null),
                    birth.sex().name());
        } else if (row instanceof RosterRow.ClassRow group) {
            Optional<String> unit = school(place, group.unit());
            if (unit.isPresent()) {
                classes.row(
                        count,
                        place.file(),
                        place.row(),
                        group.key(),
                        unit.get(),
                        group.schoolYear(),
                        group.grade(),
                        group.name(),
                        ClassNames.label(group.name()),
                        ClassNames.slug(group.name()));
            }
        } else if (row instanceof RosterRow.EnrolmentRow in) {
            enrolments.row(count, place.file(), place.row(), in.personKey(), in.classKey(), in.role(), in.status());
        } else if (row instanceof RosterRow.AppointmentRow held) {
            Optional<String> unit = school(place, held.unit());
            if (unit.isPresent()) {
                appointments.row(count, place.file(), place.row(), held.personKey(), unit.get(), held.position());
            }
        } else if (row instanceof RosterRow.GuardianRow guardian) {
            guardians.row(
                    count, place.file(), place.row(), guardian.guardianKey(), guardian.childKey(), guardian.kind());
        } else if (row instanceof RosterRow.CitizenRow citizen) {
            anyCitizen = true;
            citizens.row(place.file(), place.row(), citizen.personKey(), citizen.hash());
        } else if (row instanceof RosterRow.ParentsRow) {
            parents.row(place.file(), place.row());
        }
    }

    private void person(RosterRow.PersonRow row, String unit) throws SQLException {
        people.row(
                count,
                row.place().file(),
                row.place().row(),
                row.kind().map(Enum::name).orElse(""),
                row.key(),
                row.name().family(),
                row.name().middle(),
                row.name().given(),
                row.name().full(),
                NameKeys.spelling(row.name().full()),
                NameKeys.folded(row.name().full()),
                LoginName.stem(row.name()),
                row.birthDate().orElse(null),
                row.sex().name(),
                row.mail().map(mail -> mail.toLowerCase(Locale.ROOT)).orElse(null),
                row.status().name(),
                unit);
        for (String code : row.codes()) {
            codes.row(count, code);
        }
    }

    private Optional<String> school(Place place, String codeOrId) {
        Optional<Unit> unit = units.find(codeOrId);
        if (unit.isEmpty()) {
            errors.add(error(place, Problem.UNIT_UNKNOWN, codeOrId));
            return Optional.empty();
        }
        if (!unit.get().kind().isSchool()) {
            errors.add(error(place, Problem.UNIT_NO_SCHOOL, codeOrId));
            return Optional.empty();
        }
        if (!allowed.isEmpty() && !allowed.contains(unit.get().id())) {
            errors.add(error(place, Problem.UNIT_NOT_ASKED, codeOrId));
            return Optional.empty();
        }
        return unit.map(Unit::id);
    }

    private static InputError error(Place place, Problem problem, String codeOrId) {
        String shown = codeOrId.length() <= 35 ? codeOrId : codeOrId.substring(0, 35) + "…";
        return new InputError(place.file(), place.row(), "", problem, "", shown);
    }
}
