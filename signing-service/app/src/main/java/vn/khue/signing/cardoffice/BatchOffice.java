package vn.khue.signing.cardoffice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
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
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.PendingAuthorisation;
import vn.khue.web.stepup.Sha256;
import vn.khue.web.stepup.StepUp;

/**
 * Batches: asked for by one person, approved by a second one with a step-up that is bound to exactly the people of the batch, then carried
 * out by {@link BatchRuns}. Each act and its event are one transaction. Thread-safe.
 */
@Service
public class BatchOffice {
    private static final String ROUTE = "/card-office/batches";
    private static final String PURPOSE = "card-batch";

    private final BatchStore batches;
    private final CardStore cards;
    private final CardScope scope;
    private final Pupils pupils;
    private final OfficeGate gate;
    private final ActingPeople people;
    private final StepUp stepUp;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    public BatchOffice(
            BatchStore batches,
            CardStore cards,
            CardScope scope,
            Pupils pupils,
            OfficeGate gate,
            ActingPeople people,
            StepUp stepUp,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.batches = batches;
        this.cards = cards;
        this.scope = scope;
        this.pupils = pupils;
        this.gate = gate;
        this.people = people;
        this.stepUp = stepUp;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** What is asked for: everybody of a class, of a school or below a unit. */
    public record Whole(Unit unit, Optional<ClassGroup> group) {
        Reach reach() {
            return group.isPresent() ? Reach.CLASS : unit.kind().isSchool() ? Reach.SCHOOL : Reach.DISTRICT;
        }
    }

    private OfficeSubject subject(Whole whole) {
        return whole.group().map(gate::of).orElseGet(() -> gate.of(whole.unit()));
    }

    /**
     * Asks for cards for all who have none.
     *
     * @param withoutPhoto whether those without a photo get one too
     * @throws SigningException BATCH_EMPTY, ALREADY_REQUESTED
     */
    public UUID askForCards(ActingPerson person, Whole whole, boolean withoutPhoto) {
        return run(person, OfficeAction.REQUEST_CARDS, () -> {
            Role as = gate.require(person, OfficeAction.REQUEST_CARDS, subject(whole));
            requireNoOther(whole, Batch.Kind.ISSUE);
            List<BatchItem> items = new ArrayList<>();
            List<Unit> schools = whole.reach() == Reach.DISTRICT
                    ? scope.schools(whole.unit().id(), people.today())
                    : List.of(whole.unit());
            for (Unit school : schools) {
                Set<UUID> have = cards.ofPupils(school.id(), clock.instant()).stream()
                        .map(Card::person)
                        .collect(Collectors.toCollection(HashSet::new));
                for (ClassGroup group : whole.group().map(List::of).orElseGet(() -> pupils.classes(school.id()))) {
                    for (Person pupil : pupils.of(group)) {
                        if (have.add(pupil.id())) {
                            items.add(item(items.size() + 1, pupil.id(), group, Optional.empty()));
                        }
                    }
                }
            }
            return add(person, as, whole, Batch.Kind.ISSUE, withoutPhoto, Optional.empty(), items);
        });
    }

    /**
     * Asks that every card of the class or the school ends.
     *
     * @param cause a word
     */
    public UUID askForVoid(ActingPerson person, Whole whole, String cause) {
        return run(person, OfficeAction.REQUEST_VOID, () -> {
            Role as = gate.require(person, OfficeAction.REQUEST_VOID, subject(whole));
            requireNoOther(whole, Batch.Kind.VOID);
            List<Card> all = cards.ofPupils(whole.unit().id(), clock.instant());
            Map<UUID, List<Card>> byPerson = all.stream().collect(Collectors.groupingBy(Card::person));
            List<BatchItem> items = new ArrayList<>();
            for (ClassGroup group : whole.group()
                    .map(List::of)
                    .orElseGet(() -> pupils.classes(whole.unit().id()))) {
                for (Person pupil : pupils.of(group)) {
                    for (Card card : byPerson.getOrDefault(pupil.id(), List.of())) {
                        items.add(item(items.size() + 1, pupil.id(), group, Optional.of(card.id())));
                    }
                }
            }
            if (whole.group().isEmpty()) {
                Set<UUID> named = items.stream().map(BatchItem::person).collect(Collectors.toSet());
                all.stream()
                        .filter(card -> !named.contains(card.person()))
                        .forEach(card -> items.add(left(items.size() + 1, card)));
            }
            return add(person, as, whole, Batch.Kind.VOID, false, Optional.of(cause), items);
        });
    }

    /** Asks that the cards of those end who are no pupils of the school any more; the others go on, unprinted. */
    public UUID askForRollover(ActingPerson person, Unit school) {
        Whole whole = new Whole(school, Optional.empty());
        return run(person, OfficeAction.REQUEST_VOID, () -> {
            Role as = gate.require(person, OfficeAction.REQUEST_VOID, subject(whole));
            requireNoOther(whole, Batch.Kind.ROLLOVER);
            List<BatchItem> items = new ArrayList<>();
            leavers(school).forEach(card -> items.add(left(items.size() + 1, card)));
            return add(person, as, whole, Batch.Kind.ROLLOVER, false, Optional.of("left"), items);
        });
    }

    /** Cards of a school whose holders the roster does not know there today. */
    public List<Card> leavers(Unit school) {
        Set<UUID> here = pupils.classes(school.id()).stream()
                .flatMap(group -> pupils.of(group).stream())
                .map(Person::id)
                .collect(Collectors.toSet());
        return cards.ofPupils(school.id(), clock.instant()).stream()
                .filter(card -> !here.contains(card.person()))
                .toList();
    }

    private void requireNoOther(Whole whole, Batch.Kind kind) {
        if (whole.reach() != Reach.DISTRICT
                && batches.underWay(whole.unit().id(), whole.group().map(ClassGroup::id), kind)) {
            throw new SigningException(Refusal.ALREADY_REQUESTED);
        }
    }

    private UUID add(
            ActingPerson person,
            Role as,
            Whole whole,
            Batch.Kind kind,
            boolean withoutPhoto,
            Optional<String> cause,
            List<BatchItem> items) {
        if (items.isEmpty()) {
            throw new SigningException(Refusal.BATCH_EMPTY);
        }
        Batch batch = new Batch(
                UUID.randomUUID(),
                kind,
                whole.reach(),
                whole.unit().id(),
                whole.unit().nameOn(people.today()).orElse(whole.unit().id()),
                whole.group().map(ClassGroup::id),
                whole.group().map(ClassGroup::name),
                withoutPhoto,
                cause,
                Batch.State.REQUESTED,
                person.id(),
                person.name(),
                clock.instant(),
                Optional.empty(),
                new Batch.Sums(items.size(), 0, 0, 0, 0));
        batches.add(batch, items);
        event(person, as, batch, "ask", items.size(), Optional.empty());
        return batch.id();
    }

    private static BatchItem item(int number, UUID person, ClassGroup group, Optional<CardId> card) {
        return new BatchItem(
                new UUID(0, 0),
                number,
                person,
                group.unit(),
                Optional.of(group.id()),
                Optional.of(group.name()),
                BatchItem.State.OPEN,
                Optional.empty(),
                card,
                Optional.empty(),
                Optional.empty());
    }

    private static BatchItem left(int number, Card card) {
        return new BatchItem(
                new UUID(0, 0),
                number,
                card.person(),
                card.unit(),
                Optional.empty(),
                Optional.empty(),
                BatchItem.State.OPEN,
                Optional.empty(),
                Optional.of(card.id()),
                Optional.empty(),
                Optional.empty());
    }

    /** One batch, for whoever sees its people or the numbers of where it is. */
    public Batch find(ActingPerson person, UUID id) {
        return run(person, OfficeAction.SEE_PEOPLE, () -> {
            Batch batch = batches.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            gate.require(person, OfficeAction.SEE_PEOPLE, gate.of(batch));
            return batch;
        });
    }

    /** The right that the second of four eyes needs for this one. */
    public static OfficeAction approval(Batch batch) {
        return batch.kind() == Batch.Kind.ISSUE ? OfficeAction.APPROVE_CARDS : OfficeAction.APPROVE_VOID;
    }

    /** Before the sheet is shown. */
    public PendingAuthorisation begin(ActingPerson person, UUID id) {
        Batch batch = find(person, id);
        run(person, approval(batch), () -> {
            gate.require(person, approval(batch), gate.of(batch));
            requireState(batch, Batch.State.REQUESTED);
            return true;
        });
        return stepUp.begin(person.login(), PURPOSE, statement(batch), ROUTE + "/" + id + "/approve");
    }

    /**
     * Approves; from then on the cards are signed, or end, by themselves.
     *
     * @throws SigningException STEP_UP_FAILED, OWN_REQUEST, BATCH_STATE
     */
    public void approve(ActingPerson person, UUID id, UUID granted) {
        Batch shown = find(person, id);
        Consumption consumption = stepUp.consume(person.login(), granted, PURPOSE, statement(shown));
        run(person, approval(shown), () -> {
            if (!(consumption instanceof Consumption.Granted)) {
                throw new SigningException(Refusal.STEP_UP_FAILED);
            }
            Batch batch = batches.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = gate.require(person, approval(batch), gate.of(batch));
            requireState(batch, Batch.State.REQUESTED);
            decide(person, as, batch, Batch.State.RUNNING, Optional.of(granted));
            event(person, as, batch, "approve", batch.sums().all(), Optional.of(granted));
            return true;
        });
    }

    /** By the second person, or taken back by the first. */
    public void refuse(ActingPerson person, UUID id) {
        Batch shown = find(person, id);
        run(person, approval(shown), () -> {
            Batch batch = batches.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = batch.askedBy().equals(person.id())
                    ? gate.require(person, OfficeAction.SEE_PEOPLE, gate.of(batch))
                    : gate.require(person, approval(batch), gate.of(batch));
            requireState(batch, Batch.State.REQUESTED);
            decide(person, as, batch, Batch.State.REFUSED, Optional.empty());
            event(person, as, batch, "refuse", batch.sums().all(), Optional.empty());
            return true;
        });
    }

    public void pause(ActingPerson person, UUID id) {
        steer(person, id, Batch.State.RUNNING, Batch.State.PAUSED, "pause");
    }

    public void resume(ActingPerson person, UUID id) {
        steer(person, id, Batch.State.PAUSED, Batch.State.RUNNING, "resume");
    }

    /** Those that failed are open again. */
    public void retry(ActingPerson person, UUID id) {
        Batch shown = find(person, id);
        run(person, OfficeAction.STEER_BATCH, () -> {
            Role as = gate.require(person, OfficeAction.STEER_BATCH, gate.of(shown));
            Batch batch = batches.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            requireState(batch, Batch.State.DONE);
            int again = batches.retry(id);
            if (again == 0) {
                throw new SigningException(Refusal.BATCH_EMPTY);
            }
            batches.move(id, Batch.State.DONE, Batch.State.RUNNING);
            event(person, as, batch, "retry", again, Optional.empty());
            return true;
        });
    }

    private void steer(ActingPerson person, UUID id, Batch.State from, Batch.State to, String operation) {
        Batch batch = find(person, id);
        run(person, OfficeAction.STEER_BATCH, () -> {
            Role as = gate.require(person, OfficeAction.STEER_BATCH, gate.of(batch));
            if (!batches.move(id, from, to)) {
                throw new SigningException(Refusal.BATCH_STATE);
            }
            event(person, as, batch, operation, batch.sums().open(), Optional.empty());
            return true;
        });
    }

    private void decide(ActingPerson person, Role as, Batch batch, Batch.State state, Optional<UUID> granted) {
        batches.decide(
                batch.id(),
                state,
                new Batch.Approval(person.id(), person.name(), person.unit(), as.name(), clock.instant(), granted));
    }

    private void event(ActingPerson person, Role as, Batch batch, String operation, long rows, Optional<UUID> granted) {
        events.cardBatchChanged(person.actor(), person.unit(), as, batch.id(), batch.unit(), operation, rows, granted);
    }

    private static void requireState(Batch batch, Batch.State state) {
        if (batch.state() != state) {
            throw new SigningException(Refusal.BATCH_STATE);
        }
    }

    /** What a step-up is bound to: the act and everybody in it. */
    private DigestList statement(Batch batch) {
        return DigestList.of(Sha256.of("card-batch|" + batch.id() + '|' + batch.kind() + '|' + batch.reach() + '|'
                + batch.unit() + '|' + batch.classGroup().orElse("-") + '|'
                + batch.cause().orElse("-") + '|'
                + batch.withoutPhoto() + '|'
                + batches.people(batch.id()).stream().map(UUID::toString).collect(Collectors.joining(","))));
    }

    private <T> T run(ActingPerson person, OfficeAction action, java.util.function.Supplier<T> work) {
        return acts.run(person, action.name(), ROUTE, Optional.empty(), work);
    }
}
