package vn.khue.signing.delegation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.Directory;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.PendingAuthorisation;
import vn.khue.web.stepup.Sha256;
import vn.khue.web.stepup.StepUp;

/**
 * Makes and ends delegations: the principal fills one in, confirms exactly that by a step-up, and may end it at any time by another.
 * Thread-safe.
 */
@Service
public class DelegationOffice {
    static final String ROUTE = "/delegations";
    private static final Duration DRAFTS_KEPT = Duration.ofDays(1);

    private final DelegationStore delegations;
    private final Directory directory;
    private final ActingPeople people;
    private final StepUp stepUp;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    public DelegationOffice(
            DelegationStore delegations,
            Directory directory,
            ActingPeople people,
            StepUp stepUp,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.delegations = delegations;
        this.directory = directory;
        this.people = people;
        this.stepUp = stepUp;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** Who may receive one: the unit's vice-principals today. */
    public List<Person> possible(String unit) {
        return directory.appointmentsAt(unit, Position.PHO_HIEU_TRUONG, people.today()).stream()
                .flatMap(appointment -> directory.person(appointment.person()).stream())
                .filter(person -> person.status() == PersonStatus.ACTIVE)
                .toList();
    }

    /**
     * Writes down what the principal means; it gives no right before it is confirmed.
     *
     * @return its id
     * @throws SigningException DELEGATE_UNKNOWN where the receiver is no vice-principal of the unit today
     */
    public UUID propose(ActingPerson person, DelegationForm form) {
        return acts.run(person, SigningAction.DELEGATE, ROUTE, Optional.empty(), () -> {
            require(person);
            Person receiver = possible(person.unit()).stream()
                    .filter(each -> each.id().equals(form.to()))
                    .findFirst()
                    .orElseThrow(() -> new SigningException(Refusal.DELEGATE_UNKNOWN));
            delegations.forgetProposedBefore(clock.instant().minus(DRAFTS_KEPT));
            Delegation delegation = new Delegation(
                    UUID.randomUUID(),
                    person.unit(),
                    form.type(),
                    person.id(),
                    person.name(),
                    receiver.id(),
                    receiver.name().full(),
                    form.firstDay(),
                    form.lastDay(),
                    form.kinds(),
                    form.basis(),
                    clock.instant(),
                    Optional.empty(),
                    Optional.empty());
            delegations.add(delegation);
            return delegation.id();
        });
    }

    /** One of the acting unit's, for the principal. */
    public Delegation find(ActingPerson person, UUID id) {
        return acts.run(person, SigningAction.DELEGATE, ROUTE, Optional.empty(), () -> {
            require(person);
            return delegations
                    .find(id)
                    .filter(each -> each.unit().equals(person.unit()))
                    .orElseThrow(() -> new SigningException(Refusal.DELEGATION_GONE));
        });
    }

    /** Starts the step-up that makes or ends exactly this one. */
    public PendingAuthorisation begin(ActingPerson person, Delegation delegation, boolean end) {
        return stepUp.begin(person.login(), purpose(end), statement(delegation), path(delegation, end));
    }

    /**
     * Makes or ends it, once, if the person confirmed just that.
     *
     * @return false where the step-up was not for it; then nothing was done
     */
    public boolean complete(ActingPerson person, UUID id, UUID granted, boolean end) {
        Delegation shown = find(person, id);
        Consumption consumption = stepUp.consume(person.login(), granted, purpose(end), statement(shown));
        if (!(consumption instanceof Consumption.Granted)) {
            acts.refused(person, SigningAction.DELEGATE, ROUTE, Optional.empty(), Refusal.STEP_UP_FAILED);
            return false;
        }
        acts.run(person, SigningAction.DELEGATE, ROUTE, Optional.empty(), () -> {
            Role as = require(person);
            Delegation delegation =
                    delegations.lock(id).orElseThrow(() -> new SigningException(Refusal.DELEGATION_GONE));
            boolean open = end
                    ? delegation.madeAt().isPresent() && delegation.endedAt().isEmpty()
                    : delegation.madeAt().isEmpty() && delegation.from().equals(person.id());
            if (!open) {
                throw new SigningException(Refusal.DELEGATION_GONE);
            }
            if (end) {
                delegations.end(id, clock.instant(), person.id());
            } else {
                delegations.make(id, clock.instant());
            }
            events.delegationChanged(person, as, delegation, end ? "end" : "make", granted);
            return null;
        });
        return true;
    }

    private Role require(ActingPerson person) {
        return rights.require(person, SigningAction.DELEGATE, new Subject.OfUnit(person.unit()));
    }

    private static DigestList statement(Delegation delegation) {
        return DigestList.of(Sha256.of(delegation.statement()));
    }

    private static String purpose(boolean end) {
        return end ? "end-delegation" : "delegate";
    }

    static String path(Delegation delegation, boolean end) {
        return ROUTE + "/" + delegation.id() + (end ? "/end" : "");
    }
}
