package vn.khue.sso.lockout;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.managers.DefaultBruteForceProtector;
import vn.khue.sso.server.ClientAddress;
import vn.khue.sso.server.SqlStatements;

/**
 * Counts wrong passwords and codes for each account and source, in the database: whoever guesses waits, the owner of the account in a
 * browser of the own does not, and a restart or another node makes nobody begin anew. Of one request; not thread-safe.
 */
final class SourceLockout implements BruteForceProtector {
    private static final String VERDICT = "khue.lockout.";
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int BROWSER_SECONDS = (int) Duration.ofDays(180).toSeconds();

    private final KeycloakSession session;
    private final Shared shared;

    SourceLockout(KeycloakSession session, Shared shared) {
        this.session = session;
        this.shared = shared;
    }

    /**
     * What all requests share.
     *
     * @param staff whether an account is counted as an officer's: by its Keycloak user
     */
    record Shared(
            LockoutPolicy policy,
            KnownBrowsers browsers,
            Guesses guesses,
            Function<UserModel, Boolean> staff,
            Clock clock) {}

    @Override
    public boolean isTemporarilyDisabled(KeycloakSession request, RealmModel realm, UserModel user) {
        String key = VERDICT + user.getId();
        Boolean verdict = request.getAttribute(key, Boolean.class);
        if (verdict == null) {
            verdict = waits(request, user);
            request.setAttribute(key, verdict);
        }
        return verdict;
    }

    private boolean waits(KeycloakSession request, UserModel user) {
        TrySource source = source(user);
        Map<String, WrongTries.Count> counts = tries(request, tries -> tries.of(user.getId(), source));
        Instant now = shared.clock().instant();
        boolean ownWaits = Optional.ofNullable(counts.get(source.key()))
                .filter(count -> count.waits(now))
                .isPresent();
        boolean allWait = source instanceof TrySource.Unknown
                && Optional.ofNullable(counts.get(WrongTries.ALL))
                        .filter(count -> count.waits(now))
                        .isPresent();
        if (ownWaits || allWait) {
            return true;
        }
        int wrong = Optional.ofNullable(counts.get(source.key()))
                .map(WrongTries.Count::wrong)
                .orElse(0);
        String guess = user.getId() + " " + source.key();
        if (!shared.guesses().begin(guess, Math.max(1, shared.policy().wrongBeforeLock() - wrong))) {
            return true;
        }
        request.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                shared.guesses().end(guess);
            }

            @Override
            protected void rollbackImpl() {
                shared.guesses().end(guess);
            }
        });
        return false;
    }

    @Override
    public void failedLogin(
            RealmModel realm,
            UserModel user,
            ClientConnection connection,
            UriInfo address,
            Set<String> authenticationCategories) {
        if (notCounted(authenticationCategories)) {
            return;
        }
        TrySource source = source(user);
        // On its own: the request may be rolled back, the wrong try happened all the same.
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
            RealmModel found = own.realms().getRealm(realm.getId());
            own.getContext().setRealm(found);
            Instant now = shared.clock().instant();
            tries(own, tries -> {
                count(tries, user, source, now).ifPresent(until -> tell(own, found, user, connection, until));
                tries.tidy(now, shared.policy().counting());
                return now;
            });
        });
    }

    private Optional<Instant> count(WrongTries tries, UserModel user, TrySource source, Instant now) {
        Instant forgotten = now.minus(shared.policy().counting());
        Duration waits = shared.policy().sourceWaits(tries.add(user.getId(), source.key(), now, forgotten));
        Optional<Instant> until =
                Optional.of(waits).filter(time -> !time.isZero()).map(now::plus);
        until.ifPresent(end -> tries.lock(user.getId(), source.key(), end));
        if (source instanceof TrySource.Unknown
                && isTooMany(user, tries.add(user.getId(), WrongTries.ALL, now, forgotten))) {
            Instant end = now.plus(shared.policy().accountLock());
            tries.lock(user.getId(), WrongTries.ALL, end);
            return Optional.of(end);
        }
        return until;
    }

    private boolean isTooMany(UserModel user, int wrong) {
        int fewest = Math.min(shared.policy().wrongOfStaff(), shared.policy().wrongOfOthers());
        return wrong >= fewest
                && wrong
                        >= (shared.staff().apply(user)
                                ? shared.policy().wrongOfStaff()
                                : shared.policy().wrongOfOthers());
    }

    private static void tell(
            KeycloakSession own, RealmModel realm, UserModel user, ClientConnection connection, Instant until) {
        new EventBuilder(realm, own)
                .ipAddress(connection.getRemoteAddr())
                .event(EventType.USER_DISABLED_BY_TEMPORARY_LOCKOUT)
                .detail(Details.REASON, "brute_force_attack detected")
                .detail(Details.NOT_BEFORE, until.toString())
                .user(user.getId())
                .success();
    }

    @Override
    public void successfulLogin(
            RealmModel realm,
            UserModel user,
            ClientConnection connection,
            UriInfo address,
            Set<String> authenticationCategories) {
        if (notCounted(authenticationCategories)) {
            return;
        }
        TrySource source = source(user);
        tries(session, tries -> {
            if (tries.of(user.getId(), source).containsKey(source.key())) {
                tries.right(user.getId(), source);
            }
            return source;
        });
        shared.browsers().with(cookie(), user.getId()).ifPresent(value -> remember(realm, value));
    }

    private void remember(RealmModel realm, String value) {
        session.getContext()
                .getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(KnownBrowsers.COOKIE)
                        .value(value)
                        .path("/realms/" + realm.getName() + "/")
                        .maxAge(BROWSER_SECONDS)
                        .secure(true)
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }

    /** Keycloak's own judgement of what a guess is: a password, a one-time code, a recovery code. */
    private static boolean notCounted(Set<String> authenticationCategories) {
        return Collections.disjoint(
                DefaultBruteForceProtector.ALLOWED_AUTHENTICATION_CATEGORIES, authenticationCategories);
    }

    private TrySource source(UserModel user) {
        return shared.browsers()
                .own(cookie(), user.getId())
                .<TrySource>map(browser -> browser)
                .orElseGet(() ->
                        new TrySource.Unknown(network(ClientAddress.of(session).orElse(""))));
    }

    private Optional<String> cookie() {
        return Optional.ofNullable(session.getContext().getHttpRequest())
                .map(HttpRequest::getHttpHeaders)
                .map(headers -> headers.getCookies().get(KnownBrowsers.COOKIE))
                .map(Cookie::getValue);
    }

    /** Keycloak gives an address in digits, never a name; what is none is one source of its own. */
    static String network(String address) {
        if (!address.matches("[0-9A-Fa-f:.]{2,45}")) {
            return "unknown";
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES), IPV6_BYTES))
                            .getHostAddress()
                    : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    @Override
    public boolean isPermanentlyLockedOut(KeycloakSession request, RealmModel realm, UserModel user) {
        return false;
    }

    /** Lets that person try again at once, from everywhere. */
    @Override
    public void cleanUpPermanentLockout(KeycloakSession request, RealmModel realm, UserModel user) {
        tries(request, tries -> {
            tries.forget(user.getId());
            return user;
        });
    }

    private static <T> T tries(KeycloakSession session, Function<WrongTries, T> work) {
        return SqlStatements.onConnectionOf(session, connection -> work.apply(new WrongTries(connection)));
    }

    @Override
    public void close() {}
}
