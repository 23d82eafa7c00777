package vn.khue.audit.wazuh;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The one token that all callers share. It is renewed at 80 % of its life (a little earlier by chance, never later) by one caller while
 * the others go on with the old one. A renewal that fails leaves the old token in use until its end: Wazuh blocks logins of an address
 * while it still takes the token. A password that was refused is tried again after a minute, then ever more rarely, or as soon as the
 * file says another; 50 failures would block the address. Tokens are never given back: logging out would throw out every other holder of
 * the account. Thread-safe.
 */
final class Tokens {

    /** What a caller gets. */
    sealed interface Grant permits Usable, Denied, Later {}

    record Usable(String value, long renewAt, long until) implements Grant {
        @Override
        public String toString() {
            return "Usable[hidden]";
        }
    }

    record Denied(Refusal refusal) implements Grant {}

    record Later(String reason, Duration retryAfter) implements Grant {}

    /** One login as it fares on the wire. */
    @FunctionalInterface
    interface Login {
        Reply<JsonObject> attempt(Credentials credentials) throws InterruptedException;
    }

    private static final Duration STANDARD_LIFE = Duration.ofSeconds(900);
    private static final long SHORTEST_LIFE = 30;
    private static final long LONGEST_LIFE = 86_400;
    private static final Duration WAIT_FOR_ANOTHER = Duration.ofSeconds(30);

    private final CredentialsFile file;
    private final Login login;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final Backoff afterRefusal;
    private final ReentrantLock renewing = new ReentrantLock();
    private final AtomicReference<Optional<Usable>> held = new AtomicReference<>(Optional.empty());
    private final AtomicInteger revocations = new AtomicInteger();

    /** Guarded by {@link #renewing}. */
    private Optional<Credentials> refusedCredentials = Optional.empty();

    private Optional<Denied> denied = Optional.empty();
    private boolean resting;
    private long restUntil;

    Tokens(CredentialsFile file, Login login, Ticker ticker, RandomGenerator random) {
        this.file = file;
        this.login = login;
        this.ticker = ticker;
        this.random = random;
        this.afterRefusal = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(15), random);
    }

    Grant get() throws InterruptedException {
        Optional<Usable> now = held.get();
        if (now.isPresent() && before(now.get().renewAt())) {
            return now.get();
        }
        if (now.isPresent() && before(now.get().until())) {
            if (!renewing.tryLock()) {
                return now.get();
            }
        } else if (!renewing.tryLock(WAIT_FOR_ANOTHER.toMillis(), TimeUnit.MILLISECONDS)) {
            return new Later("another login is under way", Duration.ofSeconds(1));
        }
        try {
            return renewed();
        } finally {
            renewing.unlock();
        }
    }

    /** Says that the server would not take this token. Of many that say so of one token, the first counts. */
    void refused(Usable token) {
        Optional<Usable> now = held.get();
        if (now.isPresent() && now.get() == token && held.compareAndSet(now, Optional.empty())) {
            revocations.incrementAndGet();
        }
    }

    /** How many tokens were refused: with each, roles and policies may have changed. */
    int revocations() {
        return revocations.get();
    }

    private Grant renewed() throws InterruptedException {
        Optional<Usable> now = held.get();
        if (now.isPresent() && before(now.get().renewAt())) {
            return now.get();
        }
        Grant grant = loggedIn();
        if (grant instanceof Usable token) {
            held.set(Optional.of(token));
            return token;
        }
        return now.isPresent() && before(now.get().until()) ? now.get() : grant;
    }

    private Grant loggedIn() throws InterruptedException {
        Credentials credentials;
        try {
            credentials = file.read();
        } catch (WazuhException e) {
            return new Denied(Refusal.of(Refusal.Reason.CREDENTIALS, 0, 0, e.getMessage()));
        }
        boolean another =
                refusedCredentials.isPresent() && !refusedCredentials.get().same(credentials);
        if (resting && before(restUntil) && !another) {
            return denied.isPresent()
                    ? denied.get()
                    : new Later("logins rest", Duration.ofNanos(Math.max(1, restUntil - ticker.nanos())));
        }
        resting = false;
        long asked = ticker.nanos();
        Reply<JsonObject> reply = login.attempt(credentials);
        if (reply instanceof Reply.Answered<JsonObject> answered) {
            return token(answered.value(), asked);
        }
        if (reply instanceof Reply.Refused<JsonObject> refused) {
            denied = Optional.of(new Denied(refused.refusal()));
            refusedCredentials = Optional.of(credentials);
            rest(afterRefusal.next());
            return denied.get();
        }
        if (reply instanceof Reply.Unavailable<JsonObject> unavailable) {
            return new Later(unavailable.reason(), unavailable.retryAfter());
        }
        return new Later("login answered in part, which no login is", Answers.SOON);
    }

    private Grant token(JsonObject envelope, long asked) {
        Optional<String> token = envelope.object("data").flatMap(data -> data.text("token", 8_192));
        if (token.isEmpty() || !token.get().matches("[\\x21-\\x7E]+")) {
            return new Later("login answered without a token", Answers.SOON);
        }
        denied = Optional.empty();
        refusedCredentials = Optional.empty();
        afterRefusal.reset();
        long life = life(token.get()).toNanos();
        long early = random.nextLong(life / 20 + 1);
        return new Usable(token.get(), asked + life / 5 * 4 - early, asked + life - life / 50);
    }

    private void rest(Duration time) {
        resting = true;
        restUntil = ticker.nanos() + time.toNanos();
    }

    private boolean before(long moment) {
        return ticker.nanos() - moment < 0;
    }

    /** {@code exp} less {@code nbf} (RFC 7519), a hint that the server alone can keep; Wazuh's standard where there is nothing to read. */
    private static Duration life(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return STANDARD_LIFE;
        }
        try {
            JsonObject claims = JsonReader.object(Base64.getUrlDecoder().decode(parts[1]));
            long life = claims.number("exp").orElse(0) - claims.number("nbf").orElse(0);
            return life >= SHORTEST_LIFE && life <= LONGEST_LIFE && claims.has("nbf")
                    ? Duration.ofSeconds(life)
                    : STANDARD_LIFE;
        } catch (IOException | IllegalArgumentException e) {
            return STANDARD_LIFE;
        }
    }
}
