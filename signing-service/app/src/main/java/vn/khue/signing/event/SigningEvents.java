package vn.khue.signing.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.directory.Role;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signing.card.Card;
import vn.khue.signing.delegation.Delegation;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.expiry.ExpiringCertificate;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.register.RegisterEntry;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.trust.ImportedAnchor;
import vn.khue.signing.trust.RemovalCause;
import vn.khue.web.event.TransactionalOutbox;

/** The signing service's audit events. Each joins the transaction of its act. No names, no titles, no reasons in words. */
@Component
public class SigningEvents {
    private static final String SOURCE = "signing";

    private final TransactionalOutbox outbox;
    private final Clock clock;

    public SigningEvents(TransactionalOutbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    public void submitted(ActingPerson by, Role as, Document document) {
        outbox.append(onDocument(EventKind.DOCUMENT_SUBMITTED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.DOCUMENT_TYPE, document.kind().name())
                .with(DetailKey.FILE_BYTES, document.sizeBytes())
                .with(DetailKey.PAGES, document.pages())
                .with(DetailKey.PERSON, document.signer().toString())
                .build());
    }

    public void fileRefused(ActingPerson by, Role as, Document document) {
        outbox.append(onDocument(EventKind.DOCUMENT_REFUSED, Outcome.FAILURE, by, as, document)
                .with(DetailKey.DOCUMENT_TYPE, document.kind().name())
                .with(DetailKey.FILE_BYTES, document.sizeBytes())
                .with(DetailKey.RULE, document.rule().orElse(""))
                .build());
    }

    public void viewed(ActingPerson by, Role as, Document document) {
        outbox.append(onDocument(EventKind.DOCUMENT_VIEWED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.PAGES, document.pages())
                .with(DetailKey.STEP, document.state().name())
                .build());
    }

    public void returned(ActingPerson by, Role as, Document document) {
        outbox.append(onDocument(EventKind.DOCUMENT_RETURNED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.PERSON, document.submitter().toString())
                .build());
    }

    /** @param shown digest over what was given to the signer, page by page */
    public void signed(
            ActingPerson by,
            Role as,
            Document document,
            PadesLevel level,
            String certificateSha256,
            UUID authorisation,
            Optional<ContentDigest> shown) {
        AuditEvent.Builder event = onDocument(EventKind.DOCUMENT_SIGNED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.SIGNATURE_LEVEL, level.name())
                .with(DetailKey.CERTIFICATE_SHA256, certificateSha256)
                .with(DetailKey.TIME_SOURCE, "TIMESTAMP")
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .with(DetailKey.ACR, "sign")
                .with(DetailKey.POSITION, document.signerPosition());
        shown.ifPresent(digest -> event.with(DetailKey.SHOWN_SHA256, digest.hex()));
        outbox.append(event.build());
    }

    public void signingFailed(ActingPerson by, Document document, UUID authorisation, String reason, boolean seal) {
        outbox.append(event(seal ? EventKind.DOCUMENT_SEALED : EventKind.DOCUMENT_SIGNED, Outcome.FAILURE, by)
                .target(TargetKind.DOCUMENT, document.id().toString())
                .with(DetailKey.FILE_SHA256, document.current().hex())
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .with(DetailKey.REASON, reason)
                .build());
    }

    /** @param open how many documents were left */
    public void runPaused(ActingPerson by, UUID authorisation, int open) {
        run(EventKind.AUTHORISED_RUN_PAUSED, by, authorisation, open);
    }

    /** @param open how many documents were left */
    public void runResumed(ActingPerson by, UUID authorisation, int open) {
        run(EventKind.AUTHORISED_RUN_RESUMED, by, authorisation, open);
    }

    private void run(EventKind kind, ActingPerson by, UUID authorisation, int open) {
        outbox.append(event(kind, Outcome.SUCCESS, by)
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .with(DetailKey.ROWS, open)
                .build());
    }

    public void numbered(ActingPerson by, Role as, Document document, RegisterEntry entry) {
        outbox.append(onDocument(EventKind.DOCUMENT_NUMBERED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.REGISTER, document.kind().series())
                .with(DetailKey.NUMBER, entry.number())
                .with(DetailKey.DATE, entry.issuedOn().toString())
                .build());
    }

    /** Before the signature, where the page has no fields for number and date (R1.22 way a). */
    public void numberReserved(ActingPerson by, Role as, Document document, RegisterEntry entry) {
        outbox.append(onDocument(EventKind.DOCUMENT_NUMBERED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.REGISTER, document.kind().series())
                .with(DetailKey.NUMBER, entry.number())
                .with(DetailKey.DATE, entry.issuedOn().toString())
                .with(DetailKey.REASON, "RESERVED_BEFORE_SIGNATURE")
                .build());
    }

    public void sealed(
            ActingPerson by,
            Role as,
            Document document,
            PadesLevel level,
            String certificateSha256,
            UUID authorisation) {
        outbox.append(onDocument(EventKind.DOCUMENT_SEALED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.SIGNATURE_LEVEL, level.name())
                .with(DetailKey.CERTIFICATE_SHA256, certificateSha256)
                .with(DetailKey.TIME_SOURCE, "TIMESTAMP")
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .with(DetailKey.ACR, "sign")
                .build());
    }

    /** @param until when the newest archive timestamp can be proven */
    public void archiveRenewed(Document document, ContentDigest content, Instant until) {
        outbox.append(
                AuditEvent.of(EventKind.ARCHIVE_RENEWED, Outcome.SUCCESS, Actor.service("khue-signing"), SOURCE, clock)
                        .unit(document.unit())
                        .target(TargetKind.DOCUMENT, document.id().toString())
                        .with(DetailKey.FILE_SHA256, content.hex())
                        .with(DetailKey.SIGNATURE_LEVEL, PadesLevel.B_LTA.name())
                        .with(DetailKey.TIME_SOURCE, "TIMESTAMP")
                        .with(DetailKey.TO, until.toString())
                        .build());
    }

    /**
     * An evidence record was made or renewed.
     *
     * @param operation create, renew (by a newer timestamp) or rehash (by a new hash tree)
     * @param until when it has to be renewed at the latest
     */
    public void evidenceRecorded(UUID document, String unit, ContentDigest content, String operation, Instant until) {
        outbox.append(AuditEvent.of(
                        EventKind.EVIDENCE_RECORDED, Outcome.SUCCESS, Actor.service("khue-signing"), SOURCE, clock)
                .unit(unit)
                .target(TargetKind.DOCUMENT, document.toString())
                .with(DetailKey.FILE_SHA256, content.hex())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.TIME_SOURCE, "TIMESTAMP")
                .with(DetailKey.TO, until.toString())
                .build());
    }

    public void published(ActingPerson by, Role as, Document document) {
        outbox.append(onDocument(EventKind.DOCUMENT_PUBLISHED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.REGISTER, document.kind().series())
                .build());
    }

    public void recalled(ActingPerson by, Role as, Document document, Document before) {
        outbox.append(onDocument(EventKind.DOCUMENT_RECALLED, Outcome.SUCCESS, by, as, document)
                .with(DetailKey.STEP, before.state().name())
                .build());
    }

    /** A file that anybody had checked; the file's name is not kept. */
    public void validated(Actor actor, ValidationReport report, long bytes) {
        outbox.append(AuditEvent.of(EventKind.DOCUMENT_VALIDATED, Outcome.SUCCESS, actor, SOURCE, clock)
                .target(TargetKind.FILE, report.sha256())
                .with(DetailKey.FILE_SHA256, report.sha256())
                .with(DetailKey.FILE_BYTES, bytes)
                .with(DetailKey.INDICATION, report.indication().name())
                .with(
                        DetailKey.SUB_INDICATION,
                        report.subIndication().map(Enum::name).orElse(""))
                .with(DetailKey.SIGNATURES, report.signatures().size())
                .build());
    }

    /** @param why empty where it was sealed */
    public void reportSealed(Actor by, String sha256, long bytes, String why) {
        outbox.append(AuditEvent.of(
                        EventKind.REPORT_SEALED, why.isEmpty() ? Outcome.SUCCESS : Outcome.FAILURE, by, SOURCE, clock)
                .target(TargetKind.FILE, sha256)
                .with(DetailKey.CLIENT, by.id())
                .with(DetailKey.REASON, why)
                .with(DetailKey.FILE_SHA256, sha256)
                .with(DetailKey.FILE_BYTES, bytes)
                .build());
    }

    public void certificateRequested(ActingPerson by, Role as, UUID request, String profile, UUID holder) {
        outbox.append(event(EventKind.CERTIFICATE_REQUESTED, Outcome.SUCCESS, by)
                .target(TargetKind.CERTIFICATE_REQUEST, request.toString())
                .with(DetailKey.PROFILE, profile)
                .with(DetailKey.PERSON, holder.toString())
                .with(DetailKey.ROLE, as.name())
                .build());
    }

    public void certificateIssued(
            ActingPerson by, Role as, UUID request, String profile, String serial, String sha256, UUID holder) {
        outbox.append(event(EventKind.CERTIFICATE_ISSUED, Outcome.SUCCESS, by)
                .target(TargetKind.CERTIFICATE_REQUEST, request.toString())
                .with(DetailKey.PROFILE, profile)
                .with(DetailKey.SERIAL, serial)
                .with(DetailKey.CERTIFICATE_SHA256, sha256)
                .with(DetailKey.PERSON, holder.toString())
                .with(DetailKey.ROLE, as.name())
                .build());
    }

    public void certificateRefused(ActingPerson by, Role as, UUID request, String profile, UUID holder) {
        outbox.append(event(EventKind.CERTIFICATE_REFUSED, Outcome.SUCCESS, by)
                .target(TargetKind.CERTIFICATE_REQUEST, request.toString())
                .with(DetailKey.PROFILE, profile)
                .with(DetailKey.PERSON, holder.toString())
                .with(DetailKey.ROLE, as.name())
                .build());
    }

    /** The appointment that the certificate stood for has ended; nobody acted, so the service itself is the actor. */
    public void certificateRevoked(CertificateRecord record, RevocationReason reason) {
        certificateRevoked(Actor.service("khue-signing"), record, reason);
    }

    /** The card that it goes with is suspended, or holds again; nobody acted on the certificate itself. */
    public void certificateHeld(CertificateRecord record, boolean held) {
        EventKind kind = held ? EventKind.CERTIFICATE_SUSPENDED : EventKind.CERTIFICATE_RESUMED;
        AuditEvent.Builder event = AuditEvent.of(kind, Outcome.SUCCESS, Actor.service("khue-signing"), SOURCE, clock)
                .target(TargetKind.CERTIFICATE, Sha256.of(record.der()).hex())
                .with(DetailKey.SERIAL, record.serial().toString(16).toUpperCase(Locale.ROOT))
                .with(DetailKey.CERTIFICATE_SHA256, Sha256.of(record.der()).hex())
                .with(DetailKey.ISSUER, record.ca());
        record.holder().ifPresent(holder -> event.with(DetailKey.PERSON, holder.toString()));
        record.unit().ifPresent(event::unit);
        outbox.append(event.build());
    }

    /** Not by a person: by the service itself, or by the host whose certificate it is. */
    public void certificateRevoked(Actor by, CertificateRecord record, RevocationReason reason) {
        AuditEvent.Builder event = AuditEvent.of(EventKind.CERTIFICATE_REVOKED, Outcome.SUCCESS, by, SOURCE, clock)
                .target(TargetKind.CERTIFICATE, Sha256.of(record.der()).hex())
                .with(DetailKey.SERIAL, record.serial().toString(16).toUpperCase(Locale.ROOT))
                .with(DetailKey.CERTIFICATE_SHA256, Sha256.of(record.der()).hex())
                .with(DetailKey.ISSUER, record.ca())
                .with(DetailKey.REVOCATION_REASON, reason.name())
                .with(DetailKey.PERSON, record.holder().map(UUID::toString).orElse(""));
        record.unit().ifPresent(event::unit);
        outbox.append(event.build());
    }

    /** A unit asks for the certificate of a host. */
    public void serviceRequested(ActingPerson by, Role as, UUID request, String profile) {
        outbox.append(onRequest(EventKind.CERTIFICATE_REQUESTED, by, as, request, profile)
                .build());
    }

    /** The host itself sent its key for a request that was approved. */
    public void hostKeyCame(Actor host, UUID request, String unit, String profile) {
        outbox.append(AuditEvent.of(EventKind.CERTIFICATE_REQUESTED, Outcome.SUCCESS, host, SOURCE, clock)
                .unit(unit)
                .target(TargetKind.CERTIFICATE_REQUEST, request.toString())
                .with(DetailKey.PROFILE, profile)
                .build());
    }

    public void serviceApproved(ActingPerson by, Role as, UUID request, String profile) {
        outbox.append(onRequest(EventKind.CERTIFICATE_APPROVED, by, as, request, profile)
                .build());
    }

    public void serviceIssued(ActingPerson by, Role as, UUID request, CertificateRecord record) {
        outbox.append(onRequest(EventKind.CERTIFICATE_ISSUED, by, as, request, record.profile())
                .with(DetailKey.SERIAL, record.serial().toString(16).toUpperCase(Locale.ROOT))
                .with(DetailKey.CERTIFICATE_SHA256, Sha256.of(record.der()).hex())
                .with(DetailKey.ISSUER, record.ca())
                .build());
    }

    /** Without an officer: for a host that ordered or renewed it itself, or for this service. */
    public void serviceIssued(Actor by, CertificateRecord record) {
        AuditEvent.Builder event = AuditEvent.of(EventKind.CERTIFICATE_ISSUED, Outcome.SUCCESS, by, SOURCE, clock)
                .target(TargetKind.CERTIFICATE, Sha256.of(record.der()).hex())
                .with(DetailKey.PROFILE, record.profile())
                .with(DetailKey.SERIAL, record.serial().toString(16).toUpperCase(Locale.ROOT))
                .with(DetailKey.CERTIFICATE_SHA256, Sha256.of(record.der()).hex())
                .with(DetailKey.ISSUER, record.ca());
        record.unit().ifPresent(event::unit);
        outbox.append(event.build());
    }

    /** @param operation create, key or deactivate */
    public void acmeAccountChanged(Actor client, String unit, UUID account, String operation) {
        outbox.append(AuditEvent.of(EventKind.ACME_ACCOUNT_CHANGED, Outcome.SUCCESS, client, SOURCE, clock)
                .unit(unit)
                .target(TargetKind.CLIENT, account.toString())
                .with(DetailKey.OPERATION, operation)
                .build());
    }

    /** Somebody ends the binding of an account, and with it the account. */
    public void acmeBindingEnded(ActingPerson by, Role as, UUID binding) {
        outbox.append(event(EventKind.ACME_ACCOUNT_CHANGED, Outcome.SUCCESS, by)
                .target(TargetKind.CLIENT, binding.toString())
                .with(DetailKey.OPERATION, "end")
                .with(DetailKey.ROLE, as.name())
                .build());
    }

    public void serviceRefused(ActingPerson by, Role as, UUID request, String profile) {
        outbox.append(onRequest(EventKind.CERTIFICATE_REFUSED, by, as, request, profile)
                .build());
    }

    /** @param end of the secret, which is itself nowhere in the event */
    public void enrolmentSecretMade(ActingPerson by, Role as, UUID request, String profile, Instant end) {
        outbox.append(onRequest(EventKind.ENROLMENT_SECRET_MADE, by, as, request, profile)
                .with(DetailKey.TO, end.toString())
                .build());
    }

    /** An officer looked at what is known of somebody else's certificate. */
    public void certificateRead(ActingPerson by, Role as, CertificateRecord record) {
        outbox.append(onCertificate(EventKind.CERTIFICATE_READ, by, as, record)
                .with(DetailKey.PROFILE, record.profile())
                .build());
    }

    public void certificateSuspended(ActingPerson by, Role as, CertificateRecord record) {
        outbox.append(
                onCertificate(EventKind.CERTIFICATE_SUSPENDED, by, as, record).build());
    }

    public void certificateResumed(ActingPerson by, Role as, CertificateRecord record) {
        outbox.append(
                onCertificate(EventKind.CERTIFICATE_RESUMED, by, as, record).build());
    }

    public void certificateRevoked(ActingPerson by, Role as, CertificateRecord record, RevocationReason reason) {
        outbox.append(onCertificate(EventKind.CERTIFICATE_REVOKED, by, as, record)
                .with(DetailKey.REVOCATION_REASON, reason.name())
                .build());
    }

    private AuditEvent.Builder onRequest(EventKind kind, ActingPerson by, Role as, UUID request, String profile) {
        return event(kind, Outcome.SUCCESS, by)
                .target(TargetKind.CERTIFICATE_REQUEST, request.toString())
                .with(DetailKey.PROFILE, profile)
                .with(DetailKey.ROLE, as.name());
    }

    private AuditEvent.Builder onCertificate(EventKind kind, ActingPerson by, Role as, CertificateRecord record) {
        return event(kind, Outcome.SUCCESS, by)
                .target(TargetKind.CERTIFICATE, Sha256.of(record.der()).hex())
                .with(DetailKey.SERIAL, record.serial().toString(16).toUpperCase(Locale.ROOT))
                .with(DetailKey.CERTIFICATE_SHA256, Sha256.of(record.der()).hex())
                .with(DetailKey.ISSUER, record.ca())
                .with(DetailKey.PERSON, record.holder().map(UUID::toString).orElse(""))
                .with(DetailKey.ROLE, as.name());
    }

    /** A key of Khuê's own was certified. */
    public void serviceCertified(CertificateRecord record) {
        outbox.append(AuditEvent.of(
                        EventKind.CERTIFICATE_ISSUED, Outcome.SUCCESS, Actor.service("khue-signing"), SOURCE, clock)
                .target(TargetKind.CERTIFICATE, Sha256.of(record.der()).hex())
                .with(DetailKey.PROFILE, record.profile())
                .with(DetailKey.ISSUER, record.ca())
                .with(DetailKey.SERIAL, record.serial().toString(16).toUpperCase(Locale.ROOT))
                .build());
    }

    public void cardIssued(ActingPerson by, Role as, Card card, UUID authorisation) {
        cardIssued(by.actor(), by.unit(), as, card, authorisation);
    }

    /** The same for work that goes on after the officer left the page. */
    public void cardIssued(Actor by, String unit, Role as, Card card, UUID authorisation) {
        AuditEvent.Builder event = onCard(EventKind.CARD_ISSUED, by, unit, as, card)
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .with(DetailKey.FROM, card.issuedAt().toString())
                .with(DetailKey.TO, card.expires().toString());
        card.replaces().ifPresent(old -> event.with(DetailKey.SERIAL, old.toString()));
        outbox.append(event.build());
    }

    /**
     * @param operation status that it has now
     * @param reason a word
     */
    public void cardChanged(ActingPerson by, Role as, Card card, String operation, String reason) {
        cardChanged(by.actor(), by.unit(), as, card, operation, reason);
    }

    /** The same for work that goes on after the officer left the page. */
    public void cardChanged(Actor by, String unit, Role as, Card card, String operation, String reason) {
        outbox.append(onCard(EventKind.CARD_CHANGED, by, unit, as, card)
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.REASON, reason)
                .build());
    }

    /** @param offer its id; neither the code in it nor the one beside it is in the event */
    public void cardOffered(ActingPerson by, Role as, Card card, UUID offer, Instant end) {
        outbox.append(onCard(EventKind.CARD_OFFERED, by, as, card)
                .with(DetailKey.AUTHORISATION, offer.toString())
                .with(DetailKey.TO, end.toString())
                .build());
    }

    /**
     * @param forms how many
     * @param client the wallet's at the gate
     * @param offer that was taken, where one was
     */
    public void cardTaken(
            ActingPerson by, Role as, Card card, int forms, Optional<String> client, Optional<UUID> offer) {
        AuditEvent.Builder event = onCard(EventKind.CARD_TAKEN, by, as, card).with(DetailKey.ROWS, forms);
        client.ifPresent(id -> event.with(DetailKey.CLIENT, id));
        offer.ifPresent(id -> event.with(DetailKey.AUTHORISATION, id.toString()));
        outbox.append(event.build());
    }

    private AuditEvent.Builder onCard(EventKind kind, ActingPerson by, Role as, Card card) {
        return onCard(kind, by.actor(), by.unit(), as, card);
    }

    private AuditEvent.Builder onCard(EventKind kind, Actor by, String unit, Role as, Card card) {
        return AuditEvent.of(kind, Outcome.SUCCESS, by, SOURCE, clock)
                .unit(unit)
                .target(TargetKind.CARD, card.id().toString())
                .with(DetailKey.PERSON, card.person().toString())
                .with(DetailKey.ISSUER, card.unit())
                .with(DetailKey.ROLE, as.name());
    }

    /**
     * Who checks cards of the acting unit.
     *
     * @param operation name or end
     * @param last day on which they do
     */
    public void cardVerifierChanged(
            ActingPerson by, Role as, UUID verifier, String operation, Optional<LocalDate> last) {
        AuditEvent.Builder event = event(EventKind.CARD_VERIFIER_CHANGED, Outcome.SUCCESS, by)
                .target(TargetKind.PERSON, verifier.toString())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.PERSON, verifier.toString())
                .with(DetailKey.ROLE, as.name());
        last.ifPresent(day -> event.with(DetailKey.TO, day.toString()));
        outbox.append(event.build());
    }

    /** @param people how many cards the pack tells of */
    public void rosterPackGiven(ActingPerson by, Role as, int people, Instant until) {
        outbox.append(event(EventKind.ROSTER_PACK_GIVEN, Outcome.SUCCESS, by)
                .target(TargetKind.UNIT, by.unit())
                .with(DetailKey.ROWS, people)
                .with(DetailKey.TO, until.toString())
                .with(DetailKey.ROLE, as.name())
                .build());
    }

    /** @param operation keep, remove, consent, refuse, or export of all that is kept of the person */
    public void cardPhotoChanged(
            Actor by, String unit, Role as, UUID person, String of, String operation, Optional<String> sha256) {
        AuditEvent.Builder event = AuditEvent.of(EventKind.CARD_PHOTO_CHANGED, Outcome.SUCCESS, by, SOURCE, clock)
                .unit(unit)
                .target(TargetKind.PERSON, person.toString())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.ISSUER, of)
                .with(DetailKey.ROLE, as.name());
        sha256.ifPresent(digest -> event.with(DetailKey.IMAGE_SHA256, digest));
        outbox.append(event.build());
    }

    /** Photo and consent of somebody who was erased or has left. */
    public void cardPhotoErased(UUID person, String of) {
        outbox.append(AuditEvent.of(
                        EventKind.CARD_PHOTO_CHANGED, Outcome.SUCCESS, Actor.service("khue-signing"), SOURCE, clock)
                .unit(of)
                .target(TargetKind.PERSON, person.toString())
                .with(DetailKey.OPERATION, "erase")
                .with(DetailKey.ISSUER, of)
                .build());
    }

    /** @param operation ask, approve, refuse, pause, resume, retry, done, print */
    public void cardBatchChanged(
            Actor by, String unit, Role as, UUID batch, String of, String operation, long rows, Optional<UUID> proof) {
        AuditEvent.Builder event = AuditEvent.of(EventKind.CARD_BATCH_CHANGED, Outcome.SUCCESS, by, SOURCE, clock)
                .unit(unit)
                .target(TargetKind.UNIT, of)
                .with(DetailKey.RUN, batch.toString())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.ROWS, rows)
                .with(DetailKey.ROLE, as.name());
        proof.ifPresent(id -> event.with(DetailKey.AUTHORISATION, id.toString()));
        outbox.append(event.build());
    }

    public void signatureImageChanged(ActingPerson by, Role as, String sha256) {
        outbox.append(event(EventKind.SIGNATURE_IMAGE_CHANGED, Outcome.SUCCESS, by)
                .target(TargetKind.SIGNATURE_IMAGE, by.id().toString())
                .with(DetailKey.IMAGE_SHA256, sha256)
                .with(DetailKey.ROLE, as.name())
                .build());
    }

    public void sealImageChanged(ActingPerson by, Role as, String sha256) {
        outbox.append(event(EventKind.SEAL_CHANGED, Outcome.SUCCESS, by)
                .target(TargetKind.SEAL, by.unit())
                .with(DetailKey.IMAGE_SHA256, sha256)
                .with(DetailKey.OPERATION, "image")
                .with(DetailKey.ROLE, as.name())
                .build());
    }

    public void sealHolderNamed(ActingPerson by, Role as, UUID holder) {
        outbox.append(event(EventKind.SEAL_CHANGED, Outcome.SUCCESS, by)
                .target(TargetKind.SEAL, by.unit())
                .with(DetailKey.OPERATION, "holder")
                .with(DetailKey.PERSON, holder.toString())
                .with(DetailKey.ROLE, as.name())
                .build());
    }

    /** @param operation make or end */
    public void delegationChanged(
            ActingPerson by, Role as, Delegation delegation, String operation, UUID authorisation) {
        AuditEvent.Builder event = event(EventKind.DELEGATION_CHANGED, Outcome.SUCCESS, by)
                .target(TargetKind.DELEGATION, delegation.id().toString())
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.PERMISSION, delegation.type().name())
                .with(DetailKey.PERSON, delegation.to().toString())
                .with(DetailKey.FROM, delegation.firstDay().toString())
                .with(DetailKey.TO, delegation.lastDay().toString())
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .with(DetailKey.ROLE, as.name());
        if (!delegation.kinds().isEmpty()) {
            event.with(
                    DetailKey.DOCUMENT_TYPE,
                    delegation.kinds().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
        }
        outbox.append(event.build());
    }

    public void anchorProposed(ActingPerson by, Role as, ImportedAnchor anchor, UUID authorisation) {
        outbox.append(onAnchor(EventKind.TRUST_ANCHOR_PROPOSED, by, as, anchor)
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .build());
    }

    public void anchorApproved(ActingPerson by, Role as, ImportedAnchor anchor, UUID authorisation) {
        outbox.append(onAnchor(EventKind.TRUST_ANCHOR_APPROVED, by, as, anchor)
                .with(DetailKey.PERSON, anchor.askedBy().toString())
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .build());
    }

    public void anchorRefused(ActingPerson by, Role as, ImportedAnchor anchor) {
        outbox.append(onAnchor(EventKind.TRUST_ANCHOR_REFUSED, by, as, anchor)
                .with(DetailKey.PERSON, anchor.askedBy().toString())
                .build());
    }

    public void anchorRemoved(ActingPerson by, Role as, ImportedAnchor anchor, RemovalCause cause, UUID authorisation) {
        outbox.append(onAnchor(EventKind.TRUST_ANCHOR_REMOVED, by, as, anchor)
                .with(DetailKey.REASON, cause.name())
                .with(DetailKey.AUTHORISATION, authorisation.toString())
                .build());
    }

    private AuditEvent.Builder onAnchor(EventKind kind, ActingPerson by, Role as, ImportedAnchor anchor) {
        return event(kind, Outcome.SUCCESS, by)
                .target(TargetKind.TRUST_ANCHOR, anchor.id().toString())
                .with(DetailKey.CERTIFICATE_SHA256, anchor.sha256().hex())
                .with(DetailKey.TRUST_CLASS, anchor.trustClass().name())
                .with(DetailKey.FROM, anchor.terms().firstDay().toString())
                .with(DetailKey.TO, anchor.terms().lastDay().toString())
                .with(DetailKey.ROLE, as.name());
    }

    /** @param threshold that was reached; the rule of the event in days, such as P30D */
    public void certificateExpiring(ExpiringCertificate certificate, String sha256, Duration threshold) {
        AuditEvent.Builder event = expiring(sha256, certificate.notAfter(), threshold)
                .target(TargetKind.CERTIFICATE, sha256)
                .with(DetailKey.PROFILE, certificate.profile())
                .with(DetailKey.ISSUER, certificate.ca())
                .with(DetailKey.SERIAL, certificate.serial().toString(16).toUpperCase(Locale.ROOT))
                .with(DetailKey.PERSON, certificate.holder().map(UUID::toString).orElse(""));
        certificate.unit().ifPresent(event::unit);
        outbox.append(event.build());
    }

    /** @param end of trust, which may come before the certificate's own */
    public void anchorExpiring(ImportedAnchor anchor, Instant end, Duration threshold) {
        outbox.append(expiring(anchor.sha256().hex(), end, threshold)
                .target(TargetKind.TRUST_ANCHOR, anchor.id().toString())
                .with(DetailKey.TRUST_CLASS, anchor.trustClass().name())
                .build());
    }

    private AuditEvent.Builder expiring(String sha256, Instant end, Duration threshold) {
        return AuditEvent.of(
                        EventKind.CERTIFICATE_EXPIRING, Outcome.SUCCESS, Actor.service("khue-signing"), SOURCE, clock)
                .with(DetailKey.CERTIFICATE_SHA256, sha256)
                .with(DetailKey.TO, end.toString())
                .with(DetailKey.RULE, "P" + threshold.toDays() + "D");
    }

    /** @param permission what was asked for */
    public void denied(ActingPerson by, String permission, String route, Optional<String> target, Refusal refusal) {
        AuditEvent.Builder event = event(EventKind.ACCESS_DENIED, Outcome.FAILURE, by)
                .with(DetailKey.ROUTE, route)
                .with(DetailKey.PERMISSION, permission)
                .with(DetailKey.REASON, refusal.name());
        target.ifPresent(id -> event.target(TargetKind.DOCUMENT, id));
        outbox.append(event.build());
    }

    /** @param unwritten of the same person, counted and not written since the last one */
    public void inputRefused(ActingPerson by, String route, Optional<String> target, Refusal refusal, long unwritten) {
        AuditEvent.Builder event = event(EventKind.INPUT_REFUSED, Outcome.FAILURE, by)
                .with(DetailKey.ROUTE, route)
                .with(DetailKey.REASON, refusal.name());
        target.ifPresent(id -> event.target(TargetKind.DOCUMENT, id));
        outbox.append(counted(event, unwritten).build());
    }

    /** Input of somebody who is not signed in. */
    public void inputRefused(Actor actor, String route, Refusal refusal, long unwritten) {
        outbox.append(counted(AuditEvent.of(EventKind.INPUT_REFUSED, Outcome.FAILURE, actor, SOURCE, clock), unwritten)
                .with(DetailKey.ROUTE, route)
                .with(DetailKey.REASON, refusal.name())
                .build());
    }

    private static AuditEvent.Builder counted(AuditEvent.Builder event, long unwritten) {
        return unwritten > 0 ? event.with(DetailKey.SUPPRESSED, unwritten) : event;
    }

    private AuditEvent.Builder onDocument(
            EventKind kind, Outcome outcome, ActingPerson by, Role as, Document document) {
        return event(kind, outcome, by)
                .target(TargetKind.DOCUMENT, document.id().toString())
                .with(DetailKey.FILE_SHA256, document.current().hex())
                .with(DetailKey.ROLE, as.name());
    }

    private AuditEvent.Builder event(EventKind kind, Outcome outcome, ActingPerson by) {
        return AuditEvent.of(kind, outcome, by.actor(), SOURCE, clock).unit(by.unit());
    }
}
