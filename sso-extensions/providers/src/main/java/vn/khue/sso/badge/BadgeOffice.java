package vn.khue.sso.badge;

import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;
import vn.khue.directory.Directory;
import vn.khue.sso.rights.ConsoleActor;

/** Everything badge login needs, for one request and in its transaction. Not thread-safe. */
public final class BadgeOffice implements Provider {
    private final KeycloakSession session;
    private final Shared shared;

    BadgeOffice(KeycloakSession session, Shared shared) {
        this.session = session;
        this.shared = shared;
    }

    /**
     * What all requests share. Thread-safe.
     *
     * @param consoles clients whose tokens may administer badges
     * @param responders clients whose tokens may answer alerts
     */
    record Shared(
            Directory directory,
            BadgePolicy policy,
            BadgeHash hash,
            Clock clock,
            SecureRandom random,
            Set<String> consoles,
            Set<String> responders) {}

    /** The office of that request. */
    public static BadgeOffice of(KeycloakSession session) {
        return session.getProvider(BadgeOffice.class);
    }

    Shared shared() {
        return shared;
    }

    /** What calls of consoles are judged by. */
    public ConsoleActor.Surroundings console() {
        return new ConsoleActor.Surroundings(shared.directory(), shared.clock(), shared.consoles());
    }

    /** What calls of the audit service are judged by. */
    public ConsoleActor.Surroundings responder() {
        return new ConsoleActor.Surroundings(shared.directory(), shared.clock(), shared.responders());
    }

    /** What lists show of badges. */
    public BadgeOverview overview() {
        return new BadgeOverview(this);
    }

    /** What can be done on the connection of the request. */
    final class Desk {
        final Badges badges;
        final Tries tries;
        final SchoolPlaces places;
        final Connection connection;

        private Desk(Connection connection) {
            var sql = new BadgeSql(connection);
            this.connection = connection;
            this.badges = new Badges(sql, shared.hash());
            this.tries = new Tries(sql, shared.policy());
            this.places = new SchoolPlaces(sql, shared.hash());
        }
    }

    <T> T at(Function<Desk, T> work) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .unwrap(Session.class)
                .doReturningWork(connection -> work.apply(new Desk(connection)));
    }

    BadgeOutcome decide(BadgeAttempt attempt) {
        return at(desk -> new BadgeGate(
                        desk.badges, desk.tries, desk.places, shared.directory(), shared.policy(), shared.hash())
                .decide(attempt, shared.clock().instant()));
    }

    @Override
    public void close() {}
}
