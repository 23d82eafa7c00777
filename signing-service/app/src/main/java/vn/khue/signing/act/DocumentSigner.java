package vn.khue.signing.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.directory.Role;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.PersonSignatureImage;
import vn.khue.signature.appearance.VisibleSignature;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SignedDocument;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signing.appearance.Images;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.certificate.Credential;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentAct;
import vn.khue.signing.document.DocumentState;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.document.SeenPages;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.register.NumberRegister;
import vn.khue.signing.register.RegisterEntry;
import vn.khue.signing.register.UnitAbbreviation;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/** Puts the authorised person's signature on a document: form A of NĐ 30/2020 (R1.1), PAdES. Thread-safe. */
@Component
public class DocumentSigner implements AuthorisedWork {
    private final DocumentStore documents;
    private final ContentStore content;
    private final Credentials credentials;
    private final Images images;
    private final Places places;
    private final NumberRegister register;
    private final SeenPages seen;
    private final PdfSigner signer;
    private final RightsGate rights;
    private final SigningEvents events;
    private final SigningPolicy policy;
    private final Clock clock;

    public DocumentSigner(
            DocumentStore documents,
            ContentStore content,
            Credentials credentials,
            Images images,
            Places places,
            NumberRegister register,
            SeenPages seen,
            PdfSigner signer,
            RightsGate rights,
            SigningEvents events,
            SigningPolicy policy,
            Clock clock) {
        this.documents = documents;
        this.content = content;
        this.credentials = credentials;
        this.images = images;
        this.places = places;
        this.register = register;
        this.seen = seen;
        this.signer = signer;
        this.rights = rights;
        this.events = events;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Purpose purpose() {
        return Purpose.SIGN;
    }

    @Override
    public SigningAction action() {
        return SigningAction.SIGN;
    }

    @Override
    public void checkReady(ActingPerson person) {
        credentials.ofPerson(person.id(), person.unit());
        images.signature(person.id());
    }

    @Override
    public void checkSeen(ActingPerson person, List<Document> documents) {
        int incomplete = 0;
        Optional<String> first = Optional.empty();
        for (Document document : documents) {
            List<Integer> unseen = policy.mustBeSeen(document.kind()) ? seen.unseen(person.id(), document) : List.of();
            if (!unseen.isEmpty()) {
                incomplete++;
                first = first.or(() -> Optional.of(document.title() + ": " + SeenPages.ranges(unseen)));
            }
        }
        if (incomplete > 0) {
            throw new SigningException(Refusal.PAGES_UNSEEN, Integer.toString(incomplete), first.orElseThrow());
        }
    }

    @Override
    public void checkFits(ActingPerson person, Document document) throws SignatureFailure {
        place(person, document, images.signature(person.id()));
    }

    private Place place(ActingPerson person, Document document, PersonSignatureImage image) throws SignatureFailure {
        return places.find(document, image, images.sealSize(person.unit()))
                .orElseThrow(() -> new SigningException(Refusal.NO_PLACE));
    }

    @Override
    public void carryOut(ActingPerson person, Document document, UUID authorisation) throws SignatureFailure {
        Role as = rights.require(person, SigningAction.SIGN, Subject.OfDocument.of(document));
        Credential credential = credentials.ofPerson(person.id(), person.unit());
        PersonSignatureImage image = images.signature(person.id());
        Path source = content.open(document.current());
        Place place = place(person, document, image);
        Document numbered = document.numberOnPage() ? document : reserved(person, as, document);
        try {
            Path target = content.newIncoming();
            try {
                SignedDocument signed = signer.sign(
                        new SigningRequest(
                                source,
                                target,
                                policy.personLevel(),
                                Optional.of(new VisibleSignature.Person(image, place.box())),
                                numbered.numberInSignature(),
                                Optional.empty()),
                        credential.key());
                ContentDigest digest = content.adopt(signed.file());
                Document after = numbered.in(DocumentState.SIGNED, clock.instant(), digest, signed.bytes());
                documents.change(document, after, DocumentAct.SIGN, person.id(), person.name());
                places.remember(document.id(), place.box());
                Optional<ContentDigest> shown = seen.keep(person.id(), document);
                events.signed(person, as, after, signed.level(), credential.sha256(), authorisation, shown);
            } finally {
                Files.deleteIfExists(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the document store could not keep a signed file; look at its disk", e);
        }
    }

    /**
     * Way (a) of R1.22: where the page has no fields for number and date, both are reserved before this signature, in its own
     * transaction, and signed with it. The clerk enters the document in the register under this number.
     */
    private Document reserved(ActingPerson person, Role as, Document document) {
        RegisterEntry entry = register.take(document, UnitAbbreviation.of(person.unitName()), person.id());
        Document reserved = document.reserved(entry.notation(), entry.issuedOn());
        events.numberReserved(person, as, reserved, entry);
        return reserved;
    }
}
