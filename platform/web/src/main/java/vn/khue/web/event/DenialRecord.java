package vn.khue.web.event;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.AuditEventException;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.problem.DenialListener;
import vn.khue.web.security.RequestId;

/** Writes every denied act of a signed-in person into the audit log. Safe for concurrent use. */
public final class DenialRecord implements DenialListener {

    private static final Logger LOG = LoggerFactory.getLogger(DenialRecord.class);

    private final AuditEvents events;
    private final TransactionalOutbox outbox;
    private final SignedInPersons persons;
    private final TransactionTemplate ownTransaction;

    /** @param ownTransaction starts a new transaction: that of the denied act has been rolled back */
    public DenialRecord(
            AuditEvents events,
            TransactionalOutbox outbox,
            SignedInPersons persons,
            TransactionTemplate ownTransaction) {
        this.events = events;
        this.outbox = outbox;
        this.persons = persons;
        this.ownTransaction = ownTransaction;
    }

    @Override
    public void denied(AccessDeniedException denial, HttpServletRequest request) {
        persons.of(request).ifPresent(person -> {
            try {
                ownTransaction.executeWithoutResult(status -> append(person, request));
            } catch (AuditEventException | TransactionException lost) {
                LOG.error("a denial could not be recorded, reference {}", RequestId.of(request), lost);
            }
        });
    }

    private void append(SignedInPerson person, HttpServletRequest request) {
        String route = Routes.of(request);
        outbox.append(events.of(EventKind.ACCESS_DENIED, Outcome.FAILURE, person, request)
                .target(TargetKind.ROUTE, route)
                .with(DetailKey.ROUTE, route)
                .with(DetailKey.ROLE, String.join(" ", person.roles()))
                .build());
    }
}
