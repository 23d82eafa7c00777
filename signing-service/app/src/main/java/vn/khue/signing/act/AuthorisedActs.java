package vn.khue.signing.act;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import vn.khue.pki.PkiException;
import vn.khue.signature.SignatureFailure;
import vn.khue.signing.authorisation.Authorisation;
import vn.khue.signing.authorisation.AuthorisationStore;
import vn.khue.signing.authorisation.AuthorisedItem;
import vn.khue.signing.authorisation.ItemOutcome;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.Document;
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
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.PendingAuthorisation;
import vn.khue.web.stepup.Sha256;
import vn.khue.web.stepup.StepUp;

/**
 * Signing and sealing under one step-up: what was shown is written down, the person authenticates for exactly that, then each
 * document is done in a transaction of its own. Whatever is refused stays as it was; the rest is done (design: "Đã ký 259. Còn
 * 3 văn bản lỗi, chưa ký"). Thread-safe.
 */
@Service
public class AuthorisedActs {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorisedActs.class);
    private static final String ROUTE = "/authorisations";

    private final Map<Purpose, AuthorisedWork> works = new EnumMap<>(Purpose.class);
    private final AuthorisationStore authorisations;
    private final DocumentStore documents;
    private final StepUp stepUp;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Turns turns;

    public AuthorisedActs(
            List<AuthorisedWork> works,
            AuthorisationStore authorisations,
            DocumentStore documents,
            StepUp stepUp,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Turns turns) {
        this.turns = turns;
        works.forEach(work -> this.works.put(work.purpose(), work));
        this.authorisations = authorisations;
        this.documents = documents;
        this.stepUp = stepUp;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
    }

    /** Writes down what the person chose, if they may do it to every one of them. */
    public Authorisation propose(ActingPerson person, Purpose purpose, List<UUID> chosen) {
        AuthorisedWork work = works.get(purpose);
        Optional<String> target = chosen.size() == 1 ? Optional.of(chosen.get(0).toString()) : Optional.empty();
        List<Document> shown = acts.run(person, work.action(), ROUTE, target, () -> {
            authorisations.requireNumber(chosen.size());
            List<Document> found = new ArrayList<>();
            for (UUID id : chosen) {
                Document document = documents.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
                rights.require(person, work.action(), Subject.OfDocument.of(document));
                found.add(document);
            }
            work.checkReady(person);
            work.checkSeen(person, found);
            return found;
        });
        shown.forEach(document -> checkFits(person, work, document));
        return acts.run(person, work.action(), ROUTE, target, () -> {
            Map<UUID, ContentDigest> digests = new LinkedHashMap<>();
            shown.forEach(document -> digests.put(document.id(), document.current()));
            return authorisations.propose(purpose, person.id(), person.unit(), digests);
        });
    }

    private void checkFits(ActingPerson person, AuthorisedWork work, Document document) {
        turns.inTurn(() ->
                acts.run(person, work.action(), ROUTE, Optional.of(document.id().toString()), () -> {
                    try {
                        work.checkFits(person, document);
                        return null;
                    } catch (SignatureFailure failure) {
                        throw new SigningException(refusal(failure), failure);
                    }
                }));
    }

    /** The person's own, with what it is for. */
    public Authorisation find(ActingPerson person, UUID id) {
        return authorisations.find(id, person.id()).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }

    /** An authorisation that was used came back: nothing is done, and the log says who tried. */
    public void replayed(ActingPerson person, Authorisation authorisation) {
        SigningAction action = works.get(authorisation.purpose()).action();
        acts.refused(person, action, ROUTE, Optional.empty(), Refusal.AUTHORISATION_USED);
    }

    /** Starts the step-up for what was written down. */
    public PendingAuthorisation begin(ActingPerson person, Authorisation authorisation) {
        return stepUp.begin(
                person.login(),
                stepUpPurpose(authorisation.purpose()),
                new DigestList(authorisation.items().stream()
                        .map(item -> Sha256.ofDigest(item.content().bytes()))
                        .toList()),
                ROUTE + "/" + authorisation.id());
    }

    /**
     * Does what was authorised, once.
     *
     * @param granted id of the step-up the person came back with
     * @return the authorisation with what came of each item
     * @throws SigningException where nothing was done: expired, used, not the same documents, or too weak a step-up
     */
    public Authorisation complete(ActingPerson person, UUID id, UUID granted) {
        Authorisation authorisation = find(person, id);
        AuthorisedWork work = works.get(authorisation.purpose());
        if (work == null) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        acts.run(person, work.action(), ROUTE, Optional.empty(), () -> {
            if (!authorisation.unit().equals(person.unit())) {
                throw new SigningException(Refusal.OTHER_UNIT);
            }
            if (authorisation.usedAt().isPresent()) {
                throw new SigningException(Refusal.AUTHORISATION_USED);
            }
            return null;
        });
        // Digests are taken anew from what will be signed, never from what was written down.
        List<Sha256> now = authorisation.items().stream()
                .map(item -> documents
                        .find(item.document())
                        .map(document -> Sha256.ofDigest(document.current().bytes()))
                        .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND)))
                .toList();
        Consumption consumption =
                stepUp.consume(person.login(), granted, stepUpPurpose(authorisation.purpose()), new DigestList(now));
        acts.run(person, work.action(), ROUTE, Optional.empty(), () -> {
            if (consumption instanceof Consumption.Refused refused) {
                throw new SigningException(refusal(refused));
            }
            return authorisations.use(id, person.id());
        });
        authorisation.items().forEach(item -> one(person, work, authorisation, item));
        return find(person, id);
    }

    private void one(ActingPerson person, AuthorisedWork work, Authorisation authorisation, AuthorisedItem item) {
        try {
            turns.inTurn(() -> acts.run(
                    person, work.action(), ROUTE, Optional.of(item.document().toString()), () -> {
                        Document document = documents
                                .lock(item.document())
                                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
                        rights.require(person, work.action(), Subject.OfDocument.of(document));
                        if (!document.current().equals(item.content())) {
                            throw new SigningException(Refusal.CONTENT_CHANGED);
                        }
                        try {
                            work.carryOut(person, document, authorisation.id());
                        } catch (SignatureFailure failure) {
                            throw new SigningException(refusal(failure), failure);
                        }
                        authorisations.conclude(authorisation.id(), document.id(), ItemOutcome.DONE, Optional.empty());
                        return null;
                    }));
        } catch (SigningException refused) {
            failed(person, authorisation, item, refused.refusal(), refused);
        } catch (RuntimeException broken) {
            failed(person, authorisation, item, refusal(broken), broken);
        }
    }

    private void failed(
            ActingPerson person,
            Authorisation authorisation,
            AuthorisedItem item,
            Refusal refusal,
            RuntimeException cause) {
        LOG.warn(
                "document {} was not done under authorisation {}: {}",
                item.document(),
                authorisation.id(),
                refusal,
                cause);
        authorisations.conclude(authorisation.id(), item.document(), ItemOutcome.FAILED, Optional.of(refusal));
        if (refusal.status() >= 500) {
            documents
                    .find(item.document())
                    .ifPresent(document -> acts.report(() -> events.signingFailed(
                            person,
                            document,
                            authorisation.id(),
                            refusal.name(),
                            authorisation.purpose() == Purpose.SEAL)));
        }
    }

    private static String stepUpPurpose(Purpose purpose) {
        return switch (purpose) {
            case SIGN -> "sign";
            case SEAL -> "seal";
        };
    }

    private static Refusal refusal(Consumption.Refused refused) {
        return switch (refused.reason()) {
            case EXPIRED -> Refusal.AUTHORISATION_EXPIRED;
            case ALREADY_USED -> Refusal.AUTHORISATION_USED;
            case OTHER_DOCUMENTS -> Refusal.CONTENT_CHANGED;
            case UNKNOWN,
                    NOT_AUTHORISED,
                    OTHER_PURPOSE,
                    CANCELLED,
                    STRANGE_ANSWER,
                    BAD_TOKEN,
                    TOO_WEAK,
                    STALE,
                    OTHER_PERSON,
                    UNREACHABLE -> Refusal.STEP_UP_FAILED;
        };
    }

    private static Refusal refusal(SignatureFailure failure) {
        return switch (failure.reason()) {
            case CERTIFICATE_NOT_USABLE -> Refusal.NO_CERTIFICATE;
            case UNFIT_IMAGE -> Refusal.IMAGE_REFUSED;
            case BAD_PLACE -> Refusal.NO_PLACE;
            case UNREADABLE_PDF, UNREADABLE_FILE -> Refusal.UNREADABLE;
            case TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE -> Refusal.BUSY;
            case KEY_REFUSED -> refusal(failure.getCause());
            case PREPARED_DOCUMENT_SPENT, FIELD_NOT_FILLABLE, PREVIEW_LIMIT -> Refusal.SIGNING_FAILED;
        };
    }

    private static Refusal refusal(Throwable cause) {
        return cause instanceof PkiException pki && pki.fault() == PkiException.Fault.TOKEN
                ? Refusal.KEYS_AWAY
                : Refusal.SIGNING_FAILED;
    }
}
