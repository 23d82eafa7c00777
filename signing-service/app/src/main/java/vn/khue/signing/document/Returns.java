package vn.khue.signing.document;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.Role;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.signing.typed.StatedReason;

/** Sending back before the signature, and taking back after it, each with a reason in words. Thread-safe. */
@Service
public class Returns {
    private static final int LONGEST_REASON = 1_000;

    private final DocumentStore documents;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final SeenPages seen;
    private final Clock clock;

    public Returns(
            DocumentStore documents, RightsGate rights, Acts acts, SigningEvents events, SeenPages seen, Clock clock) {
        this.seen = seen;
        this.documents = documents;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** The signer sends the document back to who submitted it. */
    public Document giveBack(ActingPerson person, UUID id, String reason) {
        return acts.run(person, SigningAction.RETURN, "/documents/{id}/return", Optional.of(id.toString()), () -> {
            Document document = documents.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = rights.require(person, SigningAction.RETURN, Subject.OfDocument.of(document));
            Document after = document.in(
                    DocumentState.RETURNED,
                    clock.instant(),
                    StatedReason.of(reason, LONGEST_REASON).text());
            documents.change(document, after, DocumentAct.RETURN, person.id(), person.name());
            seen.forget(id);
            events.returned(person, as, after);
            return after;
        });
    }

    /** The clerk or the principal takes a signed document back (NĐ 30/2020 Đ18). Its bytes and its number stay. */
    public Document recall(ActingPerson person, UUID id, String reason) {
        return acts.run(person, SigningAction.RECALL, "/documents/{id}/recall", Optional.of(id.toString()), () -> {
            Document document = documents.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = rights.require(person, SigningAction.RECALL, Subject.OfDocument.of(document));
            Document after = document.in(
                    DocumentState.RECALLED,
                    clock.instant(),
                    StatedReason.of(reason, LONGEST_REASON).text());
            documents.change(document, after, DocumentAct.RECALL, person.id(), person.name());
            events.recalled(person, as, after, document);
            return after;
        });
    }
}
