package vn.khue.signing.cardoffice;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Directory;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.status.CardStatus;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardMaking;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** What is done for one of a batch, in the caller's transaction and in the name of who approved it. Thread-safe. */
@Component
public class BatchWork {
    private final CardMaking making;
    private final CardStore cards;
    private final PhotoStore photos;
    private final Pupils pupils;
    private final Directory directory;
    private final SigningEvents events;
    private final Clock clock;

    public BatchWork(
            CardMaking making,
            CardStore cards,
            PhotoStore photos,
            Pupils pupils,
            Directory directory,
            SigningEvents events,
            Clock clock) {
        this.making = making;
        this.cards = cards;
        this.photos = photos;
        this.pupils = pupils;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return the card that was made, where one was
     * @throws SigningException with what stands in the way of this one
     */
    Optional<CardId> carryOut(Batch batch, BatchItem item) {
        Batch.Approval approval = batch.decision()
                .orElseThrow(() -> new IllegalStateException("expected an approved batch, found " + batch.state()));
        return switch (batch.kind()) {
            case ISSUE -> Optional.of(issue(batch, item, approval));
            case VOID -> end(item, approval, CardStatus.REVOKED, batch.cause().orElse("asked"));
            case ROLLOVER -> {
                if (pupilThere(item).isPresent()) {
                    // Came back, or was enrolled anew, since it was asked.
                    throw new SigningException(Refusal.BATCH_STATE);
                }
                yield end(item, approval, CardStatus.REPLACED, "left");
            }
        };
    }

    private CardId issue(Batch batch, BatchItem item, Batch.Approval approval) {
        Standing standing = pupilThere(item).orElseThrow(() -> new SigningException(Refusal.NOT_A_PUPIL));
        Unit school = directory.unit(item.unit()).orElseThrow(() -> new SigningException(Refusal.NOT_A_PUPIL));
        requirePhoto(batch, item.person());
        Card card =
                making.card(new CardMaking.Holder(standing, school, Role.HOC_SINH), approval.by(), Optional.empty());
        events.cardIssued(
                Actor.person(approval.by()),
                approval.in(),
                Role.valueOf(approval.as()),
                card,
                approval.authorisation().orElseThrow());
        return card.id();
    }

    private Optional<Standing> pupilThere(BatchItem item) {
        return pupils.standing(item.person())
                .filter(standing -> Pupils.classIn(standing, item.unit()).isPresent());
    }

    /** Who was refused a photo gets a picture in its place; who only has none yet waits, unless the batch says otherwise. */
    private void requirePhoto(Batch batch, UUID person) {
        Map<UUID, Boolean> consent = photos.consents(Set.of(person));
        if (batch.withoutPhoto()
                || Boolean.FALSE.equals(consent.get(person))
                || photos.digest(person).isPresent()) {
            return;
        }
        throw new SigningException(consent.isEmpty() ? Refusal.CONSENT_MISSING : Refusal.PHOTO_MISSING);
    }

    private Optional<CardId> end(BatchItem item, Batch.Approval approval, CardStatus status, String cause) {
        Card card = item.card().flatMap(cards::lock).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        if (card.status() == CardStatus.VALID || card.status() == CardStatus.SUSPENDED) {
            cards.change(card, status, Optional.of(cause), clock.instant());
            events.cardChanged(
                    Actor.person(approval.by()),
                    approval.in(),
                    Role.valueOf(approval.as()),
                    card,
                    status.name(),
                    cause);
        }
        return Optional.empty();
    }
}
