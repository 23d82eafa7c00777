package vn.khue.district;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Sex;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;

/** The classes of one school with their pupils, teachers and the pupils' guardians. For one thread. */
final class Classes {

    private static final Set<GuardianScope> EVERYTHING =
            EnumSet.of(GuardianScope.RECORDS, GuardianScope.ACCOUNT, GuardianScope.CONSENT);
    private static final int SIBLING_PERCENT = 14;

    private final DistrictSink sink;
    private final People people;
    private final Chance chance;
    private final School school;
    private final Scale scale;
    private final List<Person> teachers;
    private final List<Family> families = new ArrayList<>();
    private Optional<FirstClass> first = Optional.empty();
    /** Not the first two, who lead a group. */
    private int nextTeacher = 2;

    Classes(DistrictSink sink, People people, Chance chance, School school, Scale scale, List<Person> teachers) {
        this.sink = sink;
        this.people = people;
        this.chance = chance;
        this.school = school;
        this.scale = scale;
        this.teachers = teachers;
    }

    /** How many classes a school has at that scale. */
    static int count(School school, Scale scale) {
        return (int) school.years().count() * perGrade(school, scale);
    }

    /** Who is in the school's first class, and the first pupil's guardian; empty before {@link #tell()}. */
    Optional<FirstClass> firstClass() {
        return first;
    }

    void tell() {
        school.years().forEach(year -> {
            for (int number = 1; number <= perGrade(school, scale); number++) {
                tell(year, number);
            }
        });
    }

    private void tell(int year, int number) {
        String name = name(year, number);
        var group = new ClassGroup(
                school.id() + "-" + SchoolYear.FIRST_CALENDAR_YEAR + "-" + School.slug(name),
                school.id(),
                SchoolYear.NAME,
                Math.max(0, year),
                name);
        sink.add(group);
        Person form = teachers.get(nextTeacher++ % teachers.size());
        enrol(form, group, ClassRole.FORM_TEACHER);
        subjectTeachers(form).forEach(teacher -> enrol(teacher, group, ClassRole.SUBJECT_TEACHER));
        int size = Math.max(5, (school.classSize() + chance.between(-4, 4)) * scale.classSizePercent() / 100);
        for (int i = 0; i < size; i++) {
            pupil(year, group, form);
        }
    }

    private void pupil(int year, ClassGroup group, Person form) {
        int born = SchoolYear.FIRST_CALENDAR_YEAR - 5 - year;
        boolean sibling = !families.isEmpty() && chance.percent(SIBLING_PERCENT);
        Family family = sibling ? chance.oneOf(families) : newFamily(born);
        Person child = people.child(chance, family.name(), born);
        sink.add(child);
        enrol(child, group, ClassRole.PUPIL);
        Validity sinceBirth = Validity.since(LocalDate.parse(child.birthDate().orElseThrow()));
        for (Guardian guardian : family.guardians()) {
            sink.add(new Guardianship(
                    chance.uuid(), guardian.person().id(), child.id(), guardian.kind(), EVERYTHING, sinceBirth));
        }
        if (first.isEmpty()) {
            first = Optional.of(
                    new FirstClass(form, child, family.guardians().get(0).person()));
        }
    }

    /** Most children have both parents on record, some one, a few a grandparent. */
    private Family newFamily(int born) {
        String name = InventedNames.family(chance);
        var guardians = new ArrayList<Guardian>();
        int lot = chance.between(1, 100);
        if (lot <= 95) {
            guardians.add(guardian(InventedNames.family(chance), Sex.FEMALE, born, GuardianKind.MOTHER));
        }
        if (lot <= 72 || lot > 95 && lot <= 98) {
            guardians.add(guardian(name, Sex.MALE, born, GuardianKind.FATHER));
        }
        if (lot > 98) {
            guardians.add(guardian(name, Sex.FEMALE, born - 25, GuardianKind.GUARDIAN));
        }
        var family = new Family(name, List.copyOf(guardians));
        families.add(family);
        return family;
    }

    private Guardian guardian(String family, Sex sex, int born, GuardianKind kind) {
        Person person = people.guardian(chance, family, sex, born);
        sink.add(person);
        return new Guardian(person, kind);
    }

    /** Lower secondary classes have many teachers, the others a second one or two. */
    private List<Person> subjectTeachers(Person form) {
        int wanted = school.kind() == UnitKind.THCS ? 8 : school.kind() == UnitKind.TIEU_HOC ? 2 : 1;
        int start = chance.between(0, teachers.size() - 1);
        var chosen = new ArrayList<Person>();
        for (int i = 0; i < teachers.size() && chosen.size() < wanted; i++) {
            Person teacher = teachers.get((start + i) % teachers.size());
            if (!teacher.id().equals(form.id())) {
                chosen.add(teacher);
            }
        }
        return chosen;
    }

    private void enrol(Person person, ClassGroup group, ClassRole role) {
        UUID id = chance.uuid();
        sink.add(new Enrolment(id, person.id(), group.id(), group.unit(), role, SchoolYear.DAYS));
    }

    private static int perGrade(School school, Scale scale) {
        return Math.min(school.classesPerGrade(), scale.classesPerGrade());
    }

    private static String name(int year, int number) {
        return switch (year) {
            case -2 -> "Mầm " + number;
            case -1 -> "Chồi " + number;
            case 0 -> "Lá " + number;
            default -> year + "A" + number;
        };
    }

    /** Someone of each kind in the school's first class. */
    record FirstClass(Person formTeacher, Person pupil, Person guardian) {}

    private record Guardian(Person person, GuardianKind kind) {}

    private record Family(String name, List<Guardian> guardians) {}
}
