package vn.khue.signing.act;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.khue.signature.SignatureFailure;
import vn.khue.signing.authorisation.AuthorisationStore;
import vn.khue.signing.authorisation.AuthorisedItem;
import vn.khue.signing.authorisation.Claim;
import vn.khue.signing.authorisation.ItemOutcome;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentStore;
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
 * Carries one authorised document out, once: the claim on the item, the new file, its state, the event and the outcome are one
 * transaction, so that a crash leaves the item open or done and never half done. Who acts is looked up anew each time: whose
 * appointment ends while a batch is under way signs no further document. Thread-safe.
 */
@Component
public class AuthorisedItems {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorisedItems.class);

    private final Map<Purpose, AuthorisedWork> works = new EnumMap<>(Purpose.class);
    private final AuthorisationStore authorisations;
    private final DocumentStore documents;
    private final RightsGate rights;
    private final ActingPeople people;
    private final Acts acts;
    private final SigningEvents events;

    public AuthorisedItems(
            List<AuthorisedWork> works,
            AuthorisationStore authorisations,
            DocumentStore documents,
            RightsGate rights,
            ActingPeople people,
            Acts acts,
            SigningEvents events) {
        works.forEach(work -> this.works.put(work.purpose(), work));
        this.authorisations = authorisations;
        this.documents = documents;
        this.rights = rights;
        this.people = people;
        this.acts = acts;
        this.events = events;
    }

    /**
     * Whatever fails is written down as the item's outcome, so nothing is thrown on account of the item. Where keys or services are
     * away the rest is paused: it would fail the same way, and the person can go on when they are back.
     *
     * @return whether the next item may be tried
     */
    boolean carryOut(ActingPerson person, UUID authorisation, Purpose purpose, AuthorisedItem item) {
        AuthorisedWork work = works.get(purpose);
        try {
            Claim claim = acts.run(
                    person,
                    work.action(),
                    AuthorisedActs.ROUTE,
                    Optional.of(item.document().toString()),
                    () -> claimed(person, authorisation, work, item));
            return claim == Claim.GRANTED || claim == Claim.CONCLUDED;
        } catch (SigningException refused) {
            failed(person, authorisation, purpose, item, refused.refusal(), refused);
            return goesOnAfter(refused.refusal(), authorisation);
        } catch (RuntimeException broken) {
            Refusal refusal = ActRefusals.of(broken);
            failed(person, authorisation, purpose, item, refusal, broken);
            return goesOnAfter(refusal, authorisation);
        }
    }

    private boolean goesOnAfter(Refusal refusal, UUID authorisation) {
        if (refusal != Refusal.KEYS_AWAY && refusal != Refusal.BUSY) {
            return true;
        }
        authorisations.pause(authorisation);
        return false;
    }

    private Claim claimed(ActingPerson person, UUID authorisation, AuthorisedWork work, AuthorisedItem item) {
        Claim claim = authorisations.claim(authorisation, item.document());
        if (claim != Claim.GRANTED) {
            return claim;
        }
        ActingPerson today = people.now(person);
        Document document = documents.lock(item.document()).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        rights.require(today, work.action(), Subject.OfDocument.of(document));
        if (!document.current().equals(item.content())) {
            throw new SigningException(Refusal.CONTENT_CHANGED);
        }
        try {
            work.carryOut(today, document, authorisation);
        } catch (SignatureFailure failure) {
            throw new SigningException(ActRefusals.of(failure), failure);
        }
        authorisations.conclude(authorisation, document.id(), ItemOutcome.DONE, Optional.empty());
        return claim;
    }

    private void failed(
            ActingPerson person,
            UUID authorisation,
            Purpose purpose,
            AuthorisedItem item,
            Refusal refusal,
            RuntimeException cause) {
        LOG.warn("document {} was not done under authorisation {}: {}", item.document(), authorisation, refusal, cause);
        authorisations.conclude(authorisation, item.document(), ItemOutcome.FAILED, Optional.of(refusal));
        if (refusal.status() >= 500) {
            documents
                    .find(item.document())
                    .ifPresent(document -> acts.report(() -> events.signingFailed(
                            person, document, authorisation, refusal.name(), purpose == Purpose.SEAL)));
        }
    }

    /** What is done to documents for this purpose. */
    AuthorisedWork work(Purpose purpose) {
        return works.get(purpose);
    }

    /** The action somebody must have a right to who does this. */
    SigningAction action(Purpose purpose) {
        return works.get(purpose).action();
    }
}
