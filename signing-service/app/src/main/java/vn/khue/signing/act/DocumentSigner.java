package vn.khue.signing.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
import vn.khue.signing.event.SigningEvents;
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
    public void carryOut(ActingPerson person, Document document, UUID authorisation) throws SignatureFailure {
        Role as = rights.require(person, SigningAction.SIGN, Subject.OfDocument.of(document));
        Credential credential = credentials.ofPerson(person.id(), person.unit());
        PersonSignatureImage image = images.signature(person.id());
        Path source = content.open(document.current());
        Place place = places.find(document, source, image);
        try {
            Path target = content.newIncoming();
            try {
                SignedDocument signed = signer.sign(
                        SigningRequest.visible(
                                source, target, policy.personLevel(), new VisibleSignature.Person(image, place.box())),
                        credential.key());
                ContentDigest digest = content.adopt(signed.file());
                Document after = document.in(DocumentState.SIGNED, clock.instant(), digest, signed.bytes());
                documents.change(document, after, DocumentAct.SIGN, person.id(), person.name());
                places.remember(document.id(), place.box());
                events.signed(person, as, after, signed.level(), credential.sha256(), authorisation);
            } finally {
                Files.deleteIfExists(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the document store could not keep a signed file; look at its disk", e);
        }
    }
}
