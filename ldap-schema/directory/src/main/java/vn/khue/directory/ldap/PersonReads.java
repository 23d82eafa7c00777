package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.khue.directory.Appointment;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonHistory;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;

/** All about one person, in one search over every branch that names them. Thread-safe. */
final class PersonReads {

    private final Searches searches;
    private final Forms forms;

    PersonReads(Searches searches, Forms forms) {
        this.searches = searches;
        this.forms = forms;
    }

    Optional<Standing> standing(UUID person, LocalDate on) {
        String id = person.toString();
        List<SearchResultEntry> found =
                searches.everywhere(Filter.createORFilter(Filters.is("khueId", id), Filters.is("khuePerson", id)));
        return who(found)
                .map(known -> new Standing(
                        known,
                        on,
                        Searches.read(found, forms.appointment()).stream()
                                .filter(appointment -> appointment.validity().covers(on))
                                .sorted(Comparator.comparing(Appointment::kind)
                                        .thenComparing(byStart(Appointment::validity, Appointment::id)))
                                .toList(),
                        Searches.read(found, forms.enrolment()).stream()
                                .filter(enrolment -> enrolment.validity().covers(on))
                                .sorted(Comparator.comparing(Enrolment::classGroup)
                                        .thenComparing(Enrolment::id))
                                .toList(),
                        Searches.read(found, forms.guardianship()).stream()
                                .filter(guardianship -> guardianship.validity().covers(on))
                                .sorted(Comparator.comparing(Guardianship::id))
                                .toList()));
    }

    Optional<PersonHistory> history(UUID person) {
        String id = person.toString();
        List<SearchResultEntry> found = searches.everywhere(Filter.createORFilter(
                Filters.is("khueId", id), Filters.is("khuePerson", id), Filters.is("khueChild", id)));
        List<Guardianship> guardianships = Searches.read(found, forms.guardianship()).stream()
                .sorted(byStart(Guardianship::validity, Guardianship::id))
                .toList();
        return who(found)
                .map(known -> new PersonHistory(
                        known,
                        Searches.read(found, forms.appointment()).stream()
                                .sorted(byStart(Appointment::validity, Appointment::id))
                                .toList(),
                        Searches.read(found, forms.enrolment()).stream()
                                .sorted(byStart(Enrolment::validity, Enrolment::id))
                                .toList(),
                        guardianships.stream()
                                .filter(guardianship -> guardianship.guardian().equals(person))
                                .toList(),
                        guardianships.stream()
                                .filter(guardianship -> guardianship.child().equals(person))
                                .toList()));
    }

    /** By first day, then id, so that the order is the same every time. */
    static <T> Comparator<T> byStart(Function<T, Validity> validity, Function<T, UUID> id) {
        return Comparator.comparing((T edge) -> validity.apply(edge).from()).thenComparing(id);
    }

    private Optional<Person> who(List<SearchResultEntry> found) {
        return Searches.read(found, forms.person()).stream().findFirst();
    }
}
