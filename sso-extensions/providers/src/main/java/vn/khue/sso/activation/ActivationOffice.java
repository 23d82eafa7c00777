package vn.khue.sso.activation;

import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.sso.server.ClientOrigin;
import vn.khue.sso.server.KeyedHash;
import vn.khue.sso.server.SqlStatements;

/** Issues, voids, judges and uses up activation slips, for one request and in its transaction. Not thread-safe. */
public final class ActivationOffice implements Provider {
    private static final String SOURCE = "sso";
    private static final String TABLES = "the tables of activation slips";

    private final KeycloakSession session;
    private final Shared shared;

    ActivationOffice(KeycloakSession session, Shared shared) {
        this.session = session;
        this.shared = shared;
    }

    /** What all requests share. Thread-safe. */
    record Shared(ActivationPolicy policy, KeyedHash hash, Clock clock, SecureRandom random) {}

    /** The office of that request. */
    public static ActivationOffice of(KeycloakSession session) {
        return session.getProvider(ActivationOffice.class);
    }

    /**
     * Issues a slip in place of one that was open. Whoever calls has asked whether that is allowed, and tells the log.
     *
     * @param person Khuê id
     * @param uid login name of that person
     * @param by Khuê id of who issues
     */
    public NewSlip issue(UUID person, String uid, UUID by) {
        Instant now = shared.clock().instant();
        Instant expires = now.plus(shared.policy().slip());
        var code = SlipCode.random(shared.random());
        return at(sql -> {
            slips(sql).issue(person, code.hash(shared.hash(), uid), by, now, expires);
            tries(sql).forget(SlipCode.name(uid));
            tries(sql).tidy(now);
            return new NewSlip(code.printed(), expires);
        });
    }

    /** How long a request to reset a second factor waits for a second officer. */
    public Duration factorResetWaits() {
        return shared.policy().factorReset();
    }

    /** Voids the person's open slip, if there is one. */
    public void voidOpen(UUID person) {
        at(sql -> {
            slips(sql).voidOpen(person, shared.clock().instant());
            return person;
        });
    }

    /** The slips that are good now, by person; one query. */
    public Map<UUID, SlipSpan> goodFor(Collection<UUID> people) {
        return at(sql -> slips(sql).goodFor(people, shared.clock().instant()));
    }

    /**
     * Judges what was typed; a wrong one is counted, one that came while others wait is not even looked at.
     *
     * @param name as typed
     * @param typed the code, as typed
     * @param address where from
     */
    SlipOutcome judge(String name, String typed, String address) {
        Instant now = shared.clock().instant();
        Optional<SlipCode> code = SlipCode.of(typed);
        String known = SlipCode.name(name);
        return at(sql -> {
            if (tries(sql).wait(known, address, now)) {
                return new SlipOutcome.Refused(SlipRefusal.SLIPS_WAIT);
            }
            if (code.isEmpty() || known.isEmpty()) {
                return new SlipOutcome.Refused(SlipRefusal.SLIP_UNREADABLE);
            }
            Optional<Slip> slip = slips(sql).find(code.get().hash(shared.hash(), known));
            if (slip.isEmpty()) {
                tries(sql).wrong(known, address, now);
                return new SlipOutcome.Refused(SlipRefusal.SLIP_UNKNOWN);
            }
            return slip.get()
                    .refusal(now)
                    .<SlipOutcome>map(SlipOutcome.Refused::new)
                    .orElseGet(() ->
                            new SlipOutcome.Good(slip.get().id(), slip.get().person()));
        });
    }

    /** Holds that slip until the transaction ends; why it is no longer good, or empty where it is. */
    Optional<SlipRefusal> hold(UUID slip) {
        return at(sql -> slips(sql)
                .hold(slip)
                .map(held -> held.refusal(shared.clock().instant()))
                .orElse(Optional.of(SlipRefusal.SLIP_UNKNOWN)));
    }

    /** Uses up a slip that is held, and tells the log. */
    void use(UUID slip) {
        Instant now = shared.clock().instant();
        SqlStatements.onConnectionOf(session, connection -> {
            Slips slips = slips(new SqlStatements(connection, TABLES));
            slips.hold(slip).ifPresent(held -> {
                slips.use(slip, now);
                tell(connection, held.person());
            });
            return slip;
        });
    }

    /** Keycloak's own id of who bears that login name in its tables; the directory is not asked. */
    Optional<String> accountOf(String realm, String name) {
        return at(sql -> sql.first(
                "select id from user_entity where realm_id = ? and username = ?",
                found -> found.getString("id"),
                realm,
                SlipCode.name(name)));
    }

    private void tell(Connection connection, UUID person) {
        JdbcOutbox.append(
                connection,
                AuditEvent.of(
                                EventKind.CREDENTIAL_CHANGED,
                                Outcome.SUCCESS,
                                Actor.person(person).from(ClientOrigin.of(session)),
                                SOURCE,
                                shared.clock())
                        .target(TargetKind.PERSON, person.toString())
                        .with(DetailKey.OPERATION, "slip_use")
                        .with(DetailKey.CREDENTIAL_TYPE, "activation_slip")
                        .build());
    }

    private <T> T at(Function<SqlStatements, T> work) {
        return SqlStatements.onConnectionOf(session, connection -> work.apply(new SqlStatements(connection, TABLES)));
    }

    private static Slips slips(SqlStatements sql) {
        return new Slips(sql);
    }

    private SlipTries tries(SqlStatements sql) {
        return new SlipTries(sql, shared.policy(), shared.hash());
    }

    @Override
    public void close() {}
}
