package vn.khue.web.event;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.AuditEventException;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.problem.RefusalListener;
import vn.khue.web.security.RequestId;

/** Writes what was refused before any act began into the audit log, within {@link EventAllowance}. Safe for concurrent use. */
public final class RefusalRecord implements RefusalListener {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalRecord.class);

    private final AuditEvents events;
    private final TransactionalOutbox outbox;
    private final SignedInPersons persons;
    private final TransactionTemplate ownTransaction;
    private final EventAllowance allowance;

    /** @param ownTransaction starts a new transaction: a refused act has been rolled back */
    public RefusalRecord(
            AuditEvents events,
            TransactionalOutbox outbox,
            SignedInPersons persons,
            TransactionTemplate ownTransaction,
            EventAllowance allowance) {
        this.events = events;
        this.outbox = outbox;
        this.persons = persons;
        this.ownTransaction = ownTransaction;
        this.allowance = allowance;
    }

    @Override
    public void refused(EventKind kind, String reason, HttpServletRequest request) {
        try {
            Optional<SignedInPerson> person = persons.of(request);
            String source = person.map(each -> each.khueId().toString()).orElseGet(request::getRemoteAddr);
            OptionalLong uncounted = allowance.ask(source, kind);
            if (uncounted.isPresent()) {
                ownTransaction.executeWithoutResult(
                        status -> append(kind, reason, request, person, uncounted.getAsLong()));
            }
        } catch (AuditEventException | TransactionException | IllegalArgumentException lost) {
            LOG.error("a refusal could not be recorded, reference {}", RequestId.of(request), lost);
        }
    }

    private void append(
            EventKind kind,
            String reason,
            HttpServletRequest request,
            Optional<SignedInPerson> person,
            long unwritten) {
        AuditEvent.Builder event = person.map(who -> events.of(kind, Outcome.FAILURE, who, request))
                .orElseGet(() -> events.ofUnknown(kind, Outcome.FAILURE, request));
        event.with(DetailKey.ROUTE, Routes.of(request)).with(DetailKey.REASON, reason);
        if (unwritten > 0) {
            event.with(DetailKey.SUPPRESSED, unwritten);
        }
        outbox.append(event.build());
    }
}
