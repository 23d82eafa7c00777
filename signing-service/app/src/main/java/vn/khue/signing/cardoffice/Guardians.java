package vn.khue.signing.cardoffice;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.khue.directory.Directory;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.signing.rights.ActingPeople;

/** Who may consent for pupils today, from the directory. Thread-safe. */
@Component
public class Guardians {
    private final Directory directory;
    private final ActingPeople people;

    public Guardians(Directory directory, ActingPeople people) {
        this.directory = directory;
        this.people = people;
    }

    /**
     * Somebody who may consent for a pupil.
     *
     * @param jointly whether only together with every other one of them
     */
    public record Consenting(UUID id, String name, SignedConsent.Capacity capacity, boolean jointly) {}

    /** By pupil, mother and father first; absent where the directory knows of nobody who may. */
    public Map<UUID, List<Consenting>> of(Collection<UUID> pupils) {
        List<Guardianship> all = directory.guardiansOf(pupils, people.today());
        Map<UUID, String> names =
                directory
                        .people(all.stream()
                                .map(Guardianship::guardian)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(
                                Person::id, person -> person.name().full()));
        Map<UUID, List<Consenting>> found = new HashMap<>();
        all.stream()
                .filter(each -> names.containsKey(each.guardian()))
                .sorted(java.util.Comparator.comparing(Guardianship::kind).thenComparing(Guardianship::id))
                .forEach(each -> {
                    Set<GuardianScope> may = each.scopeOn(people.today());
                    boolean alone = may.contains(GuardianScope.CONSENT);
                    if (alone || may.contains(GuardianScope.CONSENT_JOINTLY)) {
                        found.computeIfAbsent(each.child(), child -> new java.util.ArrayList<>())
                                .add(new Consenting(
                                        each.guardian(),
                                        names.get(each.guardian()),
                                        SignedConsent.Capacity.valueOf(
                                                each.kind().name()),
                                        !alone));
                    }
                });
        return found;
    }
}
