package vn.khue.signing.response;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.ecard.credential.CardId;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardOffice;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.certificate.CertificateReading;
import vn.khue.signing.certificate.CertificateWithdrawals;
import vn.khue.signing.certificate.ResponseHolds;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;

/**
 * Answers of security officers to alerts, for the audit service alone: with the officer's own token, got by a client of the scope
 * {@code khue_response}, in a session that has shown a second factor. What is suspended here is ended here again, or by an officer of cards
 * or of the CA; nothing that was suspended otherwise is touched.
 */
@RestController
class ResponseController {
    static final String BASE = "/api/response";
    private static final String CARD = BASE + "/cards/{id:[0-9a-f]{16}}";
    private static final String CERTIFICATE = BASE + "/certificates/{sha256:[0-9a-f]{64}}";

    private final Responders responders;
    private final CardOffice cards;
    private final CardScope scope;
    private final ActingPeople people;
    private final CertificateReading reading;
    private final CertificateWithdrawals withdrawals;
    private final ResponseHolds holds;

    ResponseController(
            Responders responders,
            CardOffice cards,
            CardScope scope,
            ActingPeople people,
            CertificateReading reading,
            CertificateWithdrawals withdrawals,
            ResponseHolds holds) {
        this.responders = responders;
        this.cards = cards;
        this.scope = scope;
        this.people = people;
        this.reading = reading;
        this.withdrawals = withdrawals;
        this.holds = holds;
    }

    /**
     * How it stands.
     *
     * @param status VALID, SUSPENDED, REVOKED or, of a card, REPLACED
     * @param releasable whether it is suspended in answer to an alert
     * @param unit id; null for a certificate of no unit
     */
    public record Standing(String status, boolean releasable, String unit) {}

    @GetMapping(CARD)
    public Standing card(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return standing(found(token, id).card());
    }

    @PostMapping(CARD + "/suspend")
    public Standing suspendCard(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Found found = found(token, id);
        return standing(cards.hold(found.officer(), found.card().id()));
    }

    @PostMapping(CARD + "/release")
    public Standing releaseCard(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Found found = found(token, id);
        return standing(cards.release(found.officer(), found.card().id()));
    }

    @GetMapping(CERTIFICATE)
    public Standing certificate(@AuthenticationPrincipal Jwt token, @PathVariable String sha256) {
        return standing(named(responders.of(token).get(0), sha256));
    }

    @PostMapping(CERTIFICATE + "/suspend")
    public Standing suspendCertificate(@AuthenticationPrincipal Jwt token, @PathVariable String sha256) {
        ActingPerson officer = responders.of(token).get(0);
        CertificateRecord record = named(officer, sha256);
        return standing(withdrawals.hold(officer, record.ca(), record.serial()));
    }

    @PostMapping(CERTIFICATE + "/release")
    public Standing releaseCertificate(@AuthenticationPrincipal Jwt token, @PathVariable String sha256) {
        ActingPerson officer = responders.of(token).get(0);
        CertificateRecord record = named(officer, sha256);
        return standing(withdrawals.release(officer, record.ca(), record.serial()));
    }

    /** A card, and in which of their units the officer may deal with it. */
    private record Found(ActingPerson officer, Card card) {}

    private Found found(Jwt token, String id) {
        List<ActingPerson> officers = responders.of(token);
        CardId card = CardId.of(HexFormat.of().parseHex(id));
        ActingPerson officer = cards.unitOf(card)
                .map(unit -> scope.servedBy(unit, people.today()))
                .flatMap(serving -> officers.stream()
                        .filter(each -> serving.contains(each.unit()))
                        .findFirst())
                .orElse(officers.get(0));
        return new Found(officer, cards.find(officer, card));
    }

    private CertificateRecord named(ActingPerson officer, String sha256) {
        return reading.named(officer, BASE + "/certificates/{sha256}", sha256);
    }

    private static Standing standing(Card card) {
        return new Standing(
                card.status().name(), card.cause().equals(Optional.of(CardOffice.BY_RESPONSE)), card.unit());
    }

    private Standing standing(CertificateRecord record) {
        String status = "VALID";
        if (record.status() instanceof CertificateStatus.Revoked) {
            status = "REVOKED";
        } else if (record.status() instanceof CertificateStatus.Suspended) {
            status = "SUSPENDED";
        }
        return new Standing(status, holds.is(record), record.unit().orElse(null));
    }
}
