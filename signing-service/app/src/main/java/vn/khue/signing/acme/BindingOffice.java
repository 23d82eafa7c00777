package vn.khue.signing.acme;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.Role;
import vn.khue.pki.DnsName;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.enrolment.EnrolmentPolicy;
import vn.khue.signing.enrolment.ServiceNames;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/**
 * External account bindings under four eyes: school IT asks for names that the registration officer approved for its unit, the
 * CA officer grants that they are issued without an officer each time, school IT fetches the key once. Thread-safe.
 */
@Service
public class BindingOffice {
    private static final String ROUTE = "/service-certificates/acme-bindings";
    private static final UUID NOBODY = new UUID(0, 0);

    private final AcmeBindings bindings;
    private final AcmeAccounts accounts;
    private final ServiceNames names;
    private final EnrolmentPolicy policy;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    BindingOffice(
            AcmeBindings bindings,
            AcmeAccounts accounts,
            ServiceNames names,
            EnrolmentPolicy policy,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.bindings = bindings;
        this.accounts = accounts;
        this.names = names;
        this.policy = policy;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The key as it is shown, this once.
     *
     * @param kid and hmacKey (Base64url) for the client's configuration
     */
    public record Key(UUID kid, String hmacKey, Instant expiresAt) {
        @Override
        public String toString() {
            return "Key[" + kid + "]";
        }
    }

    /** @throws SigningException NAME_NOT_APPROVED for a name that is not the unit's, NAMES_WRONG for none or too many */
    public AcmeBinding ask(ActingPerson person, List<DnsName> wanted) {
        SigningAction action = SigningAction.REQUEST_SERVICE_CERTIFICATE;
        return acts.run(person, action, ROUTE, Optional.empty(), () -> {
            Role as = rights.require(person, action, new Subject.OfUnit(person.unit()));
            List<DnsName> hosts = List.copyOf(new TreeSet<>(wanted));
            if (hosts.isEmpty() || hosts.size() > policy.mostNames()) {
                throw new SigningException(Refusal.NAMES_WRONG, Integer.toString(policy.mostNames()));
            }
            requireApproved(person.unit(), hosts);
            AcmeBinding binding = new AcmeBinding(
                    UUID.randomUUID(),
                    person.unit(),
                    hosts,
                    person.id(),
                    clock.instant(),
                    Optional.empty(),
                    AcmeBinding.State.ASKED);
            bindings.add(binding);
            events.serviceRequested(person, as, binding.id(), policy.profile());
            return binding;
        });
    }

    /** Bindings of the acting unit; of every unit for officers. */
    public PageOf<AcmeBinding> list(ActingPerson person, int page) {
        SigningAction action = SigningAction.READ_SERVICE_CERTIFICATES;
        acts.open(person, action, ROUTE);
        boolean everyUnit = rights.may(person, action, new Subject.OfServiceRequest("", NOBODY, Optional.empty()));
        return bindings.list(everyUnit ? Optional.empty() : Optional.of(person.unit()), page);
    }

    /** The CA officer, who did not ask. */
    public AcmeBinding grant(ActingPerson officer, UUID id) {
        SigningAction action = SigningAction.ISSUE_SERVICE_CERTIFICATE;
        return acts.run(officer, action, ROUTE + "/{id}/grant", Optional.empty(), () -> {
            AcmeBinding binding = locked(officer, action, id);
            Role as = rights.require(officer, action, binding.subject());
            require(binding.state() == AcmeBinding.State.ASKED);
            requireApproved(binding.unit(), binding.names());
            bindings.grant(id, officer.id(), clock.instant());
            events.serviceApproved(officer, as, id, policy.profile());
            return bindings.lock(id).orElseThrow();
        });
    }

    /** An earlier key is over; none is given once an account was bound. */
    public Key key(ActingPerson person, UUID id) {
        SigningAction action = SigningAction.REQUEST_SERVICE_CERTIFICATE;
        return acts.run(person, action, ROUTE + "/{id}/key", Optional.empty(), () -> {
            AcmeBinding binding = locked(person, action, id);
            Role as = rights.require(person, action, binding.subject());
            require(binding.state() == AcmeBinding.State.GRANTED);
            byte[] key = BindingKey.next(random);
            Instant end = clock.instant().plus(policy.secretLife());
            bindings.setKey(id, key, end);
            events.enrolmentSecretMade(person, as, id, policy.profile(), end);
            return new Key(id, BindingKey.text(key), end);
        });
    }

    /** The unit or an officer ends it, with the account that is bound; what was issued stays in force until it is revoked. */
    public AcmeBinding end(ActingPerson person, UUID id) {
        SigningAction action = SigningAction.END_ACME_BINDING;
        return acts.run(person, action, ROUTE + "/{id}/end", Optional.empty(), () -> {
            AcmeBinding binding = locked(person, action, id);
            Role as = rights.require(person, action, binding.subject());
            require(binding.state() != AcmeBinding.State.ENDED);
            bindings.end(id, person.id(), clock.instant());
            accounts.deactivateOfBinding(id);
            events.acmeBindingEnded(person, as, id);
            return bindings.lock(id).orElseThrow();
        });
    }

    private static void require(boolean follows) {
        if (!follows) {
            throw new SigningException(Refusal.REQUEST_STATE);
        }
    }

    private void requireApproved(String unit, List<DnsName> hosts) {
        if (!names.areOf(unit, hosts)) {
            throw new SigningException(Refusal.NAME_NOT_APPROVED);
        }
    }

    /** Whoever may not act at all must not learn which bindings there are. */
    private AcmeBinding locked(ActingPerson person, SigningAction action, UUID id) {
        rights.require(person, action, new Subject.OfServiceRequest(person.unit(), NOBODY, Optional.empty()));
        return bindings.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }
}
