package vn.khue.signing.act;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.signature.SignatureFailure;
import vn.khue.signing.authorisation.Authorisation;
import vn.khue.signing.authorisation.AuthorisationStore;
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
 * document is done in a transaction of its own, behind the page. Whatever is refused stays as it was; the rest is done (design: "Đã ký 259. Còn
 * 3 văn bản lỗi, chưa ký"). Thread-safe.
 */
@Service
public class AuthorisedActs {
    static final String ROUTE = "/authorisations";
    /** So few are waited for; of more the page shows how far they are. */
    private static final int FEW = 5;

    private static final Duration PATIENCE_FOR_FEW = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** After so long without a sign another node does not carry it out any more: no document takes that long. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final AuthorisedItems items;
    private final AuthorisedRuns runs;
    private final AuthorisationStore authorisations;
    private final DocumentStore documents;
    private final StepUp stepUp;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Turns turns;
    private final Clock clock;

    public AuthorisedActs(
            AuthorisedItems items,
            AuthorisedRuns runs,
            AuthorisationStore authorisations,
            DocumentStore documents,
            StepUp stepUp,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Turns turns,
            Clock clock) {
        this.clock = clock;
        this.turns = turns;
        this.items = items;
        this.runs = runs;
        this.authorisations = authorisations;
        this.documents = documents;
        this.stepUp = stepUp;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
    }

    /** Writes down what the person chose, if they may do it to every one of them. */
    public Authorisation propose(ActingPerson person, Purpose purpose, List<UUID> chosen) {
        AuthorisedWork work = items.work(purpose);
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
                        throw new SigningException(ActRefusals.of(failure), failure);
                    }
                }));
    }

    /** The person's own, with what it is for. */
    public Authorisation find(ActingPerson person, UUID id) {
        return authorisations.find(id, person.id()).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }

    /** An authorisation that was used came back: nothing is done, and the log says who tried. */
    public void replayed(ActingPerson person, Authorisation authorisation) {
        SigningAction action = items.action(authorisation.purpose());
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
        AuthorisedWork work = items.work(authorisation.purpose());
        acts.run(person, work.action(), ROUTE, Optional.empty(), () -> {
            requireUnit(person, authorisation);
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
                throw new SigningException(ActRefusals.of(refused));
            }
            return authorisations.use(id, person.id());
        });
        Authorisation used = find(person, id);
        runs.start(person, used);
        runs.await(id, used.count() <= FEW ? PATIENCE_FOR_FEW : PATIENCE);
        return find(person, id);
    }

    /** How it stands; what could not be carried out in time is given up by looking. */
    public Carrying carrying(Authorisation authorisation) {
        if (authorisation.count(ItemOutcome.OPEN) == 0) {
            return Carrying.FINISHED;
        }
        if (runs.goesOn(authorisation.id())) {
            return authorisation.paused() ? Carrying.PAUSED : Carrying.RUNNING;
        }
        Instant now = clock.instant();
        if (authorisation.lapsed(now)) {
            authorisations.lapse(authorisation.id());
            return Carrying.FINISHED;
        }
        if (authorisation.paused()) {
            return Carrying.PAUSED;
        }
        return authorisation
                        .lastSign()
                        .filter(last -> now.isBefore(last.plus(SILENCE)))
                        .isPresent()
                ? Carrying.RUNNING
                : Carrying.INTERRUPTED;
    }

    /** Leaves undone what is not begun. */
    public void pause(ActingPerson person, UUID id) {
        Authorisation authorisation = find(person, id);
        acts.run(person, items.action(authorisation.purpose()), ROUTE, Optional.empty(), () -> {
            requireUnit(person, authorisation);
            int open = authorisation.count(ItemOutcome.OPEN);
            if (authorisation.usedAt().isPresent() && open > 0 && !authorisation.paused()) {
                authorisations.pause(id);
                events.runPaused(person, id, open);
            }
            return null;
        });
    }

    /**
     * Goes on with what was paused or cut off, under the same step-up and within its time.
     *
     * @throws SigningException AUTHORISATION_EXPIRED where that time is over; OTHER_UNIT
     */
    public void resume(ActingPerson person, UUID id) {
        Authorisation authorisation = find(person, id);
        boolean goOn = acts.run(person, items.action(authorisation.purpose()), ROUTE, Optional.empty(), () -> {
            requireUnit(person, authorisation);
            int open = authorisation.count(ItemOutcome.OPEN);
            if (open == 0) {
                return false;
            }
            if (authorisation.lapsed(clock.instant())) {
                throw new SigningException(Refusal.AUTHORISATION_EXPIRED);
            }
            authorisations.resume(id);
            events.runResumed(person, id, open);
            return true;
        });
        if (goOn) {
            // One that is just stopping takes nothing new.
            runs.await(id, PATIENCE);
            runs.start(person, find(person, id));
            runs.await(id, PATIENCE);
        }
    }

    private static void requireUnit(ActingPerson person, Authorisation authorisation) {
        if (!authorisation.unit().equals(person.unit())) {
            throw new SigningException(Refusal.OTHER_UNIT);
        }
    }

    /** What this person has under way in this unit. */
    public List<UUID> underWay(ActingPerson person, Purpose purpose) {
        return authorisations.underWay(person.id(), person.unit(), purpose);
    }

    private static String stepUpPurpose(Purpose purpose) {
        return switch (purpose) {
            case SIGN -> "sign";
            case SEAL -> "seal";
        };
    }
}
