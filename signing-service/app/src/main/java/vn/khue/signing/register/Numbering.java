package vn.khue.signing.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.Role;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;
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
import vn.khue.signing.turn.Turns;

/**
 * The clerk's first act: the next number of the register and the date of today, written into the form fields {@code SoVB} and
 * {@code NgayBH} where the file has them (R1.22 way b), and into the register always. Where the file lacks one of them the number was
 * reserved before the signature and is signed with it (way a); it is entered now. Thread-safe.
 */
@Service
public class Numbering {
    private final DocumentStore documents;
    private final ContentStore content;
    private final NumberRegister register;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Turns turns;
    private final Clock clock;

    public Numbering(
            DocumentStore documents,
            ContentStore content,
            NumberRegister register,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Turns turns,
            Clock clock) {
        this.turns = turns;
        this.documents = documents;
        this.content = content;
        this.register = register;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    public Document number(ActingPerson person, UUID id) {
        return turns.inTurn(() -> acts.run(
                person,
                SigningAction.NUMBER,
                "/documents/{id}/number",
                Optional.of(id.toString()),
                () -> take(person, id)));
    }

    private Document take(ActingPerson person, UUID id) {
        Document document = documents.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        Role as = rights.require(person, SigningAction.NUMBER, Subject.OfDocument.of(document));
        RegisterEntry entry = register.of(id)
                .orElseGet(() -> register.take(document, UnitAbbreviation.of(person.unitName()), person.id()));
        try {
            Path target = content.newIncoming();
            try {
                int filled = NumberAndDate.of(entry.number(), entry.issuedOn())
                        .fill(content.open(document.current()), target);
                // Without the fields nothing is written into the file: a copy would be the same bytes anyway.
                ContentDigest digest = filled > 0 ? content.adopt(target) : document.current();
                long bytes = Files.size(content.open(digest));
                Document after = document.numbered(clock.instant(), digest, bytes, entry.notation(), entry.issuedOn());
                documents.change(document, after, DocumentAct.NUMBER, person.id(), person.name());
                events.numbered(person, as, after, entry);
                return after;
            } finally {
                Files.deleteIfExists(target);
            }
        } catch (SignatureFailure notFilled) {
            throw new SigningException(Refusal.NUMBER_NOT_FILLED, notFilled);
        } catch (IOException e) {
            throw new UncheckedIOException("the document store could not keep a numbered file; look at its disk", e);
        }
    }
}
