package vn.khue.signing.wallet;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.Origin;
import vn.khue.directory.Directory;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.ecard.cose.CoseSign1Reader;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.credential.CardClaimsReader;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.sdjwt.WalletCard;
import vn.khue.ecard.sdjwt.WalletCardJwt;
import vn.khue.ecard.status.CardStatus;
import vn.khue.ecard.wallet.KeyProofs;
import vn.khue.ecard.wallet.ProofVerdict;
import vn.khue.pki.CryptoProviders;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardAddresses;
import vn.khue.signing.card.CardKeys;
import vn.khue.signing.card.CardPlaces;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.web.login.MemberUnit;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.time.VietnamTime;

/**
 * Offers cards to wallets and signs forms of them. A form, its place and its event are one transaction, in which the card is locked: one that
 * is revoked meanwhile gives no form any more. Each form has a key and a place of its own, so that two verifiers cannot bring two forms of a
 * card together by what is open in them. Thread-safe.
 */
@Service
public class WalletOffice {
    private static final String ROUTE = "/api/wallet/offers";
    private static final UUID NOBODY = new UUID(0, 0);

    private final WalletStore store;
    private final WalletNonces nonces;
    private final PreAuthorizedCodes codes;
    private final WalletPolicy policy;
    private final WalletAddresses addresses;
    private final CardStore cards;
    private final CardPlaces places;
    private final CardKeys keys;
    private final CardScope scope;
    private final CardAddresses cardAddresses;
    private final Directory directory;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;
    private final KeyProofs proofs;
    private final CoseSign1Reader cose = new CoseSign1Reader(CborRule.DETERMINISTIC, true);
    private final CardClaimsReader claims = new CardClaimsReader(CryptoProviders.fastest());
    private final SecureRandom random = new SecureRandom();

    WalletOffice(
            WalletStore store,
            WalletNonces nonces,
            PreAuthorizedCodes codes,
            WalletPolicy policy,
            WalletAddresses addresses,
            CardStore cards,
            CardPlaces places,
            CardKeys keys,
            CardScope scope,
            CardAddresses cardAddresses,
            Directory directory,
            ActingPeople people,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.store = store;
        this.nonces = nonces;
        this.codes = codes;
        this.policy = policy;
        this.addresses = addresses;
        this.cards = cards;
        this.places = places;
        this.keys = keys;
        this.scope = scope;
        this.cardAddresses = cardAddresses;
        this.directory = directory;
        this.people = people;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
        this.proofs =
                new KeyProofs(addresses.issuer(), policy.proofOldest(), policy.proofAhead(), CryptoProviders.fastest());
    }

    /**
     * An offer that was made.
     *
     * @param code told to the holder by another way than the offer, and kept nowhere
     */
    public record Offered(WalletOffer offer, String code) {}

    /**
     * Offers a card to its holder's wallet.
     *
     * @param byBadge whether the person signed in with a badge
     * @throws SigningException CARD_NEEDS_PASSWORD for a badge, CARD_STATE for a card that does not hold, CARD_TEMPORARY for one for a
     *     day, TOO_MANY_OFFERS while enough of the card are open
     */
    public Offered offer(ActingPerson person, CardId id, boolean byBadge) {
        return acts.run(person, SigningAction.OFFER_CARD, ROUTE, Optional.of(id.toString()), () -> {
            Optional<Card> present = cards.lock(id);
            Role as = rights.require(person, SigningAction.OFFER_CARD, subject(person, present));
            if (byBadge) {
                throw new SigningException(Refusal.CARD_NEEDS_PASSWORD);
            }
            Card card = present.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Instant now = clock.instant();
            requireHolds(card, now);
            requireLasting(card);
            store.forgetOld(now);
            if (store.open(id, now) >= policy.openOffersOfACard()) {
                throw new SigningException(Refusal.TOO_MANY_OFFERS);
            }
            String uid = directory
                    .standing(card.person(), people.today())
                    .map(standing -> standing.person().uid())
                    .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            UUID offerId = UUID.randomUUID();
            String code = codes.newCode();
            WalletOffer offer = new WalletOffer(
                    offerId,
                    id,
                    card.person(),
                    uid,
                    person.id(),
                    now,
                    now.plus(policy.offerLife()).truncatedTo(ChronoUnit.SECONDS),
                    codes.hash(offerId, code));
            store.add(offer);
            events.cardOffered(person, as, card, offerId, offer.expires());
            return new Offered(offer, code);
        });
    }

    /** Cards of that person in the acting unit that hold, newest first; not one for a day, which no wallet gets. */
    List<Card> own(ActingPerson person) {
        return acts.run(person, SigningAction.OFFER_CARD, "/wallet", Optional.empty(), () -> {
            rights.require(
                    person,
                    SigningAction.OFFER_CARD,
                    new Subject.OfCard(person.unit(), Set.of(), person.id(), !person.has(Role.HOC_SINH)));
            return cards.of(person.id(), person.unit()).stream()
                    .filter(card -> holds(card, clock.instant()))
                    .filter(card -> !cards.temporary(card.id()))
                    .toList();
        });
    }

    /** An offer that may still be taken. */
    Optional<WalletOffer> open(UUID id) {
        return store.offer(id).filter(offer -> offer.expires().isAfter(clock.instant()));
    }

    /**
     * Signs a form of the card for each proof.
     *
     * @param origin whence the wallet asks
     * @throws WalletException INVALID_PROOF, INVALID_NONCE, or CREDENTIAL_REQUEST_DENIED where there is no card or no person
     * @throws SigningException where the card or the person's standing does not allow it
     */
    List<String> issue(WalletToken token, CredentialRequest request, Optional<Origin> origin) {
        List<ProofVerdict.Holds> held = judged(token, request.proofs());
        Standing standing =
                directory.standing(token.person(), people.today()).orElseThrow(() -> denied(Refusal.NO_APPOINTMENT));
        CardId id = chosen(token);
        String unit = cards.find(id).map(Card::unit).orElseThrow(() -> denied(Refusal.NOT_FOUND));
        ActingPerson holder = acting(standing, unit, origin);
        return acts.run(holder, SigningAction.TAKE_CARD, WalletAddresses.CREDENTIAL, Optional.of(id.toString()), () -> {
            nonces.use(held.get(0).nonce());
            Card card = cards.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = rights.require(holder, SigningAction.TAKE_CARD, subject(holder, Optional.of(card)));
            Instant now = clock.instant();
            requireHolds(card, now);
            requireLasting(card);
            if (store.held(id, now) + held.size() > policy.mostOfACard()) {
                throw new SigningException(Refusal.TOO_MANY_FORMS);
            }
            List<String> forms = signed(card, held, now);
            events.cardTaken(holder, as, card, forms.size(), token.client(), token.offer());
            return forms;
        });
    }

    /** All of them hold, for one nonce, each another key. */
    private List<ProofVerdict.Holds> judged(WalletToken token, List<String> jwts) {
        List<ProofVerdict.Holds> held = new ArrayList<>();
        Set<BigInteger> points = new HashSet<>();
        for (String jwt : jwts) {
            ProofVerdict verdict = proofs.judge(jwt, clock.instant());
            if (verdict instanceof ProofVerdict.Refused refused) {
                throw new WalletException(
                        WalletError.INVALID_PROOF,
                        "a proof refused: " + refused.problem().name());
            }
            ProofVerdict.Holds holds = (ProofVerdict.Holds) verdict;
            if (holds.client()
                    .filter(client -> !token.client().equals(Optional.of(client)))
                    .isPresent()) {
                throw new WalletException(WalletError.INVALID_PROOF, "a proof of the client of the token expected");
            }
            if (!points.add(holds.key().getW().getAffineX())) {
                throw new WalletException(WalletError.INVALID_PROOF, "another key in each proof expected");
            }
            if (!held.isEmpty() && !held.get(0).nonce().equals(holds.nonce())) {
                throw new WalletException(WalletError.INVALID_PROOF, "the same nonce in each proof expected");
            }
            held.add(holds);
        }
        return held;
    }

    /** That of the offer, or the person's own of latest. */
    private CardId chosen(WalletToken token) {
        Optional<CardId> card = token.offer().isPresent()
                ? store.offer(token.offer().get())
                        .filter(offer -> offer.person().equals(token.person()))
                        .map(WalletOffer::card)
                : store.latest(token.person(), clock.instant());
        return card.orElseThrow(() -> denied(Refusal.NOT_FOUND));
    }

    /** Before there is an act that would write it down. */
    private static WalletException denied(Refusal refusal) {
        return new WalletException(WalletError.CREDENTIAL_REQUEST_DENIED, "no card for this wallet: " + refusal.name());
    }

    private ActingPerson acting(Standing standing, String unit, Optional<Origin> origin) {
        String name = directory
                .unit(unit)
                .flatMap((Unit found) -> found.nameOn(people.today()))
                .orElse(unit);
        MemberUnit member = new MemberUnit(unit, name, "");
        return new ActingPerson(
                new SignedInPerson(
                        standing.person().id(),
                        standing.person().uid(),
                        standing.person().name().full(),
                        List.of(),
                        List.of(member),
                        Optional.of(member)),
                standing,
                unit,
                name,
                Actor.person(standing.person().id()).from(origin));
    }

    private static boolean holds(Card card, Instant now) {
        return card.status() == CardStatus.VALID && card.expires().isAfter(now);
    }

    private static void requireHolds(Card card, Instant now) {
        if (!holds(card, now)) {
            throw new SigningException(Refusal.CARD_STATE);
        }
    }

    /** One for a day is given back in the evening. */
    private void requireLasting(Card card) {
        if (cards.temporary(card.id())) {
            throw new SigningException(Refusal.CARD_TEMPORARY);
        }
    }

    private List<String> signed(Card card, List<ProofVerdict.Holds> held, Instant now) {
        LocalDate today = people.today();
        CardKeys.Signer signer = keys.signer(scope.district(card.unit(), today));
        // Forms of one hour look alike; a signer's month begins with an hour.
        Instant issuedAt = now.truncatedTo(ChronoUnit.HOURS);
        Instant last = today.plus(policy.lifetime())
                .plusDays(1)
                .atStartOfDay(VietnamTime.ZONE)
                .toInstant();
        Instant expires = last.isBefore(card.expires()) ? last : card.expires();
        CardClaims printed = claims.read(cose.read(card.cose()).payload());
        String school = directory
                .unit(card.unit())
                .flatMap((Unit unit) -> unit.nameOn(today))
                .orElse(printed.school());
        List<String> forms = new ArrayList<>();
        for (ProofVerdict.Holds holder : held) {
            CardPlaces.Place place = places.takeForWallet();
            store.add(place, card.id(), signer.signer().kid(), now, expires);
            forms.add(WalletCardJwt.sign(
                    new WalletCard(
                            addresses.issuer(),
                            addresses.type(),
                            issuedAt,
                            expires,
                            holder.key(),
                            new StatusReference(place.place(), cardAddresses.status(place.shard())),
                            printed.fullName(),
                            school,
                            printed.role(),
                            printed.photo()),
                    signer.key(),
                    random));
        }
        return forms;
    }

    /** Who may do nothing learns from the answer nothing of which cards there are. */
    private Subject.OfCard subject(ActingPerson person, Optional<Card> card) {
        return card.map(found -> new Subject.OfCard(
                        found.unit(),
                        scope.servedBy(found.unit(), people.today()),
                        found.person(),
                        !found.role().equals(Role.HOC_SINH.name())))
                .orElseGet(() -> new Subject.OfCard(person.unit(), Set.of(), NOBODY, false));
    }
}
