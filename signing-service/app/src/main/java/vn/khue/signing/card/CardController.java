package vn.khue.signing.card;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.qr.CardText;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;

/** Cards, JSON in and out, for people who are signed in; {@code id} is the card's cti in hexadecimal. */
@RestController
@RequestMapping("/api/cards")
public class CardController {
    private static final String ID = "/{id:[0-9a-f]{16}}";
    private static final String DRAFT = "/drafts/{draft:[0-9a-f-]{36}}";
    /** Words for why a card is revoked or suspended; free text would carry names into the log. */
    private static final Set<String> CAUSES =
            Set.of("lost", "stolen", "damaged", "left", "wrong-data", "misused", "asked");

    private final CardOffice office;
    private final CardAddresses addresses;

    public CardController(CardOffice office, CardAddresses addresses) {
        this.office = office;
        this.addresses = addresses;
    }

    /**
     * @param person Khuê id
     * @param unit id; the acting one where it is left out
     * @param replaces id of the card that is to be replaced, or left out
     */
    public record Asked(UUID person, String unit, String replaces) {}

    /** @param stepUp where the confirmation is posted to; it leads back with {@code authorisation} */
    public record Draft(UUID id, UUID person, String unit, String stepUp, Instant expires) {}

    /** @param authorisation of the step-up */
    public record Confirmed(UUID authorisation) {}

    /** @param cause one of the words */
    public record Cause(String cause) {}

    /**
     * @param status VALID, REVOKED, SUSPENDED or REPLACED
     * @param text of the code that is printed
     * @param cose the same in hexadecimal
     */
    public record View(
            String id,
            UUID person,
            String unit,
            String role,
            String status,
            String cause,
            Instant issuedAt,
            Instant expires,
            String replaces,
            String text,
            String cose) {}

    @PostMapping("/drafts")
    @ResponseStatus(HttpStatus.CREATED)
    public Draft draft(ActingPerson person, @RequestBody Asked asked) {
        if (asked.person() == null) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        CardOffice.Begun begun = office.begin(
                person,
                asked.person(),
                asked.unit() == null ? person.unit() : asked.unit(),
                Optional.ofNullable(asked.replaces()).map(CardController::id));
        return new Draft(
                begun.draft().id(),
                begun.draft().person(),
                begun.draft().unit(),
                begun.pending().action(),
                begun.pending().expires());
    }

    /** Where the step-up leads back to; what it brings is given to {@code issue}. */
    @GetMapping(DRAFT)
    public Draft draft(ActingPerson person, @PathVariable UUID draft) {
        CardDraft found = office.draft(person, draft);
        return new Draft(found.id(), found.person(), found.unit(), null, null);
    }

    @PostMapping(DRAFT + "/issue")
    @ResponseStatus(HttpStatus.CREATED)
    public View issue(ActingPerson person, @PathVariable UUID draft, @RequestBody Confirmed confirmed) {
        if (confirmed.authorisation() == null) {
            throw new SigningException(Refusal.STEP_UP_FAILED);
        }
        return view(office.issue(person, draft, confirmed.authorisation()));
    }

    @GetMapping
    public List<View> of(ActingPerson person, @RequestParam UUID holder, @RequestParam Optional<String> unit) {
        return office.of(person, holder, unit.orElse(person.unit())).stream()
                .map(this::view)
                .toList();
    }

    @GetMapping(ID)
    public View find(ActingPerson person, @PathVariable String id) {
        return view(office.find(person, id(id)));
    }

    @PostMapping(ID + "/revoke")
    public View revoke(ActingPerson person, @PathVariable String id, @RequestBody Cause cause) {
        return view(office.revoke(person, id(id), known(cause)));
    }

    @PostMapping(ID + "/suspend")
    public View suspend(ActingPerson person, @PathVariable String id, @RequestBody Cause cause) {
        return view(office.suspend(person, id(id), known(cause)));
    }

    @PostMapping(ID + "/resume")
    public View resume(ActingPerson person, @PathVariable String id) {
        return view(office.resume(person, id(id)));
    }

    @PostMapping(ID + "/lost")
    public View lost(ActingPerson person, @PathVariable String id) {
        return view(office.lost(person, id(id)));
    }

    private View view(Card card) {
        return new View(
                card.id().toString(),
                card.person(),
                card.unit(),
                card.role(),
                card.status().name(),
                card.cause().orElse(null),
                card.issuedAt(),
                card.expires(),
                card.replaces().map(CardId::toString).orElse(null),
                CardText.of(addresses.base(), card.cose()),
                HexFormat.of().formatHex(card.cose()));
    }

    private static String known(Cause cause) {
        if (cause.cause() == null || !CAUSES.contains(cause.cause())) {
            throw new SigningException(
                    Refusal.CARD_CAUSE_UNKNOWN,
                    CAUSES.stream().sorted().collect(java.util.stream.Collectors.joining(", ")));
        }
        return cause.cause();
    }

    private static CardId id(String hex) {
        if (!hex.matches("[0-9a-f]{16}")) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        return CardId.of(HexFormat.of().parseHex(hex));
    }
}
