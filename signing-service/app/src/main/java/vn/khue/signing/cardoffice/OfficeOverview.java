package vn.khue.signing.cardoffice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Person;
import vn.khue.directory.Role;
import vn.khue.directory.Unit;
import vn.khue.ecard.credential.CardId;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;

/** How things stand: schools of a scope, classes of a school, pupils of a class. Asks for no right. Thread-safe. */
@Service
public class OfficeOverview {
    private final CardStore cards;
    private final PhotoStore photos;
    private final Pupils pupils;
    private final CardScope scope;
    private final OfficeGate gate;
    private final ActingPeople people;
    private final Clock clock;

    public OfficeOverview(
            CardStore cards,
            PhotoStore photos,
            Pupils pupils,
            CardScope scope,
            OfficeGate gate,
            ActingPeople people,
            Clock clock) {
        this.cards = cards;
        this.photos = photos;
        this.pupils = pupils;
        this.scope = scope;
        this.gate = gate;
        this.people = people;
        this.clock = clock;
    }

    /** One school of a scope. */
    public record SchoolLine(String id, String name, int cards, int photos, int refused) {}

    /**
     * One class.
     *
     * @param refused whose guardians said no to a photo
     * @param unasked of whom nobody said anything
     */
    public record ClassLine(ClassGroup group, int pupils, int cards, int photos, int refused, int unasked) {
        public int missing() {
            return pupils - cards;
        }

        /** Who may have a photo and has none. */
        public int photosMissing() {
            return pupils - photos - refused;
        }
    }

    /** One pupil. */
    public record PupilLine(
            Person person,
            String fileName,
            Optional<PhotoStore.Kept> photo,
            Optional<Boolean> consent,
            Optional<CardId> card,
            boolean suspended) {}

    /** Schools that the person's unit serves. */
    public List<SchoolLine> schools(String unit) {
        Map<String, Integer> having = cards.pupilsWithCards(clock.instant());
        Map<String, PhotoStore.Numbers> numbers = photos.numbers();
        return scope.schools(unit, people.today()).stream()
                .map(school -> {
                    PhotoStore.Numbers own = numbers.getOrDefault(school.id(), new PhotoStore.Numbers(0, 0));
                    return new SchoolLine(
                            school.id(),
                            school.nameOn(people.today()).orElse(school.id()),
                            having.getOrDefault(school.id(), 0),
                            own.photos(),
                            own.refused());
                })
                .toList();
    }

    /** Classes of a school that the person may see, by grade. */
    public List<ClassLine> classes(ActingPerson person, Unit school) {
        OfficeSubject whole = gate.of(school);
        Map<ClassGroup, List<UUID>> members = new LinkedHashMap<>();
        for (ClassGroup group : pupils.classes(school.id())) {
            if (gate.may(person, OfficeAction.SEE_NUMBERS, OfficeGate.within(whole, group))) {
                members.put(group, Pupils.ids(pupils.of(group)));
            }
        }
        List<UUID> everybody = members.values().stream().flatMap(List::stream).toList();
        Set<UUID> having = holders(school.id());
        Set<UUID> kept = photos.kept(everybody).keySet();
        Map<UUID, Boolean> consents = photos.consents(everybody);
        List<ClassLine> lines = new ArrayList<>();
        members.forEach((group, ids) -> lines.add(new ClassLine(
                group,
                ids.size(),
                (int) ids.stream().filter(having::contains).count(),
                (int) ids.stream().filter(kept::contains).count(),
                (int) ids.stream()
                        .filter(id -> Boolean.FALSE.equals(consents.get(id)))
                        .count(),
                (int) ids.stream().filter(id -> !consents.containsKey(id)).count())));
        return lines;
    }

    /**
     * A pupil's card that was reported lost.
     *
     * @param word who said so: guardian, holder or office
     */
    public record LostLine(UUID person, String name, String group, String number, String word, Instant at) {}

    /** Cards of a school that were reported lost and wait for a decision, of classes whose people the person may see. */
    public List<LostLine> lost(ActingPerson person, Unit school, List<ClassLine> classes) {
        OfficeSubject whole = gate.of(school);
        List<CardStore.Lost> reported = cards.lostOf(school.id(), clock.instant());
        Map<UUID, ClassGroup> groups = new HashMap<>();
        Map<UUID, String> names = new HashMap<>();
        if (!reported.isEmpty()) {
            for (ClassLine line : classes) {
                if (gate.may(person, OfficeAction.SEE_PEOPLE, OfficeGate.within(whole, line.group()))) {
                    for (Person pupil : pupils.of(line.group())) {
                        groups.put(pupil.id(), line.group());
                        names.put(pupil.id(), pupil.name().full());
                    }
                }
            }
        }
        return reported.stream()
                .filter(each -> groups.containsKey(each.card().person()))
                .map(each -> new LostLine(
                        each.card().person(),
                        names.get(each.card().person()),
                        groups.get(each.card().person()).name(),
                        CardPrints.number(each.card().id()),
                        each.as()
                                .map(role -> role == Role.PHU_HUYNH
                                        ? "guardian"
                                        : role == Role.HOC_SINH ? "holder" : "office")
                                .orElse("office"),
                        each.at()))
                .toList();
    }

    private Set<UUID> holders(String school) {
        return cards.ofPupils(school, clock.instant()).stream()
                .map(Card::person)
                .collect(Collectors.toSet());
    }

    /** What is recorded of consents, by pupil. */
    public Map<UUID, PhotoStore.Recorded> recorded(Set<UUID> people) {
        return photos.recorded(people);
    }

    /** Pupils of a class, in the order of Vietnamese name lists. */
    public List<PupilLine> pupils(ClassGroup group) {
        Instant now = clock.instant();
        List<Person> members = pupils.of(group);
        Map<UUID, PhotoStore.Kept> kept = photos.kept(Pupils.ids(members));
        Map<UUID, Boolean> consents = photos.consents(Pupils.ids(members));
        Map<UUID, Card> having = cards.ofPupils(group.unit(), now).stream()
                .collect(Collectors.toMap(Card::person, card -> card, (first, second) -> first));
        return members.stream()
                .map(person -> {
                    Optional<Card> card = Optional.ofNullable(having.get(person.id()));
                    return new PupilLine(
                            person,
                            Pupils.fileName(person),
                            Optional.ofNullable(kept.get(person.id())),
                            Optional.ofNullable(consents.get(person.id())),
                            card.map(Card::id),
                            card.filter(each -> each.status() != vn.khue.ecard.status.CardStatus.VALID)
                                    .isPresent());
                })
                .toList();
    }
}
