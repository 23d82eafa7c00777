package vn.khue.signing.trust;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Service;
import vn.khue.directory.Role;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.trust.AnchorExamination;
import vn.khue.pki.trust.AnchorFile;
import vn.khue.pki.trust.TrustClass;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.signing.typed.StatedReason;
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.PendingAuthorisation;
import vn.khue.web.stepup.StepUp;

/**
 * Trust anchors under four eyes: a platform administrator hands a file in, looks at what it is and asks for it; another one compares
 * the fingerprint with what an independent source says, and approves or refuses. To trust no more takes one administrator and works
 * at once, as less trust is the safe side; to trust again takes two. Asking, approving and removing need a step-up. Thread-safe.
 */
@Service
public class TrustOffice {
    static final String ROUTE = "/trust";

    /** Last hex digits of the SHA-256 that the second administrator types. */
    static final int COMPARED_DIGITS = 8;

    private static final Duration DRAFTS_KEPT = Duration.ofDays(1);
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int LONGEST_REASON = 500;

    private final AnchorStore anchors;
    private final AnchorDrafts drafts;
    private final CurrentTrust current;
    private final AnchorExamination examination;
    private final TestAnchors tests;
    private final Hierarchy hierarchy;
    private final StepUp stepUp;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    public TrustOffice(
            AnchorStore anchors,
            AnchorDrafts drafts,
            CurrentTrust current,
            AnchorExamination examination,
            TestAnchors tests,
            Hierarchy hierarchy,
            StepUp stepUp,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.anchors = anchors;
        this.drafts = drafts;
        this.current = current;
        this.examination = examination;
        this.tests = tests;
        this.hierarchy = hierarchy;
        this.stepUp = stepUp;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A certificate of the file and what speaks against it.
     *
     * @param obstacle why it cannot be an anchor at all; empty where it can, be it only as an intermediate
     */
    public record Looked(AnchorDraft draft, AnchorExamination.Facts facts, Optional<AnchorObstacle> obstacle) {}

    /** What an act is bound to. */
    enum Act {
        ASK(SigningAction.PROPOSE_TRUST_ANCHOR),
        APPROVE(SigningAction.APPROVE_TRUST_ANCHOR),
        REMOVE(SigningAction.REMOVE_TRUST_ANCHOR);

        private final SigningAction action;

        Act(SigningAction action) {
            this.action = action;
        }

        String purpose() {
            return "anchor-" + name().toLowerCase(Locale.ROOT);
        }
    }

    public PageOf<ImportedAnchor> list(ActingPerson person, int page) {
        acts.open(person, SigningAction.READ_TRUST_ANCHORS, ROUTE);
        return anchors.list(page);
    }

    public ImportedAnchor find(ActingPerson person, UUID id) {
        return acts.run(person, SigningAction.READ_TRUST_ANCHORS, ROUTE + "/{id}", Optional.empty(), () -> {
            rights.require(person, SigningAction.READ_TRUST_ANCHORS, new Subject.OfUnit(person.unit()));
            return anchors.find(id).orElseThrow(() -> new SigningException(Refusal.ANCHOR_GONE));
        });
    }

    public AnchorExamination.Facts facts(X509Certificate certificate) {
        return examination.examine(certificate, clock.instant());
    }

    /**
     * Keeps the certificates of a file so that they can be looked at.
     *
     * @return id of the file
     * @throws SigningException ANCHOR_FILE_REFUSED
     */
    public UUID handIn(ActingPerson person, byte[] content) {
        return acts.run(person, SigningAction.PROPOSE_TRUST_ANCHOR, ROUTE + "/files", Optional.empty(), () -> {
            requireAsking(person);
            return drafts.keep(
                    read(content), person.id(), clock.instant(), clock.instant().minus(DRAFTS_KEPT));
        });
    }

    private static List<X509Certificate> read(byte[] content) {
        try {
            return AnchorFile.read(content);
        } catch (PkiException unreadable) {
            throw new SigningException(
                    Refusal.ANCHOR_FILE_REFUSED,
                    Integer.toString(AnchorFile.MAX_CERTIFICATES),
                    AnchorFile.MAX_BYTES / 1024 + " KB");
        }
    }

    /** What the person handed in, each with what it is. */
    public List<Looked> look(ActingPerson person, UUID file) {
        return acts.run(person, SigningAction.PROPOSE_TRUST_ANCHOR, ROUTE + "/files/{id}", Optional.empty(), () -> {
            requireAsking(person);
            List<Looked> found = drafts.ofFile(file, person.id()).stream()
                    .map(draft -> {
                        AnchorExamination.Facts facts = facts(draft.certificate());
                        return new Looked(draft, facts, obstacle(facts, true));
                    })
                    .toList();
            if (found.isEmpty()) {
                throw new SigningException(Refusal.ANCHOR_GONE);
            }
            return found;
        });
    }

    /** The first reason for which the certificate cannot be an anchor. */
    private Optional<AnchorObstacle> obstacle(AnchorExamination.Facts facts, boolean asIntermediate) {
        X509Certificate certificate = facts.certificate();
        boolean ours = hierarchy.certificates().values().stream()
                .anyMatch(own -> own.getSubjectX500Principal().equals(certificate.getSubjectX500Principal()));
        if (ours) {
            return Optional.of(AnchorObstacle.NAME_IS_OURS);
        }
        Optional<AnchorObstacle> open = anchors.open(digest(certificate))
                .map(anchor -> anchor.state() instanceof AnchorState.Asked
                        ? AnchorObstacle.ALREADY_ASKED
                        : AnchorObstacle.ALREADY_TRUSTED);
        return open.or(() -> facts.obstacle(asIntermediate).map(AnchorObstacle::of));
    }

    private static ContentDigest digest(X509Certificate certificate) {
        return Sha256.of(Certificates.der(certificate));
    }

    private void requireNothingInTheWay(AnchorExamination.Facts facts, boolean asIntermediate) {
        obstacle(facts, asIntermediate).ifPresent(TrustOffice::stop);
    }

    private static void stop(AnchorObstacle obstacle) {
        throw new SigningException(
                Refusal.ANCHOR_REFUSED,
                obstacle.name(),
                new DefaultMessageSourceResolvable("anchor.obstacle." + obstacle.name()));
    }

    /** Writes down as what one of the handed-in certificates is to be trusted; the step-up comes next. */
    public void fill(ActingPerson person, UUID draft, AnchorFields fields) {
        acts.run(person, SigningAction.PROPOSE_TRUST_ANCHOR, ROUTE + "/drafts/{id}", Optional.empty(), () -> {
            requireAsking(person);
            AnchorDraft found = drafts.lock(draft, person.id()).orElseThrow(TrustOffice::gone);
            AnchorTerms terms = fields.terms(found.certificate());
            if (terms.trustClass() == TrustClass.TEST && !tests.allowed()) {
                stop(AnchorObstacle.TEST_CLASS_CLOSED);
            }
            requireNothingInTheWay(facts(found.certificate()), terms.intermediate());
            drafts.fill(draft, terms);
            return null;
        });
    }

    /** What the person is about to ask for, as it will be written down. */
    public ImportedAnchor drafted(ActingPerson person, UUID draft) {
        return acts.run(person, SigningAction.PROPOSE_TRUST_ANCHOR, ROUTE + "/drafts/{id}", Optional.empty(), () -> {
            requireAsking(person);
            return asked(person, drafts.lock(draft, person.id()).orElseThrow(TrustOffice::gone));
        });
    }

    private ImportedAnchor asked(ActingPerson person, AnchorDraft draft) {
        return new ImportedAnchor(
                draft.id(),
                draft.certificate(),
                draft.terms().orElseThrow(TrustOffice::gone),
                person.id(),
                person.name(),
                clock.instant(),
                new AnchorState.Asked());
    }

    private static SigningException gone() {
        return new SigningException(Refusal.ANCHOR_GONE);
    }

    /** Starts the step-up for asking for this one. */
    PendingAuthorisation begin(ActingPerson person, ImportedAnchor anchor, Act act, String path) {
        return stepUp.begin(person.login(), act.purpose(), statement(anchor, ""), path);
    }

    private static DigestList statement(ImportedAnchor anchor, String more) {
        return DigestList.of(vn.khue.web.stepup.Sha256.of(anchor.statement() + more));
    }

    private boolean granted(ActingPerson person, UUID granted, Act act, DigestList statement, String route) {
        if (stepUp.consume(person.login(), granted, act.purpose(), statement) instanceof Consumption.Granted) {
            return true;
        }
        acts.refused(person, act.action, route, Optional.empty(), Refusal.STEP_UP_FAILED);
        return false;
    }

    /**
     * Asks for a drafted one, once, if the person confirmed just that.
     *
     * @return false where the step-up was not for it; then nothing was done
     */
    public boolean ask(ActingPerson person, UUID draft, UUID granted) {
        String route = ROUTE + "/drafts/{id}";
        ImportedAnchor shown = drafted(person, draft);
        if (!granted(person, granted, Act.ASK, statement(shown, ""), route)) {
            return false;
        }
        acts.run(person, SigningAction.PROPOSE_TRUST_ANCHOR, route, Optional.empty(), () -> {
            Role as = requireAsking(person);
            anchors.lockAsking();
            ImportedAnchor anchor =
                    asked(person, drafts.lock(draft, person.id()).orElseThrow(TrustOffice::gone));
            if (!anchor.statement().equals(shown.statement())) {
                throw gone();
            }
            requireNothingInTheWay(facts(anchor.certificate()), anchor.terms().intermediate());
            anchors.add(anchor);
            drafts.forget(draft);
            events.anchorProposed(person, as, anchor, granted);
            return null;
        });
        return true;
    }

    private Role requireAsking(ActingPerson person) {
        return rights.require(person, SigningAction.PROPOSE_TRUST_ANCHOR, new Subject.OfUnit(person.unit()));
    }

    /**
     * The second administrator says what the independent source says; then the step-up starts.
     *
     * @param typed the last {@value #COMPARED_DIGITS} hex digits of the certificate's SHA-256, in either case, with spaces or colons
     * @throws SigningException FINGERPRINT_DIFFERS
     */
    public PendingAuthorisation compare(ActingPerson person, UUID id, String typed) {
        return acts.run(person, SigningAction.APPROVE_TRUST_ANCHOR, ROUTE + "/{id}/approve", Optional.empty(), () -> {
            ImportedAnchor anchor = waiting(person, SigningAction.APPROVE_TRUST_ANCHOR, id);
            String hex = anchor.sha256().hex();
            String expected = hex.substring(hex.length() - COMPARED_DIGITS);
            String found = typed.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
            if (!MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.US_ASCII), found.getBytes(StandardCharsets.UTF_8))) {
                throw new SigningException(Refusal.FINGERPRINT_DIFFERS, Integer.toString(COMPARED_DIGITS));
            }
            requireStillGood(anchor);
            return begin(person, anchor, Act.APPROVE, ROUTE + "/" + id + "/approve");
        });
    }

    /** Between asking and approving a certificate may end, or the policy change. */
    private void requireStillGood(ImportedAnchor anchor) {
        facts(anchor.certificate())
                .obstacle(anchor.terms().intermediate())
                .map(AnchorObstacle::of)
                .ifPresent(TrustOffice::stop);
        if (anchor.trustClass() == TrustClass.TEST && !tests.allowed()) {
            stop(AnchorObstacle.TEST_CLASS_CLOSED);
        }
    }

    /** @return false where the step-up was not for this approval; then nothing was done */
    public boolean approve(ActingPerson person, UUID id, UUID granted) {
        String route = ROUTE + "/{id}/approve";
        ImportedAnchor shown = find(person, id);
        if (!granted(person, granted, Act.APPROVE, statement(shown, ""), route)) {
            return false;
        }
        acts.run(person, SigningAction.APPROVE_TRUST_ANCHOR, route, Optional.empty(), () -> {
            ImportedAnchor anchor = waiting(person, SigningAction.APPROVE_TRUST_ANCHOR, id);
            Role as = require(person, SigningAction.APPROVE_TRUST_ANCHOR, anchor.askedBy());
            requireStillGood(anchor);
            anchors.decide(anchor, person, clock.instant(), Optional.empty());
            events.anchorApproved(person, as, anchor, granted);
            return null;
        });
        current.reload();
        return true;
    }

    /** Turned down, or taken back by who asked. */
    public void refuse(ActingPerson person, UUID id, String reason) {
        acts.run(person, SigningAction.REFUSE_TRUST_ANCHOR, ROUTE + "/{id}/refuse", Optional.empty(), () -> {
            ImportedAnchor anchor = waiting(person, SigningAction.REFUSE_TRUST_ANCHOR, id);
            Role as = require(person, SigningAction.REFUSE_TRUST_ANCHOR, anchor.askedBy());
            StatedReason why = StatedReason.of(reason, LONGEST_REASON);
            anchors.decide(anchor, person, clock.instant(), Optional.of(why.text()));
            events.anchorRefused(person, as, anchor);
            return null;
        });
    }

    /** Starts the step-up for trusting it no more. */
    public PendingAuthorisation beginRemoval(ActingPerson person, ImportedAnchor anchor, RemovalCause cause) {
        return acts.run(
                person, SigningAction.REMOVE_TRUST_ANCHOR, ROUTE + "/{id}/remove/{cause}", Optional.empty(), () -> {
                    require(person, SigningAction.REMOVE_TRUST_ANCHOR, anchor.askedBy());
                    if (!(anchor.state() instanceof AnchorState.Trusted)) {
                        throw new SigningException(Refusal.ANCHOR_STATE);
                    }
                    return stepUp.begin(
                            person.login(),
                            Act.REMOVE.purpose(),
                            statement(anchor, cause.name()),
                            ROUTE + "/" + anchor.id() + "/remove/" + cause);
                });
    }

    /** @return false where the step-up was not for this removal; then nothing was done */
    public boolean remove(ActingPerson person, UUID id, RemovalCause cause, UUID granted) {
        String route = ROUTE + "/{id}/remove/{cause}";
        ImportedAnchor shown = find(person, id);
        if (!granted(person, granted, Act.REMOVE, statement(shown, cause.name()), route)) {
            return false;
        }
        acts.run(person, SigningAction.REMOVE_TRUST_ANCHOR, route, Optional.empty(), () -> {
            require(person, SigningAction.REMOVE_TRUST_ANCHOR, NOBODY);
            ImportedAnchor anchor = anchors.lock(id).orElseThrow(TrustOffice::gone);
            Role as = require(person, SigningAction.REMOVE_TRUST_ANCHOR, anchor.askedBy());
            if (!(anchor.state() instanceof AnchorState.Trusted)) {
                throw new SigningException(Refusal.ANCHOR_STATE);
            }
            anchors.remove(anchor, person, clock.instant(), cause);
            events.anchorRemoved(person, as, anchor, cause, granted);
            return null;
        });
        current.reload();
        return true;
    }

    /** Whoever may not act at all must not learn which anchors wait. */
    private ImportedAnchor waiting(ActingPerson person, SigningAction action, UUID id) {
        require(person, action, NOBODY);
        ImportedAnchor anchor = anchors.lock(id).orElseThrow(TrustOffice::gone);
        require(person, action, anchor.askedBy());
        if (!(anchor.state() instanceof AnchorState.Asked)) {
            throw new SigningException(Refusal.ANCHOR_STATE);
        }
        return anchor;
    }

    private Role require(ActingPerson person, SigningAction action, UUID asker) {
        return rights.require(person, action, new Subject.OfAnchor(person.unit(), asker));
    }

    /** For pages: whether to offer the act. */
    public boolean may(ActingPerson person, SigningAction action, ImportedAnchor anchor) {
        return rights.may(person, action, new Subject.OfAnchor(person.unit(), anchor.askedBy()));
    }
}
