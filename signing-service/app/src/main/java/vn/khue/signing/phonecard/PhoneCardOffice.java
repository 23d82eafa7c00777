package vn.khue.signing.phonecard;

import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import vn.khue.directory.Role;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.ecard.cose.CoseSign1Reader;
import vn.khue.ecard.cose.P256;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.credential.CardClaimsReader;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.issue.CardIssuer;
import vn.khue.ecard.status.CardStatus;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardAddresses;
import vn.khue.signing.card.CardKeys;
import vn.khue.signing.card.CardPlaces;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.card.StatusPublication;
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
 * Brings the own card onto the own phone, and ends it there. The phone's form says what the card says and bears the phone's key; it has a
 * place of its own in lists of phones, and whatever changes the card changes what these say of it. One phone holds a card at a time: the next one voids it, at once. A
 * phone, its place and its events are one transaction; an end is published before the call returns. Thread-safe.
 */
@Service
public class PhoneCardOffice {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneCardOffice.class);
    private static final String ROUTE = "/api/phone-cards";
    private static final UUID NOBODY = new UUID(0, 0);
    private static final Duration DAY = Duration.ofDays(1);

    private final PhoneCardStore phones;
    private final PhoneProof proofs;
    private final PhoneCardPolicy policy;
    private final CardStore cards;
    private final CardPlaces places;
    private final CardKeys keys;
    private final CardScope scope;
    private final CardAddresses addresses;
    private final StatusPublication lists;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;
    private final CardClaimsReader claims = new CardClaimsReader(CryptoProviders.fastest());

    PhoneCardOffice(
            PhoneCardStore phones,
            PhoneProof proofs,
            PhoneCardPolicy policy,
            CardStore cards,
            CardPlaces places,
            CardKeys keys,
            CardScope scope,
            CardAddresses addresses,
            StatusPublication lists,
            ActingPeople people,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.phones = phones;
        this.proofs = proofs;
        this.policy = policy;
        this.cards = cards;
        this.places = places;
        this.keys = keys;
        this.scope = scope;
        this.addresses = addresses;
        this.lists = lists;
        this.people = people;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** A card of the person's own with the phone that holds it now. */
    public record Held(Card card, Optional<PhoneCard> phone) {}

    /** The person's cards in the acting unit that are not over, newest first; not one for a day, which no phone gets. */
    public List<Held> own(ActingPerson person) {
        return acts.run(person, SigningAction.READ_CARD, ROUTE, Optional.empty(), () -> {
            rights.require(
                    person, SigningAction.READ_CARD, new Subject.OfCard(person.unit(), Set.of(), person.id(), false));
            return cards.of(person.id(), person.unit()).stream()
                    .filter(card -> card.status() == CardStatus.VALID || card.status() == CardStatus.SUSPENDED)
                    .filter(card -> card.expires().isAfter(clock.instant()))
                    .filter(card -> !cards.temporary(card.id()))
                    .map(card -> new Held(card, phones.current(card.id())))
                    .toList();
        });
    }

    /** What the phone is to sign, in place of what it was asked before. */
    public byte[] challenge(ActingPerson person, CardId id) {
        return acts.run(
                person, SigningAction.HOLD_CARD_ON_PHONE, ROUTE + "/challenges", Optional.of(id.toString()), () -> {
                    Optional<Card> card = cards.find(id);
                    require(person, SigningAction.HOLD_CARD_ON_PHONE, card);
                    card.ifPresent(this::requireLasting);
                    byte[] challenge = proofs.challenge();
                    phones.ask(id, challenge, clock.instant().plus(policy.challengeLife()));
                    return challenge;
                });
    }

    /**
     * What a phone brings.
     *
     * @param key of the phone
     * @param proof that it has it, as {@link PhoneProof} asks
     * @param replaces the phone that the person knows to hold the card now
     * @param byBadge whether nothing but a badge stands behind the login
     */
    public record Enrolment(CardId card, ECPublicKey key, byte[] proof, Optional<UUID> replaces, boolean byBadge) {}

    /**
     * Signs the form for a phone.
     *
     * @throws SigningException CARD_STATE where the card does not hold, CARD_TEMPORARY for one for a day, PHONE_PRESENT where another phone holds it than the person knows of,
     *     PHONE_PROOF_WRONG, PHONE_CLOCK_WRONG, PHONE_KEY_KNOWN, PHONE_TOO_OFTEN, CARD_NEEDS_PASSWORD
     */
    public PhoneCard enrol(ActingPerson person, Enrolment asked) {
        Optional<String> target = Optional.of(asked.card().toString());
        PhoneCard phone = acts.run(person, SigningAction.HOLD_CARD_ON_PHONE, ROUTE, target, () -> {
            Optional<Card> present = cards.lock(asked.card());
            Role as = require(person, SigningAction.HOLD_CARD_ON_PHONE, present);
            Card card = present.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            if (asked.byBadge()) {
                throw new SigningException(Refusal.CARD_NEEDS_PASSWORD);
            }
            requireLasting(card);
            Instant now = clock.instant();
            if (card.status() != CardStatus.VALID || !card.expires().isAfter(now)) {
                throw new SigningException(Refusal.CARD_STATE);
            }
            byte[] challenge = phones.takeChallenge(card.id(), now)
                    .orElseThrow(() -> new SigningException(Refusal.PHONE_PROOF_WRONG));
            proofs.require(asked.proof(), challenge, asked.key(), now);
            Optional<PhoneCard> former = phones.current(card.id());
            if (!former.map(PhoneCard::id).equals(asked.replaces())) {
                throw new SigningException(Refusal.PHONE_PRESENT);
            }
            if (phones.enrolledSince(person.id(), now.minus(DAY)) >= policy.newPhonesInADay()) {
                throw new SigningException(Refusal.PHONE_TOO_OFTEN);
            }
            former.ifPresent(old -> end(person, as, card, old, CardStatus.REPLACED, "replaced"));
            PhoneCard made = sign(card, asked.key(), now.truncatedTo(ChronoUnit.SECONDS));
            if (!phones.add(made, fingerprint(asked.key()))) {
                throw new SigningException(Refusal.PHONE_KEY_KNOWN);
            }
            events.cardChanged(person, as, card, "PHONE_ADDED", former.isPresent() ? "replaced" : "first");
            return made;
        });
        asked.replaces().flatMap(phones::find).ifPresent(old -> publish(old.shard()));
        return phone;
    }

    /** One for a day is given to whoever stands at the school's desk, to be given back in the evening. */
    private void requireLasting(Card card) {
        if (cards.temporary(card.id())) {
            throw new SigningException(Refusal.CARD_TEMPORARY);
        }
    }

    /** What the card says, of this moment, with the phone's key and the phone's place. */
    private PhoneCard sign(Card card, ECPublicKey key, Instant now) {
        CardClaims printed = claims.read(new CoseSign1Reader(CborRule.DETERMINISTIC, true)
                .read(card.cose())
                .payload());
        CardKeys.Signer signer = keys.signer(scope.district(card.unit(), people.today()));
        CardPlaces.Place place = places.takeForPhone();
        CardClaims own = new CardClaims(
                printed.issuer(),
                printed.expires(),
                now,
                printed.id(),
                Optional.empty(),
                printed.fullName(),
                new StatusReference(place.place(), addresses.status(place.shard())),
                printed.school(),
                printed.role(),
                printed.photo());
        byte[] cose = new CardIssuer(addresses.issuer(), signer.signer(), signer.key())
                .issueForPhone(own, key)
                .cose();
        return new PhoneCard(
                UUID.randomUUID(),
                card.id(),
                card.person(),
                place.shard(),
                place.place(),
                CardStatus.VALID,
                Optional.empty(),
                now,
                card.expires(),
                cose);
    }

    /** Phones of a card, newest first, for whoever may see the card. */
    public List<PhoneCard> of(ActingPerson person, CardId id) {
        return acts.run(person, SigningAction.READ_CARD, ROUTE, Optional.of(id.toString()), () -> {
            Optional<Card> card = cards.find(id);
            require(person, SigningAction.READ_CARD, card);
            return phones.of(card.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND))
                    .id());
        });
    }

    /**
     * Its holder, or an officer for them, ends a phone: what it shows holds no more. The card stays as it is.
     *
     * @throws SigningException CARD_STATE where it had ended
     */
    public PhoneCard end(ActingPerson person, UUID id, String cause) {
        PhoneCard ended = acts.run(
                person, SigningAction.END_CARD_ON_PHONE, ROUTE + "/{id}/end", Optional.of(id.toString()), () -> {
                    Optional<PhoneCard> phone = phones.find(id);
                    Optional<Card> card = phone.flatMap(found -> cards.lock(found.card()));
                    Role as = require(person, SigningAction.END_CARD_ON_PHONE, card);
                    PhoneCard found = phone.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
                    end(person, as, card.orElseThrow(), found, CardStatus.REVOKED, cause);
                    return phones.find(id).orElseThrow();
                });
        publish(ended.shard());
        return ended;
    }

    private void end(ActingPerson by, Role as, Card card, PhoneCard phone, CardStatus to, String cause) {
        if (!phones.end(phone, to, cause, by.id(), clock.instant())) {
            throw new SigningException(Refusal.CARD_STATE);
        }
        events.cardChanged(by, as, card, "PHONE_ENDED", cause);
    }

    /** The change is committed; a list that cannot be signed now comes with the next run. */
    private void publish(int shard) {
        try {
            lists.publish(shard);
        } catch (PkiException e) {
            LOG.error("the list of a phone that ended could not be published; the next run tries again", e);
        }
    }

    /** Who may do nothing learns from the answer nothing of which cards there are. */
    private Role require(ActingPerson person, SigningAction action, Optional<Card> card) {
        return rights.require(
                person,
                action,
                card.map(found -> new Subject.OfCard(
                                found.unit(),
                                scope.servedBy(found.unit(), people.today()),
                                found.person(),
                                !found.role().equals(Role.HOC_SINH.name())))
                        .orElseGet(() -> new Subject.OfCard(person.unit(), Set.of(), NOBODY, false)));
    }

    private static byte[] fingerprint(ECPublicKey key) {
        byte[][] xy = P256.coordinates(key);
        byte[] point = new byte[2 * P256.COORDINATE];
        System.arraycopy(xy[0], 0, point, 0, P256.COORDINATE);
        System.arraycopy(xy[1], 0, point, P256.COORDINATE, P256.COORDINATE);
        return DigestAlgorithm.SHA256.of(point);
    }
}
