package vn.khue.signing.card;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.Directory;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.status.CardStatus;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.SigningRights;
import vn.khue.signing.rights.Subject;
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.PendingAuthorisation;
import vn.khue.web.stepup.Sha256;
import vn.khue.web.stepup.StepUp;

/**
 * Issues cards and changes their state. What a card says comes from the directory of this moment, never from who asks. A card, its place in
 * the list and its event are one transaction; a change of state is published before the call returns. Thread-safe.
 */
@Service
public class CardOffice {
    private static final String ROUTE = "/api/cards";
    private static final String PURPOSE = "card";

    /** Why a card is suspended that answered an alert; no officer of cards gives this word. */
    public static final String BY_RESPONSE = "response";

    private static final UUID NOBODY = new UUID(0, 0);
    private static final Duration DRAFTS_KEPT = Duration.ofDays(1);

    private final CardStore cards;
    private final CardMaking making;
    private final CardScope scope;
    private final ChangedLists lists;
    private final Directory directory;
    private final ActingPeople people;
    private final StepUp stepUp;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    public CardOffice(
            CardStore cards,
            CardMaking making,
            CardScope scope,
            ChangedLists lists,
            Directory directory,
            ActingPeople people,
            StepUp stepUp,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.cards = cards;
        this.making = making;
        this.scope = scope;
        this.lists = lists;
        this.directory = directory;
        this.people = people;
        this.stepUp = stepUp;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** A draft with the step-up that has it signed. */
    public record Begun(CardDraft draft, PendingAuthorisation pending) {}

    /**
     * Begins a card: whose, for which unit, in whose place. Nothing is signed before the officer has confirmed exactly this by a step-up.
     *
     * @param replaces a card of the same person and unit that the new one takes the place of
     * @throws SigningException ALREADY_HAS_CARD, CARD_STATE where the card to be replaced is none that can be
     */
    public Begun begin(ActingPerson officer, UUID person, String unit, Optional<CardId> replaces) {
        return begin(officer, person, unit, replaces, ROUTE + "/drafts/");
    }

    /** The same; the step-up leads back to this path and the draft's id. */
    public Begun begin(ActingPerson officer, UUID person, String unit, Optional<CardId> replaces, String back) {
        CardDraft draft = acts.run(officer, SigningAction.ISSUE_CARD, ROUTE + "/drafts", Optional.empty(), () -> {
            member(officer, person, unit);
            requireNoOther(person, unit, replaces);
            cards.forgetDraftsBefore(clock.instant().minus(DRAFTS_KEPT));
            CardDraft made = new CardDraft(UUID.randomUUID(), officer.id(), person, unit, replaces);
            cards.add(made, clock.instant());
            return made;
        });
        return new Begun(draft, stepUp.begin(officer.login(), PURPOSE, statement(draft), back + draft.id()));
    }

    /** The officer's own draft. */
    public CardDraft draft(ActingPerson officer, UUID id) {
        return acts.run(officer, SigningAction.ISSUE_CARD, ROUTE + "/drafts/{id}", Optional.empty(), () -> {
            rights.require(
                    officer, SigningAction.ISSUE_CARD, new Subject.OfCard(officer.unit(), Set.of(), NOBODY, false));
            return cards.draft(id, officer.id()).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        });
    }

    /**
     * Signs the card of a draft, once, if the officer confirmed just that.
     *
     * @throws SigningException STEP_UP_FAILED, ALREADY_HAS_CARD, CARD_REFUSED for a name that does not fit its code
     */
    public Card issue(ActingPerson officer, UUID id, UUID granted) {
        CardDraft shown = draft(officer, id);
        Consumption consumption = stepUp.consume(officer.login(), granted, PURPOSE, statement(shown));
        if (!(consumption instanceof Consumption.Granted)) {
            acts.refused(
                    officer,
                    SigningAction.ISSUE_CARD,
                    ROUTE + "/drafts/{id}/issue",
                    Optional.empty(),
                    Refusal.STEP_UP_FAILED);
            throw new SigningException(Refusal.STEP_UP_FAILED);
        }
        Card card = acts.run(officer, SigningAction.ISSUE_CARD, ROUTE + "/drafts/{id}/issue", Optional.empty(), () -> {
            CardDraft draft = cards.draft(id, officer.id()).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Member member = member(officer, draft.person(), draft.unit());
            Optional<Card> before = requireNoOther(draft.person(), draft.unit(), draft.replaces());
            before.ifPresent(old -> {
                cards.change(old, CardStatus.REPLACED, Optional.of("replaced"), clock.instant());
                events.cardChanged(officer, member.as(), old, "REPLACED", "replaced");
            });
            Card made = making.card(
                    new CardMaking.Holder(member.standing(), member.unit(), member.role()),
                    officer.id(),
                    draft.replaces());
            cards.forget(draft);
            events.cardIssued(officer, member.as(), made, granted);
            return made;
        });
        shown.replaces().flatMap(cards::find).ifPresent(lists::publish);
        return card;
    }

    /** Who gets a card. */
    private record Member(Standing standing, Unit unit, Role role, Role as) {}

    private Member member(ActingPerson officer, UUID person, String unit) {
        LocalDate today = people.today();
        Optional<Standing> standing = directory.standing(person, today);
        Optional<Role> role = standing.flatMap(
                found -> SigningRights.rolesIn(found, unit).stream().findFirst());
        Role as = rights.require(
                officer,
                SigningAction.ISSUE_CARD,
                new Subject.OfCard(
                        unit,
                        scope.servedBy(unit, today),
                        person,
                        role.filter(found -> found != Role.HOC_SINH).isPresent()));
        Unit found = directory.unit(unit).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        return new Member(
                standing.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND)),
                found,
                role.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND)),
                as);
    }

    /** The card whose place is taken, locked. */
    private Optional<Card> requireNoOther(UUID person, String unit, Optional<CardId> replaces) {
        Optional<Card> before = replaces.map(id -> cards.lock(id)
                .filter(card -> card.person().equals(person) && card.unit().equals(unit))
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND)));
        if (before.filter(card -> card.status() == CardStatus.REPLACED).isPresent()) {
            throw new SigningException(Refusal.CARD_STATE);
        }
        boolean other = cards.current(person, unit, false)
                .filter(card -> card.expires().isAfter(clock.instant()))
                .filter(card -> replaces.filter(card.id()::equals).isEmpty())
                .isPresent();
        if (other) {
            throw new SigningException(Refusal.ALREADY_HAS_CARD);
        }
        return before.filter(card -> card.status() != CardStatus.REVOKED);
    }

    /** One card, for whoever may see it. */
    public Card find(ActingPerson person, CardId id) {
        return acts.run(person, SigningAction.READ_CARD, ROUTE + "/{id}", Optional.of(id.toString()), () -> {
            Optional<Card> card = cards.find(id);
            require(person, SigningAction.READ_CARD, card);
            return card.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        });
    }

    /** By which unit its holder has it; of a card that somebody names and that may be none. */
    public Optional<String> unitOf(CardId id) {
        return cards.find(id).map(Card::unit);
    }

    /** Cards of one person in a unit, newest first. */
    public List<Card> of(ActingPerson person, UUID holder, String unit) {
        return acts.run(person, SigningAction.READ_CARD, ROUTE, Optional.empty(), () -> {
            rights.require(person, SigningAction.READ_CARD, subject(unit, holder, false));
            return cards.of(holder, unit);
        });
    }

    /** For ever. */
    public Card revoke(ActingPerson officer, CardId id, String cause) {
        return change(officer, SigningAction.REVOKE_CARD, "/revoke", id, CardStatus.REVOKED, cause);
    }

    /** Until it is resumed. */
    public Card suspend(ActingPerson officer, CardId id, String cause) {
        return change(officer, SigningAction.SUSPEND_CARD, "/suspend", id, CardStatus.SUSPENDED, cause);
    }

    /** Ends a suspension. */
    public Card resume(ActingPerson officer, CardId id) {
        return change(officer, SigningAction.RESUME_CARD, "/resume", id, CardStatus.VALID, "resumed");
    }

    /** Until {@link #release} or a card officer ends it: an answer to an alert. */
    public Card hold(ActingPerson officer, CardId id) {
        return change(officer, SigningAction.SUSPEND_CARD, "/suspend", id, CardStatus.SUSPENDED, BY_RESPONSE);
    }

    /**
     * Ends a suspension by {@link #hold}.
     *
     * @throws SigningException CARD_STATE where the card is suspended for another reason, or not at all
     */
    public Card release(ActingPerson officer, CardId id) {
        return change(officer, SigningAction.RELEASE_CARD, "/release", id, CardStatus.VALID, "released");
    }

    /** Its holder, or an officer for them, says that it is lost: it holds no more until it is found or replaced. */
    public Card lost(ActingPerson person, CardId id) {
        return change(person, SigningAction.REPORT_CARD_LOST, "/lost", id, CardStatus.SUSPENDED, "lost");
    }

    private Card change(
            ActingPerson officer, SigningAction action, String step, CardId id, CardStatus to, String cause) {
        Card changed = acts.run(officer, action, ROUTE + "/{id}" + step, Optional.of(id.toString()), () -> {
            Optional<Card> present = cards.lock(id);
            Role as = require(officer, action, present);
            Card card = present.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            boolean follows =
                    switch (to) {
                        case VALID -> card.status() == CardStatus.SUSPENDED;
                        case SUSPENDED -> card.status() == CardStatus.VALID;
                        case REVOKED -> card.status() == CardStatus.VALID || card.status() == CardStatus.SUSPENDED;
                        case REPLACED -> false;
                    };
            if (!follows
                    || action == SigningAction.RELEASE_CARD && !card.cause().equals(Optional.of(BY_RESPONSE))) {
                throw new SigningException(Refusal.CARD_STATE);
            }
            cards.change(card, to, to == CardStatus.VALID ? Optional.empty() : Optional.of(cause), clock.instant());
            if (action == SigningAction.REPORT_CARD_LOST) {
                cards.reportLost(card, officer.id(), as, clock.instant());
            }
            events.cardChanged(officer, as, card, to.name(), cause);
            return cards.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        });
        lists.publish(changed);
        return changed;
    }

    /** Who may do nothing learns from the answer nothing of which cards there are. */
    private Role require(ActingPerson person, SigningAction action, Optional<Card> card) {
        return rights.require(
                person,
                action,
                card.map(found -> subject(
                                found.unit(), found.person(), !found.role().equals(Role.HOC_SINH.name())))
                        .orElseGet(() -> new Subject.OfCard(person.unit(), Set.of(), NOBODY, false)));
    }

    private Subject.OfCard subject(String unit, UUID holder, boolean staff) {
        return new Subject.OfCard(unit, scope.servedBy(unit, people.today()), holder, staff);
    }

    private static DigestList statement(CardDraft draft) {
        return DigestList.of(Sha256.of(draft.statement()));
    }
}
