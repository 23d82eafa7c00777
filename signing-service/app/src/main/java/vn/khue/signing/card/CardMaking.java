package vn.khue.signing.card;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.issue.CardIssuer;
import vn.khue.ecard.issue.CardRequest;
import vn.khue.ecard.issue.IssuedCard;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.status.CardStatus;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.web.time.VietnamTime;

/**
 * Signs a card and stores it, in the caller's transaction. Whoever calls has decided that the holder may have it, and writes the event.
 * Thread-safe.
 */
@Component
public class CardMaking {
    /**
     * Who gets a card.
     *
     * @param role in which they are of that unit
     */
    public record Holder(Standing standing, Unit unit, Role role) {
        public UUID id() {
            return standing.person().id();
        }
    }

    private final CardStore cards;
    private final CardPlaces places;
    private final CardKeys keys;
    private final CardScope scope;
    private final CardAddresses addresses;
    private final CardPolicy policy;
    private final HolderPhotos photos;
    private final ActingPeople people;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public CardMaking(
            CardStore cards,
            CardPlaces places,
            CardKeys keys,
            CardScope scope,
            CardAddresses addresses,
            CardPolicy policy,
            HolderPhotos photos,
            ActingPeople people,
            Clock clock) {
        this.cards = cards;
        this.places = places;
        this.keys = keys;
        this.scope = scope;
        this.addresses = addresses;
        this.policy = policy;
        this.photos = photos;
        this.people = people;
        this.clock = clock;
    }

    /**
     * A card for as long as the policy says. One whose time is over makes room for it.
     *
     * @param by the officer in whose name
     * @throws SigningException ALREADY_HAS_CARD, CARD_REFUSED for a name that does not fit its code
     */
    public Card card(Holder holder, UUID by, Optional<CardId> replaces) {
        LocalDate today = people.today();
        cards.current(holder.id(), holder.unit().id(), false)
                .filter(old -> !old.expires().isAfter(clock.instant()))
                .ifPresent(old -> cards.change(old, CardStatus.REPLACED, Optional.of("expired"), clock.instant()));
        return made(
                holder,
                by,
                replaces,
                today.plus(policy.lifetime(holder.role(), holder.unit().kind())),
                false);
    }

    /**
     * A card until the end of the day, beside the one that was forgotten. An earlier temporary one holds no more.
     *
     * @throws SigningException CARD_REFUSED for a name that does not fit its code
     */
    public Card temporary(Holder holder, UUID by) {
        cards.current(holder.id(), holder.unit().id(), true)
                .ifPresent(old -> cards.change(old, CardStatus.REPLACED, Optional.of("replaced"), clock.instant()));
        return made(holder, by, Optional.empty(), people.today(), true);
    }

    private Card made(Holder holder, UUID by, Optional<CardId> replaces, LocalDate lastDay, boolean temporary) {
        LocalDate today = people.today();
        Unit unit = holder.unit();
        String school = unit.nameOn(today).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        CardKeys.Signer signer = keys.signer(scope.district(unit.id(), today));
        CardPlaces.Place place = places.take();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = lastDay.plusDays(1).atStartOfDay(VietnamTime.ZONE).toInstant();
        CardRequest request = new CardRequest(
                CardId.random(random),
                holder.standing().person().name().full(),
                school,
                holder.role().name(),
                photos.digest(holder.id()),
                new StatusReference(place.place(), addresses.status(place.shard())),
                now,
                end);
        IssuedCard issued = signed(
                new CardIssuer(
                        addresses.issuer(), signer.signer(), signer.key(), CardText.mostBytesInPrint(addresses.base())),
                request);
        Card card = new Card(
                request.id(),
                holder.id(),
                unit.id(),
                holder.role().name(),
                place.shard(),
                place.place(),
                CardStatus.VALID,
                Optional.empty(),
                issued.claims().issuedAt(),
                issued.claims().expires(),
                by,
                replaces,
                issued.cose());
        if (!cards.add(card, signer.signer().kid(), temporary)) {
            throw new SigningException(Refusal.ALREADY_HAS_CARD);
        }
        return card;
    }

    private static IssuedCard signed(CardIssuer issuer, CardRequest request) {
        try {
            return issuer.issue(request);
        } catch (EcardException e) {
            if (e.fault() == EcardException.Fault.INPUT) {
                throw new SigningException(Refusal.CARD_REFUSED);
            }
            throw e;
        }
    }
}
