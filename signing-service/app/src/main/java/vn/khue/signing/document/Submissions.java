package vn.khue.signing.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.Role;
import vn.khue.signature.appearance.PersonSignatureImage;
import vn.khue.signing.appearance.Images;
import vn.khue.signing.appearance.SealSize;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.signing.turn.Turns;

/** Takes files in. The file is on disk for good before its row is written. Thread-safe. */
@Service
public class Submissions {
    private static final String ROUTE = "/documents";

    private final DocumentStore documents;
    private final ContentStore content;
    private final Examination examination;
    private final Images images;
    private final Turns turns;
    private final Signatories signatories;
    private final RightsGate rights;
    private final ActingPeople people;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    public Submissions(
            DocumentStore documents,
            ContentStore content,
            Examination examination,
            Images images,
            Turns turns,
            Signatories signatories,
            RightsGate rights,
            ActingPeople people,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.documents = documents;
        this.content = content;
        this.examination = examination;
        this.images = images;
        this.turns = turns;
        this.signatories = signatories;
        this.rights = rights;
        this.people = people;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Hands a file in.
     *
     * @param file a temporary file of the {@link ContentStore}; consumed
     * @throws SigningException where the person may not submit, or the form is wrong
     */
    public Submission submit(ActingPerson person, SubmissionForm form, Path file) {
        try {
            Optional<Submission> known = acts.run(person, SigningAction.SUBMIT, ROUTE, Optional.empty(), () -> {
                rights.require(person, SigningAction.SUBMIT, new Subject.OfUnit(person.unit()));
                signer(person, form);
                return repeated(person, form);
            });
            // Reading a hostile file takes its time, so no transaction is open meanwhile.
            return known.orElseGet(() -> {
                Document document = read(person, form, signer(person, form), file);
                return acts.run(
                        person, SigningAction.SUBMIT, ROUTE, Optional.empty(), () -> add(person, form, document));
            });
        } finally {
            discard(file);
        }
    }

    private Submission add(ActingPerson person, SubmissionForm form, Document document) {
        Role as = rights.require(person, SigningAction.SUBMIT, new Subject.OfUnit(person.unit()));
        if (!documents.add(document)) {
            return repeated(person, form).orElseGet(() -> duplicate(person, document.original()));
        }
        documents.answer(person.id(), form.key(), document.id(), document.submittedAt());
        if (document.state() == DocumentState.REFUSED) {
            events.fileRefused(person, as, document);
            return new Submission.RefusedFile(document);
        }
        events.submitted(person, as, document);
        return new Submission.Waiting(document);
    }

    /** Leads to the document only whoever may read it; the others learn no more than that these bytes are here. */
    private Submission duplicate(ActingPerson person, ContentDigest original) {
        Document same =
                documents.findSame(person.unit(), original).orElseThrow(() -> new SigningException(Refusal.BUSY));
        if (!rights.may(person, SigningAction.READ, Subject.OfDocument.of(same))) {
            throw new SigningException(Refusal.ALREADY_SUBMITTED);
        }
        acts.refused(person, SigningAction.SUBMIT, ROUTE, Optional.of(same.id().toString()), Refusal.ALREADY_SUBMITTED);
        return new Submission.Duplicate(same);
    }

    private Optional<Submission> repeated(ActingPerson person, SubmissionForm form) {
        return documents
                .answered(person.id(), form.key())
                .flatMap(documents::find)
                .map(Submission.Repeated::new);
    }

    private Signatory signer(ActingPerson person, SubmissionForm form) {
        return signatories
                .find(person.unit(), form.signer(), people.today())
                .orElseThrow(() -> new SigningException(Refusal.SIGNER_UNKNOWN));
    }

    private Document read(ActingPerson person, SubmissionForm form, Signatory signer, Path file) {
        try {
            long bytes = Files.size(file);
            Optional<PersonSignatureImage> image =
                    images.signaturePng(signer.id()).map(png -> images.signature(signer.id()));
            SealSize seal = images.sealSize(person.unit());
            Examined examined = turns.inTurn(() -> examination.examine(file, signer, image, seal));
            ContentDigest digest = content.adopt(file);
            Instant now = clock.instant();
            return new Document(
                    UUID.randomUUID(),
                    person.unit(),
                    form.kind(),
                    form.title(),
                    person.id(),
                    person.name(),
                    signer.id(),
                    signer.name(),
                    signer.position().name(),
                    examined.accepted() ? DocumentState.SUBMITTED : DocumentState.REFUSED,
                    digest,
                    digest,
                    bytes,
                    examined.pages(),
                    examined.numberFields(),
                    now,
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    examined.rule(),
                    examined.detail());
        } catch (IOException e) {
            throw new UncheckedIOException("the document store could not keep a file; look at its disk", e);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the document store could not remove a temporary file", e);
        }
    }
}
