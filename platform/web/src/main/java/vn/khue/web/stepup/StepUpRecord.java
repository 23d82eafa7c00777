package vn.khue.web.stepup;

import static vn.khue.audit.event.DetailKey.ACR;
import static vn.khue.audit.event.DetailKey.AUTHORISATION;
import static vn.khue.audit.event.DetailKey.METHOD;
import static vn.khue.audit.event.DetailKey.REASON;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.web.event.AuditEvents;
import vn.khue.web.event.TransactionalOutbox;
import vn.khue.web.login.SignedInPerson;

/** Writes a step-up, and a failed one, into the audit log, in the transaction that keeps the verdict. */
final class StepUpRecord {

    private final AuditEvents events;
    private final TransactionalOutbox outbox;

    StepUpRecord(AuditEvents events, TransactionalOutbox outbox) {
        this.events = events;
        this.outbox = outbox;
    }

    void record(SignedInPerson person, UUID id, Proof proof, HttpServletRequest request) {
        AuditEvent.Builder event;
        if (proof instanceof Proof.Unproven unproven) {
            event = events.of(EventKind.STEP_UP_FAILED, Outcome.FAILURE, person, request)
                    .with(REASON, unproven.reason().name().toLowerCase(Locale.ROOT));
        } else {
            event = events.of(EventKind.STEP_UP, Outcome.SUCCESS, person, request)
                    .with(ACR, "sign");
            if (proof instanceof Proof.Proven proven) {
                event.with(METHOD, String.join(" ", proven.methods()));
            }
        }
        outbox.append(event.with(AUTHORISATION, id.toString()).build());
    }
}
