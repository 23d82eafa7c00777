package vn.khue.signing.acme;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.khue.audit.event.Actor;
import vn.khue.pki.DnsName;
import vn.khue.signing.enrolment.AutomatedIssue;
import vn.khue.signing.enrolment.EnrolmentPolicy;
import vn.khue.signing.enrolment.HostKeys;
import vn.khue.signing.enrolment.IssuanceBasis;
import vn.khue.signing.enrolment.ServiceNames;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** Orders from the first word to the certificate (RFC 8555 section 7.4). Thread-safe. */
@Service
class OrderOffice {
    /** An order is over after a week (section 7.1.3 "expires"); so long a validated name serves to revoke (section 7.6). */
    private static final Duration LIFE = Duration.ofDays(7);

    /** What came to nothing is kept for people who ask what went wrong. */
    private static final Duration MEMORY = Duration.ofDays(30);

    private static final int TOKEN_BYTES = 32;

    private final AcmeOrders orders;
    private final AcmeAccounts accounts;
    private final AcmeBindings bindings;
    private final ServiceNames names;
    private final HostKeys keys;
    private final AutomatedIssue issue;
    private final RenewalDesk renewals;
    private final EnrolmentPolicy policy;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OrderOffice(
            AcmeOrders orders,
            AcmeAccounts accounts,
            AcmeBindings bindings,
            ServiceNames names,
            HostKeys keys,
            AutomatedIssue issue,
            RenewalDesk renewals,
            EnrolmentPolicy policy,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.orders = orders;
        this.accounts = accounts;
        this.bindings = bindings;
        this.names = names;
        this.keys = keys;
        this.issue = issue;
        this.renewals = renewals;
        this.policy = policy;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @throws AcmeException REJECTED_IDENTIFIER for a name that is not the binding's or no longer the unit's; RATE_LIMITED; what
     *     {@link RenewalDesk#replaced} refuses
     */
    AcmeOrder open(AcmeAccount account, byte[] payload) {
        JsonNode wanted = StrictJson.object(payload);
        if (wanted.has("notBefore") || wanted.has("notAfter")) {
            throw new AcmeException(AcmeError.MALFORMED, "no notBefore and notAfter expected; the profile decides");
        }
        List<DnsName> hosts = List.copyOf(identifiers(wanted));
        return transaction.execute(status -> {
            AcmeBinding binding = bindings.lock(account.binding()).orElseThrow();
            Instant now = clock.instant();
            if (!binding.names().containsAll(hosts) || !names.areOf(binding.unit(), hosts)) {
                throw new AcmeException(AcmeError.REJECTED_IDENTIFIER, "names of the binding expected");
            }
            if (orders.openedSince(account.id(), now.minus(Duration.ofDays(1))) >= policy.ordersADay()) {
                throw new AcmeException(
                        AcmeError.RATE_LIMITED, "at most " + policy.ordersADay() + " orders a day expected");
            }
            Optional<CertificateId> replaces = replaces(wanted).map(text -> renewals.replaced(text, account, hosts));
            orders.forget(account.id(), now.minus(MEMORY));
            AcmeOrder order = new AcmeOrder(
                    UUID.randomUUID(),
                    account.id(),
                    hosts,
                    AcmeOrder.State.PENDING,
                    now.plus(LIFE).truncatedTo(ChronoUnit.SECONDS),
                    Optional.empty(),
                    replaces);
            orders.add(order, now);
            hosts.forEach(host -> orders.add(authorization(order, host)));
            return order;
        });
    }

    private static Optional<String> replaces(JsonNode wanted) {
        return wanted.has("replaces") ? Optional.of(StrictJson.text(wanted, "replaces")) : Optional.empty();
    }

    private AcmeAuthorization authorization(AcmeOrder order, DnsName host) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return new AcmeAuthorization(
                UUID.randomUUID(),
                order.id(),
                host,
                Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                AcmeAuthorization.State.PENDING,
                order.expiresAt(),
                Optional.empty(),
                Optional.empty());
    }

    private SortedSet<DnsName> identifiers(JsonNode wanted) {
        JsonNode list = wanted.get("identifiers");
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > policy.mostNames()) {
            throw new AcmeException(AcmeError.MALFORMED, "1 to " + policy.mostNames() + " identifiers expected");
        }
        SortedSet<DnsName> hosts = new TreeSet<>();
        for (JsonNode each : list) {
            if (!each.isObject() || !StrictJson.text(each, "type").equals("dns")) {
                throw new AcmeException(AcmeError.UNSUPPORTED_IDENTIFIER, "identifiers of type dns expected");
            }
            hosts.add(DnsName.parse(StrictJson.text(each, "value"))
                    .orElseThrow(() -> new AcmeException(AcmeError.REJECTED_IDENTIFIER, "a host name expected")));
        }
        return hosts;
    }

    /** The account's order as it is now. */
    AcmeOrder find(AcmeAccount account, UUID id) {
        return orders.find(id)
                .filter(order -> order.account().equals(account.id()))
                .map(order -> order.asOf(clock.instant()))
                .orElseThrow(OrderOffice::notOfTheAccount);
    }

    private static AcmeException notOfTheAccount() {
        return new AcmeException(AcmeError.UNAUTHORIZED, "an order of the account expected");
    }

    /**
     * Issues (section 7.4). The certificate, its record, the order's state and the event are one transaction.
     *
     * @throws AcmeException ORDER_NOT_READY; UNAUTHORIZED where a name is no longer the unit's; BAD_CSR with what is wrong
     */
    AcmeOrder complete(AcmeAccount account, UUID id, byte[] payload, Actor client) {
        byte[] csr = StrictJson.bytes(StrictJson.object(payload), "csr")
                .orElseThrow(() -> new AcmeException(AcmeError.BAD_CSR, "Base64url expected as csr"));
        try {
            return transaction.execute(status -> inTransaction(account, id, csr, client));
        } catch (SigningException refused) {
            boolean ofTheNames = refused.refusal() == Refusal.NAME_NOT_APPROVED;
            throw new AcmeException(ofTheNames ? AcmeError.UNAUTHORIZED : AcmeError.BAD_CSR, refused);
        }
    }

    private AcmeOrder inTransaction(AcmeAccount account, UUID id, byte[] csr, Actor client) {
        AcmeBinding binding = bindings.lock(account.binding()).orElseThrow();
        AcmeOrder order = orders.lock(id)
                .filter(found -> found.account().equals(account.id()))
                .map(found -> found.asOf(clock.instant()))
                .orElseThrow(OrderOffice::notOfTheAccount);
        if (accounts.find(account.id()).filter(AcmeAccount::active).isEmpty()) {
            throw new AcmeException(AcmeError.ACCOUNT_DEACTIVATED, "an account in force expected");
        }
        if (order.state() != AcmeOrder.State.READY) {
            throw new AcmeException(AcmeError.ORDER_NOT_READY, "an order that is ready expected");
        }
        // Section 11.1: whoever has an account's key must not have a host's with it.
        if (accounts.ofKey(keys.read(csr).publicKey()).isPresent()) {
            throw new AcmeException(AcmeError.BAD_CSR, "a key of no account expected");
        }
        orders.issued(
                id,
                issue.issue(binding.unit(), order.names(), csr, new IssuanceBasis.AcmeOrder(id), client)
                        .record()
                        .serial());
        return orders.find(id).orElseThrow();
    }

    /** The account's authorization as it is now. */
    AcmeAuthorization authorization(AcmeAccount account, UUID id) {
        AcmeAuthorization found = orders.authorization(id).orElseThrow(OrderOffice::notOfTheAccount);
        find(account, found.order());
        return found.asOf(clock.instant());
    }

    /** Gives an authorization up (section 7.5.2); an order that waits for it comes to nothing. */
    AcmeAuthorization deactivate(AcmeAccount account, UUID id) {
        UUID of = authorization(account, id).order();
        return transaction.execute(status -> {
            AcmeOrder order = orders.lock(of).orElseThrow();
            switch (orders.authorization(id).orElseThrow().state()) {
                case PENDING, PROCESSING, VALID -> {
                    orders.deactivate(id);
                    if (order.state() != AcmeOrder.State.VALID) {
                        orders.move(order.id(), AcmeOrder.State.INVALID);
                    }
                }
                case INVALID, DEACTIVATED, EXPIRED -> {
                    // It gives no right any more.
                }
            }
            return orders.authorization(id).orElseThrow().asOf(clock.instant());
        });
    }
}
