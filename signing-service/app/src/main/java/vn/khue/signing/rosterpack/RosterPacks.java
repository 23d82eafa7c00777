package vn.khue.signing.rosterpack;

import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Directory;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.Role;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/**
 * Names verifiers, and gives them the pack of their own school: by card, the holder's class and, where it may be used, photo. Names are not in
 * it: the card says them. Each pack is an event. Thread-safe.
 */
@Service
public class RosterPacks {
    static final String ROUTE = "/api/card-verifiers";

    /** New classes are made for the year that begins then. */
    private static final int FIRST_MONTH = 8;

    private final CardVerifierStore verifiers;
    private final RosterPackPolicy policy;
    private final Directory directory;
    private final RosterPhotos photos;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    RosterPacks(
            CardVerifierStore verifiers,
            RosterPackPolicy policy,
            Directory directory,
            RosterPhotos photos,
            ActingPeople people,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.verifiers = verifiers;
        this.policy = policy;
        this.directory = directory;
        this.photos = photos;
        this.people = people;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** A verifier by name, for whoever names them. */
    public record Named(CardVerifier verifier, String name) {}

    /**
     * A pack as it is given out.
     *
     * @param sealed JWE for the key that was brought
     * @param people how many cards it tells of
     * @param until from then on the device must not use it
     */
    public record Pack(String sealed, int people, Instant until) {}

    /** Who checks cards for the acting unit today, in the order of name lists. */
    public List<Named> named(ActingPerson person) {
        return acts.run(person, SigningAction.NAME_CARD_VERIFIER, ROUTE, Optional.empty(), () -> {
            rights.require(person, SigningAction.NAME_CARD_VERIFIER, new Subject.OfUnit(person.unit()));
            Map<UUID, Integer> order = new HashMap<>();
            Map<UUID, String> names = new HashMap<>();
            for (Person member : directory.staffOf(person.unit(), people.today())) {
                order.put(member.id(), order.size());
                names.put(member.id(), member.name().full());
            }
            return verifiers.of(person.unit(), people.today()).stream()
                    .filter(each -> names.containsKey(each.person()))
                    .sorted(Comparator.comparing(each -> order.get(each.person())))
                    .map(each -> new Named(each, names.get(each.person())))
                    .toList();
        });
    }

    /** Who may be named: whoever holds an appointment in the acting unit today. */
    public List<Person> possible(ActingPerson person) {
        return directory.staffOf(person.unit(), people.today());
    }

    /**
     * Names a member of staff until the end of that day.
     *
     * @throws SigningException VERIFIER_WRONG for somebody who is none, a day that is over or too far
     */
    public void name(ActingPerson person, UUID member, LocalDate lastDay) {
        acts.run(person, SigningAction.NAME_CARD_VERIFIER, ROUTE, Optional.empty(), () -> {
            Role as = rights.require(person, SigningAction.NAME_CARD_VERIFIER, new Subject.OfUnit(person.unit()));
            LocalDate today = people.today();
            boolean staff = directory.staffOf(person.unit(), today).stream()
                    .anyMatch(each -> each.id().equals(member));
            if (!staff || lastDay.isBefore(today) || lastDay.isAfter(today.plus(policy.longestNaming()))) {
                throw new SigningException(Refusal.VERIFIER_WRONG);
            }
            verifiers.name(new CardVerifier(person.unit(), member, lastDay), person.id(), clock.instant());
            events.cardVerifierChanged(person, as, member, "name", Optional.of(lastDay));
            return member;
        });
    }

    /** From now on this member of staff gets no pack, and devices forget theirs as soon as they ask. */
    public void end(ActingPerson person, UUID member) {
        acts.run(person, SigningAction.NAME_CARD_VERIFIER, ROUTE, Optional.empty(), () -> {
            Role as = rights.require(person, SigningAction.NAME_CARD_VERIFIER, new Subject.OfUnit(person.unit()));
            if (!verifiers.end(person.unit(), member)) {
                throw new SigningException(Refusal.NOT_FOUND);
            }
            events.cardVerifierChanged(person, as, member, "end", Optional.empty());
            return member;
        });
    }

    /** Whether the person may name verifiers of the acting unit. */
    public boolean mayName(ActingPerson person) {
        return rights.may(person, SigningAction.NAME_CARD_VERIFIER, new Subject.OfUnit(person.unit()));
    }

    /** Whether the person is a verifier of the acting unit today. */
    public boolean mayLoad(ActingPerson person) {
        return rights.may(person, SigningAction.LOAD_ROSTER_PACK, subject(person, verifier(person)));
    }

    /** Asked by devices that hold a pack: it is still theirs. */
    public void confirm(ActingPerson person) {
        acts.run(
                person,
                SigningAction.LOAD_ROSTER_PACK,
                ROUTE + "/pack",
                Optional.empty(),
                () -> rights.require(person, SigningAction.LOAD_ROSTER_PACK, subject(person, verifier(person))));
    }

    /**
     * The pack of the acting unit as of now.
     *
     * @param key of the browser, P-256
     * @throws SigningException NOT_CARD_VERIFIER, PACKS_TOO_OFTEN
     */
    public Pack load(ActingPerson person, ECPublicKey key) {
        return acts.run(person, SigningAction.LOAD_ROSTER_PACK, ROUTE + "/pack", Optional.empty(), () -> {
            Optional<CardVerifier> verifier = verifier(person);
            Role as = rights.require(person, SigningAction.LOAD_ROSTER_PACK, subject(person, verifier));
            LocalDate today = people.today();
            if (!verifiers.countLoad(verifier.orElseThrow(), today, policy.loadsInADay())) {
                throw new SigningException(Refusal.PACKS_TOO_OFTEN);
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Instant until = now.plus(policy.life());
            List<Map<String, Object>> entries = entries(person.unit(), today, now);
            Map<String, Object> pack = new LinkedHashMap<>();
            pack.put("unit", person.unitName());
            pack.put("iat", now.getEpochSecond());
            pack.put("exp", until.getEpochSecond());
            pack.put("people", entries);
            events.rosterPackGiven(person, as, entries.size(), until);
            return new Pack(SealedRoster.of(pack, key), entries.size(), until);
        });
    }

    private List<Map<String, Object>> entries(String unit, LocalDate today, Instant now) {
        Map<UUID, String> classes = classes(unit, today);
        List<Map<String, Object>> entries = new ArrayList<>();
        List<CardVerifierStore.Holder> holders = verifiers.holders(unit, now, policy.mostPeople());
        Map<UUID, byte[]> small = photos.small(
                holders.stream().map(CardVerifierStore.Holder::person).toList(), policy.mostPhotoBytes());
        int room = policy.mostPackBytes();
        for (CardVerifierStore.Holder holder : holders) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("card", holder.card().toString());
            Optional.ofNullable(classes.get(holder.person())).ifPresent(name -> entry.put("class", name));
            byte[] photo = small.get(holder.person());
            if (photo != null && photo.length <= room) {
                room -= photo.length;
                entry.put("photo", Base64.getEncoder().encodeToString(photo));
            }
            entries.add(entry);
        }
        return entries;
    }

    /** The class of each pupil of a unit. */
    private Map<UUID, String> classes(String unit, LocalDate today) {
        int year = today.getMonthValue() < FIRST_MONTH ? today.getYear() - 1 : today.getYear();
        Map<UUID, String> classes = new HashMap<>();
        for (ClassGroup group : directory.classGroups(unit, year + "-" + (year + 1))) {
            for (Enrolment enrolment : directory.enrolmentsIn(group.id(), today)) {
                if (enrolment.role() == ClassRole.PUPIL) {
                    classes.put(enrolment.person(), group.name());
                }
            }
        }
        return classes;
    }

    private Optional<CardVerifier> verifier(ActingPerson person) {
        return verifiers.find(person.unit(), person.id(), people.today());
    }

    private static Subject subject(ActingPerson person, Optional<CardVerifier> verifier) {
        return new Subject.OfVerifier(person.unit(), verifier.isPresent());
    }
}
