package vn.khue.signing.cardoffice;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Directory;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Standing;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;

/** Classes and who is in them today, from the directory. Thread-safe. */
@Component
public class Pupils {
    /** From here on a school's classes are those of the new year, as soon as it has any. */
    private static final int FIRST_MONTH = 8;

    private final Directory directory;
    private final ActingPeople people;

    public Pupils(Directory directory, ActingPeople people) {
        this.directory = directory;
        this.people = people;
    }

    /** Of this school year, by grade; those of the last one where there are none yet. */
    public List<ClassGroup> classes(String school) {
        LocalDate today = people.today();
        int year = today.getMonthValue() >= FIRST_MONTH ? today.getYear() : today.getYear() - 1;
        List<ClassGroup> now = directory.classGroups(school, year + "-" + (year + 1));
        return now.isEmpty() ? directory.classGroups(school, (year - 1) + "-" + year) : now;
    }

    /** @throws SigningException NOT_FOUND */
    public ClassGroup classGroup(String id) {
        return directory.classGroup(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }

    /** Of a class, in the order of Vietnamese name lists. */
    public List<Person> of(ClassGroup group) {
        return directory.members(group.id(), ClassRole.PUPIL, people.today()).stream()
                .filter(person -> person.status() == PersonStatus.ACTIVE)
                .toList();
    }

    /** What a person is today; empty where the directory does not know them any more. */
    public Optional<Standing> standing(UUID person) {
        return directory.standing(person, people.today());
    }

    /** The class in which somebody learns at that school today; empty where they do not, or may do nothing any more. */
    public static Optional<String> classIn(Standing standing, String school) {
        return standing.person().status() != PersonStatus.ACTIVE
                ? Optional.empty()
                : standing.enrolments().stream()
                        .filter(each ->
                                each.role() == ClassRole.PUPIL && each.unit().equals(school))
                        .map(Enrolment::classGroup)
                        .findFirst();
    }

    /** The name that a file with the person's photo must have, without its ending: an official code, else the login name. */
    public static String fileName(Person person) {
        return person.codes().stream()
                .filter(code -> !code.startsWith(Person.TEMPORARY))
                .sorted()
                .findFirst()
                .orElse(person.uid());
    }

    static List<UUID> ids(Collection<Person> people) {
        return people.stream().map(Person::id).toList();
    }
}
