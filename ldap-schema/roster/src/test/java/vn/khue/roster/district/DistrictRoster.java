package vn.khue.roster.district;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import vn.khue.directory.Appointment;
import vn.khue.directory.Census;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.RetiredName;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.district.District;
import vn.khue.district.DistrictSink;
import vn.khue.district.Scale;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.PersonKind;
import vn.khue.roster.source.Place;
import vn.khue.roster.source.RosterRow;
import vn.khue.roster.source.RosterSource;
import vn.khue.roster.source.RowStatus;

/** The synthetic district as a census and as the rows of a file, every pupil and member of staff with a code. */
final class DistrictRoster implements DistrictSink {

    private final List<Unit> units = new ArrayList<>();
    private final Map<UUID, Person> people = new HashMap<>();
    private final List<UUID> order = new ArrayList<>();
    private final List<Appointment> appointments = new ArrayList<>();
    private final List<ClassGroup> classes = new ArrayList<>();
    private final List<Enrolment> enrolments = new ArrayList<>();
    private final List<Guardianship> guardianships = new ArrayList<>();
    private final Map<UUID, Enrolment> pupils = new HashMap<>();
    private final Map<UUID, Appointment> staff = new HashMap<>();
    private final Map<String, ClassGroup> classById = new HashMap<>();

    static DistrictRoster of(Scale scale) {
        var roster = new DistrictRoster();
        new District(District.DEMO_SEED, scale).tell(roster);
        return roster;
    }

    /** Everyone who is in a class, in an order that is always the same. */
    List<Person> pupils() {
        return order.stream().filter(pupils::containsKey).map(this::withCode).toList();
    }

    Enrolment enrolment(Person pupil) {
        return pupils.get(pupil.id());
    }

    /** A class of the same grade in another school. */
    ClassGroup classElsewhere(Person pupil) {
        ClassGroup own = classById.get(enrolment(pupil).classGroup());
        return classes.stream()
                .filter(group -> !group.unit().equals(own.unit()) && group.grade() == own.grade())
                .findFirst()
                .orElse(own);
    }

    /** The directory without those people. */
    Census without(Set<UUID> absent) {
        return new Census() {
            @Override
            public Census ofSchool(String unit) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void people(Consumer<Person> each) {
                order.stream()
                        .filter(id -> !absent.contains(id))
                        .map(DistrictRoster.this::withCode)
                        .forEach(each);
            }

            @Override
            public void citizenHashes(BiConsumer<UUID, String> each) {}

            @Override
            public void units(Consumer<Unit> each) {
                units.forEach(each);
            }

            @Override
            public void unitEdges(Consumer<UnitEdge> each) {}

            @Override
            public void appointments(Consumer<Appointment> each) {
                some(appointments, held -> !absent.contains(held.person()), each);
            }

            @Override
            public void classGroups(Consumer<ClassGroup> each) {
                classes.forEach(each);
            }

            @Override
            public void enrolments(Consumer<Enrolment> each) {
                some(enrolments, in -> !absent.contains(in.person()), each);
            }

            @Override
            public void guardianships(Consumer<Guardianship> each) {
                some(guardianships, edge -> !absent.contains(edge.guardian()) && !absent.contains(edge.child()), each);
            }

            @Override
            public void retiredNames(Consumer<RetiredName> each) {}
        };
    }

    /** A file of those pupils as they are, and of all staff if asked. */
    RosterSource file(List<Person> pupilsOfFile, boolean withStaff, Coverage coverage) {
        return (rows, errors) -> {
            long line = classes(rows::accept);
            for (Person pupil : pupilsOfFile) {
                Enrolment in = pupils.get(pupil.id());
                Row row = new Row(pupil, in.unit(), in.classGroup());
                row.accept(new Place("pupils", ++line), rows::accept);
            }
            if (withStaff) {
                for (UUID id : order) {
                    Appointment held = staff.get(id);
                    if (held != null) {
                        Place place = new Place("staff", ++line);
                        rows.accept(personRow(place, withCode(people.get(id)), PersonKind.STAFF, held.unit()));
                        rows.accept(new RosterRow.AppointmentRow(place, code(id), held.unit(), held.position()));
                    }
                }
            }
            return coverage;
        };
    }

    /** The rows of all classes; gives the line of the last. */
    private long classes(Consumer<RosterRow> rows) {
        long line = 1;
        for (ClassGroup group : classes) {
            rows.accept(new RosterRow.ClassRow(
                    new Place("classes", ++line),
                    group.id(),
                    group.unit(),
                    group.schoolYear(),
                    group.grade(),
                    group.name()));
        }
        return line;
    }

    /** A file of these rows. */
    RosterSource file(List<Row> list) {
        return (rows, errors) -> {
            long line = classes(rows::accept);
            for (Row row : list) {
                row.accept(new Place("pupils", ++line), rows::accept);
            }
            return Coverage.PARTIAL;
        };
    }

    /** A pupil as a file tells of one, under the code that the person bears. */
    record Row(Person person, String unit, String classGroup) {
        private void accept(Place place, Consumer<RosterRow> rows) {
            String code = person.codes().iterator().next();
            rows.accept(personRow(place, person, PersonKind.PUPIL, unit));
            rows.accept(new RosterRow.EnrolmentRow(place, code, classGroup, ClassRole.PUPIL, RowStatus.ACTIVE));
        }
    }

    private static RosterRow.PersonRow personRow(Place place, Person person, PersonKind kind, String unit) {
        String code = person.codes().iterator().next();
        return new RosterRow.PersonRow(
                place,
                Optional.of(kind),
                code,
                List.of(code),
                person.name(),
                person.birthDate(),
                person.sex(),
                Optional.empty(),
                RowStatus.ACTIVE,
                Optional.of(unit));
    }

    private Person withCode(UUID id) {
        return withCode(people.get(id));
    }

    private Person withCode(Person person) {
        boolean coded = pupils.containsKey(person.id()) || staff.containsKey(person.id());
        return new Person(
                person.id(),
                person.uid(),
                person.name(),
                person.birthDate(),
                person.sex(),
                person.mail(),
                person.status(),
                coded ? Set.of(code(person.id())) : Set.of());
    }

    private static String code(UUID id) {
        return id.toString().replace("-", "").substring(0, 16);
    }

    private static <T> void some(List<T> all, Predicate<T> which, Consumer<T> each) {
        all.stream().filter(which).forEach(each);
    }

    @Override
    public void add(Unit unit) {
        units.add(unit);
    }

    @Override
    public void add(UnitEdge edge) {}

    @Override
    public void add(Person person) {
        people.put(person.id(), person);
        order.add(person.id());
    }

    @Override
    public void add(Appointment appointment) {
        appointments.add(appointment);
        units.stream()
                .filter(unit ->
                        unit.id().equals(appointment.unit()) && unit.kind().isSchool())
                .findFirst()
                .ifPresent(school -> staff.putIfAbsent(appointment.person(), appointment));
    }

    @Override
    public void add(ClassGroup classGroup) {
        classes.add(classGroup);
        classById.put(classGroup.id(), classGroup);
    }

    @Override
    public void add(Enrolment enrolment) {
        enrolments.add(enrolment);
        if (enrolment.role() == ClassRole.PUPIL) {
            pupils.put(enrolment.person(), enrolment);
        }
    }

    @Override
    public void add(Guardianship guardianship) {
        guardianships.add(guardianship);
    }
}
