package vn.khue.signing.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.directory.Role;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.SealImage;
import vn.khue.signature.appearance.VisibleSignature;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SignedDocument;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signing.appearance.Images;
import vn.khue.signing.appearance.SealSize;
import vn.khue.signing.archive.ArchivedDocuments;
import vn.khue.signing.archive.ProofAlgorithms;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.certificate.Credential;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.certificate.SealCustody;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentAct;
import vn.khue.signing.document.DocumentState;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/**
 * Puts the organisation's signature on a document: form B of NĐ 30/2020, the red seal at true size over the left third of the
 * person's signature (R1.6, R1.8). Only the holder of the seal's key in the custody log may (R1.24). Thread-safe.
 */
@Component
public class DocumentSealer implements AuthorisedWork {
    private final DocumentStore documents;
    private final ArchivedDocuments archive;
    private final ContentStore content;
    private final Credentials credentials;
    private final SealCustody custody;
    private final Images images;
    private final Places places;
    private final PdfSigner signer;
    private final RightsGate rights;
    private final SigningEvents events;
    private final SigningPolicy policy;
    private final Hierarchy hierarchy;
    private final Clock clock;

    public DocumentSealer(
            DocumentStore documents,
            ArchivedDocuments archive,
            ContentStore content,
            Credentials credentials,
            SealCustody custody,
            Images images,
            Places places,
            PdfSigner signer,
            RightsGate rights,
            SigningEvents events,
            SigningPolicy policy,
            Hierarchy hierarchy,
            Clock clock) {
        this.documents = documents;
        this.archive = archive;
        this.content = content;
        this.credentials = credentials;
        this.custody = custody;
        this.images = images;
        this.places = places;
        this.signer = signer;
        this.rights = rights;
        this.events = events;
        this.policy = policy;
        this.hierarchy = hierarchy;
        this.clock = clock;
    }

    @Override
    public Purpose purpose() {
        return Purpose.SEAL;
    }

    @Override
    public SigningAction action() {
        return SigningAction.SEAL;
    }

    @Override
    public void checkReady(ActingPerson person) {
        custody.requireHolder(person.unit(), person.id());
        credentials.ofSeal(person.unit());
        images.seal(person.unit());
    }

    /** The clerk seals what the authorised person has read and signed. */
    @Override
    public void checkSeen(ActingPerson person, List<Document> documents) {
        // Nothing is asked of the clerk here.
    }

    @Override
    public void checkFits(ActingPerson person, Document document) throws SignatureFailure {
        SealImage image = images.seal(person.unit());
        PageBox signature =
                places.of(document.id()).orElseThrow(() -> new SigningException(Refusal.SEAL_BEFORE_SIGNATURE));
        if (!places.sealFits(document, signature, new SealSize(image.widthMm(), image.heightMm()))) {
            throw new SigningException(Refusal.NO_PLACE);
        }
    }

    private PadesLevel level(Document document) {
        return policy.sealLevel(document.kind(), clock.instant(), timestampUntil());
    }

    private ProofAlgorithms sealedWith() {
        return ProofAlgorithms.of(
                DigestAlgorithm.SHA256, hierarchy.timestampKey().certificate().getPublicKey());
    }

    private Instant timestampUntil() {
        return hierarchy.timestampKey().certificate().getNotAfter().toInstant();
    }

    @Override
    public void carryOut(ActingPerson person, Document document, UUID authorisation) throws SignatureFailure {
        Role as = rights.require(person, SigningAction.SEAL, Subject.OfDocument.of(document));
        custody.requireHolder(person.unit(), person.id());
        Credential credential = credentials.ofSeal(person.unit());
        SealImage image = images.seal(person.unit());
        PageBox signature =
                places.of(document.id()).orElseThrow(() -> new SigningException(Refusal.SEAL_BEFORE_SIGNATURE));
        try {
            Path target = content.newIncoming();
            try {
                SignedDocument sealed = signer.sign(
                        new SigningRequest(
                                content.open(document.current()),
                                target,
                                level(document),
                                Optional.of(new VisibleSignature.Seal(image, signature)),
                                document.numberInSignature(),
                                Optional.empty()),
                        credential.key());
                ContentDigest digest = content.adopt(sealed.file());
                Document after = document.in(DocumentState.SEALED, clock.instant(), digest, sealed.bytes());
                documents.change(document, after, DocumentAct.SEAL, person.id(), person.name());
                if (sealed.level() == PadesLevel.B_LTA) {
                    archive.provableUntil(document.id(), timestampUntil(), sealedWith());
                }
                events.sealed(person, as, after, sealed.level(), credential.sha256(), authorisation);
            } finally {
                Files.deleteIfExists(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the document store could not keep a sealed file; look at its disk", e);
        }
    }
}
