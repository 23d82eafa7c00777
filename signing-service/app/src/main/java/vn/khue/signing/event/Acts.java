package vn.khue.signing.event;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.web.event.EventAllowance;

/**
 * Runs an act in one transaction together with its audit event (architecture decision 8). When the act is refused, all of it
 * is rolled back, and the refusal is written to the log in a transaction of its own: ACCESS_DENIED where a right was missing,
 * INPUT_REFUSED where the input was. Thread-safe.
 */
@Component
public class Acts {
    private final TransactionTemplate transaction;
    private final SigningEvents events;
    private final RightsGate rights;
    private final EventAllowance allowance;

    public Acts(
            PlatformTransactionManager transactions,
            SigningEvents events,
            RightsGate rights,
            EventAllowance allowance) {
        this.allowance = allowance;
        this.rights = rights;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
        this.events = events;
    }

    /**
     * @param route the path pattern that was asked for, without values
     * @param target id of what was acted on, where there is one
     */
    public <T> T run(
            ActingPerson person, SigningAction action, String route, Optional<String> target, Supplier<T> work) {
        return run(person, action.name(), route, target, work);
    }

    /**
     * The same for an act of a part of this service that has rules of its own.
     *
     * @param permission what was asked for, as the log names it
     */
    public <T> T run(ActingPerson person, String permission, String route, Optional<String> target, Supplier<T> work) {
        try {
            return transaction.execute(status -> work.get());
        } catch (SigningException refused) {
            refused(person, permission, route, target, refused.refusal());
            throw refused;
        }
    }

    /** Opens a page of the acting unit to those who may see it; others are refused, and the log says so. */
    public void open(ActingPerson person, SigningAction action, String route) {
        run(
                person,
                action,
                route,
                Optional.empty(),
                () -> rights.require(person, action, new Subject.OfUnit(person.unit())));
    }

    /** Writes events that stand by themselves. */
    public void report(Runnable append) {
        transaction.executeWithoutResult(status -> append.run());
    }

    /** Writes a refusal down by itself; wrong input within {@link EventAllowance}, a missing right always. */
    public void refused(
            ActingPerson person, SigningAction action, String route, Optional<String> target, Refusal refusal) {
        refused(person, action.name(), route, target, refusal);
    }

    /** The same for an act of a part of this service that has rules of its own. */
    public void refused(
            ActingPerson person, String permission, String route, Optional<String> target, Refusal refusal) {
        transaction.executeWithoutResult(status -> {
            if (refusal.denial()) {
                events.denied(person, permission, route, target, refusal);
            } else if (refusal.status() < 500) {
                allowance
                        .ask(person.id().toString(), EventKind.INPUT_REFUSED)
                        .ifPresent(unwritten -> events.inputRefused(person, route, target, refusal, unwritten));
            }
        });
    }

    /** The same for input of somebody who is not signed in. */
    public void refused(Actor actor, String route, Refusal refusal) {
        String source = actor.origin().map(Origin::ip).orElse("");
        allowance
                .ask(source, EventKind.INPUT_REFUSED)
                .ifPresent(unwritten -> report(() -> events.inputRefused(actor, route, refusal, unwritten)));
    }
}
