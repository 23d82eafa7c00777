package vn.khue.signing.publication;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.Role;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentAct;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/** Gives a sealed document a public page under a name that nobody can guess (128 random bits). Thread-safe. */
@Service
public class Publications {
    private final DocumentStore documents;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Publications(DocumentStore documents, RightsGate rights, Acts acts, SigningEvents events, Clock clock) {
        this.documents = documents;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    public Document publish(ActingPerson person, UUID id) {
        return acts.run(person, SigningAction.PUBLISH, "/documents/{id}/publish", Optional.of(id.toString()), () -> {
            Document document = documents.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = rights.require(person, SigningAction.PUBLISH, Subject.OfDocument.of(document));
            Document after = document.published(clock.instant(), newPublicId());
            documents.change(document, after, DocumentAct.PUBLISH, person.id(), person.name());
            events.published(person, as, after);
            return after;
        });
    }

    private String newPublicId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
