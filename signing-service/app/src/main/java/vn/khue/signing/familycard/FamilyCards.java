package vn.khue.signing.familycard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Directory;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.status.CardStatus;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.card.ChangedLists;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.web.login.SignedInPerson;

/**
 * Children's cards for their guardians, as the guardianship is today. A report suspends the card: card, report and event are one transaction,
 * and the lists are published before the call returns. Thread-safe.
 */
@Service
public class FamilyCards {
    private static final String ROUTE = "/family/cards";
    private static final Duration DAY = Duration.ofDays(1);

    private final CardStore cards;
    private final ChangedLists lists;
    private final FamilyCardPolicy policy;
    private final Directory directory;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    FamilyCards(
            CardStore cards,
            ChangedLists lists,
            FamilyCardPolicy policy,
            Directory directory,
            ActingPeople people,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.cards = cards;
        this.lists = lists;
        this.policy = policy;
        this.directory = directory;
        this.people = people;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** A card of a child, with the name of the unit that it is of. */
    public record ChildCard(Card card, String school, boolean temporary) {}

    /** A child for whom the person stands today. */
    public record Child(Person person, List<ChildCard> cards) {}

    /** Children of the person and their cards that are not over, in the order of name lists. */
    public List<Child> of(SignedInPerson guardian) {
        List<UUID> ids = standing(guardian).map(Standing::guardianships).orElse(List.of()).stream()
                .filter(each -> each.scope().contains(GuardianScope.ACCOUNT))
                .map(Guardianship::child)
                .distinct()
                .toList();
        LocalDate today = people.today();
        Map<UUID, List<CardStore.OfPerson>> having = cards.ofPeople(ids, clock.instant()).stream()
                .collect(Collectors.groupingBy(each -> each.card().person()));
        return directory.people(ids).stream()
                .map(child -> new Child(
                        child,
                        having.getOrDefault(child.id(), List.of()).stream()
                                .map(each -> new ChildCard(
                                        each.card(), name(each.card().unit(), today), each.temporary()))
                                .toList()))
                .toList();
    }

    /**
     * A guardian says that a child's card is lost.
     *
     * @throws SigningException NOT_FOUND for a card of no child of theirs, CARD_STATE where it does not hold, REPORTS_TOO_OFTEN
     */
    public void report(SignedInPerson guardian, Actor actor, CardId id) {
        Card known = cards.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        ActingPerson person = acting(guardian, actor, known.unit());
        Card reported;
        try {
            reported = acts.run(
                    person,
                    SigningAction.REPORT_CHILDS_CARD_LOST,
                    ROUTE + "/{id}/lost",
                    Optional.of(id.toString()),
                    () -> suspended(person, id));
        } catch (SigningException e) {
            // Whoever may do nothing learns from the answer nothing of which cards there are.
            throw e.refusal().denial() ? new SigningException(Refusal.NOT_FOUND, e) : e;
        }
        lists.publish(reported);
    }

    private Card suspended(ActingPerson person, CardId id) {
        Card card = cards.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        Role as = rights.require(
                person,
                SigningAction.REPORT_CHILDS_CARD_LOST,
                new Subject.OfChild(card.unit(), card.person(), card.role().equals(Role.HOC_SINH.name())));
        Instant now = clock.instant();
        if (card.status() != CardStatus.VALID || !card.expires().isAfter(now)) {
            throw new SigningException(Refusal.CARD_STATE);
        }
        if (cards.lostReports(person.id(), now.minus(DAY)) >= policy.reportsInADay()) {
            throw new SigningException(Refusal.REPORTS_TOO_OFTEN);
        }
        cards.change(card, CardStatus.SUSPENDED, Optional.of("lost"), now);
        cards.reportLost(card, person.id(), as, now);
        events.cardChanged(person, as, card, CardStatus.SUSPENDED.name(), "lost");
        return card;
    }

    /** A guardian acts in no unit: the event is of the card's. */
    private ActingPerson acting(SignedInPerson guardian, Actor actor, String unit) {
        Standing standing = standing(guardian).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        return new ActingPerson(guardian, standing, unit, name(unit, people.today()), actor);
    }

    private Optional<Standing> standing(SignedInPerson guardian) {
        return directory.standing(guardian.khueId(), people.today());
    }

    private String name(String unit, LocalDate today) {
        return directory.unit(unit).flatMap((Unit found) -> found.nameOn(today)).orElse(unit);
    }
}
