package vn.khue.signing.phonecard;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.trust.Jwk;
import vn.khue.pki.CryptoProviders;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.BadgeLogin;

/** Cards on phones, JSON in and out, for people who are signed in. Bytes are base64url (RFC 4648 section 5), cards their cti in hexadecimal. */
@RestController
@RequestMapping("/api/phone-cards")
class PhoneCardController {
    /** Words for why a phone's form ends; free text would carry names into the log. */
    private static final Set<String> CAUSES = Set.of("lost", "stolen", "misused", "asked");

    private final PhoneCardOffice office;

    PhoneCardController(PhoneCardOffice office) {
        this.office = office;
    }

    /** @param card whose form the phone is to show */
    public record Asked(String card) {}

    /** @param challenge what the phone is to sign as {@link PhoneProof} says */
    public record Challenge(String challenge) {}

    /**
     * @param key JWK of the phone
     * @param proof COSE_Sign1 by that key over the challenge and the time step
     * @param replaces id of the phone that holds the card now, or left out
     */
    public record Brought(String card, JsonNode key, String proof, String replaces) {}

    /** @param cause one of the words */
    public record Cause(String cause) {}

    /**
     * @param status VALID, REVOKED or REPLACED
     * @param cose what the phone shows, for the phone alone and once
     */
    public record View(
            UUID id, String card, String status, String cause, Instant enrolledAt, Instant expires, String cose) {}

    @PostMapping("/challenges")
    @ResponseStatus(HttpStatus.CREATED)
    public Challenge challenge(ActingPerson person, @RequestBody Asked asked) {
        return new Challenge(text(office.challenge(person, id(asked.card()))));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    public View enrol(ActingPerson person, @RequestBody Brought brought, Authentication login) {
        PhoneCard made = office.enrol(
                person,
                new PhoneCardOffice.Enrolment(
                        id(brought.card()),
                        key(brought.key()),
                        bytes(brought.proof()),
                        Optional.ofNullable(brought.replaces()).map(PhoneCardController::uuid),
                        BadgeLogin.is(login)));
        return view(made, text(made.cose()));
    }

    @GetMapping
    public List<View> of(ActingPerson person, @RequestParam String card) {
        return office.of(person, id(card)).stream()
                .map(each -> view(each, null))
                .toList();
    }

    @PostMapping("/{phone:[0-9a-f-]{36}}/end")
    public View end(ActingPerson person, @PathVariable UUID phone, @RequestBody Cause cause) {
        if (cause.cause() == null || !CAUSES.contains(cause.cause())) {
            throw new SigningException(
                    Refusal.CARD_CAUSE_UNKNOWN, CAUSES.stream().sorted().collect(Collectors.joining(", ")));
        }
        return view(office.end(person, phone, cause.cause()), null);
    }

    private static View view(PhoneCard phone, String cose) {
        return new View(
                phone.id(),
                phone.card().toString(),
                phone.status().name(),
                phone.cause().orElse(null),
                phone.enrolledAt(),
                phone.expires(),
                cose);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        if (text == null || text.length() > 2 * PhoneProof.MOST_BYTES) {
            throw new SigningException(Refusal.PHONE_PROOF_WRONG);
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new SigningException(Refusal.PHONE_PROOF_WRONG, e);
        }
    }

    private static ECPublicKey key(JsonNode jwk) {
        if (jwk == null) {
            throw new SigningException(Refusal.PHONE_PROOF_WRONG);
        }
        try {
            return Jwk.read(jwk, CryptoProviders.fastest());
        } catch (EcardException e) {
            throw new SigningException(Refusal.PHONE_PROOF_WRONG, e);
        }
    }

    private static UUID uuid(String text) {
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        return UUID.fromString(text);
    }

    private static CardId id(String hex) {
        if (hex == null || !hex.matches("[0-9a-f]{16}")) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        return CardId.of(HexFormat.of().parseHex(hex));
    }
}
