package vn.khue.audit.wazuh;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Sends requests: a place in the budget, the shared token, one exchange, and one more if the token was refused, never a third. What Wazuh
 * answers to a flood closes the lane for a while; so does a server that cannot be reached or is not ready. Thread-safe.
 */
final class Calls {

    /** Wazuh refuses a token that was made in the second of a revocation. */
    private static final Duration AFTER_A_SECOND_REFUSAL = Duration.ofSeconds(2);

    private static final Duration HALF_A_WINDOW = Answers.A_WINDOW.dividedBy(2);

    private final Wire wire;
    private final RateBudget budget;
    private final Tokens tokens;
    private final Map<Lane, Backoff> floods = new EnumMap<>(Lane.class);
    private final Backoff outages;

    Calls(Wire wire, RateBudget budget, CredentialsFile credentials, Ticker ticker, RandomGenerator random) {
        this.wire = wire;
        this.budget = budget;
        this.tokens = new Tokens(credentials, this::login, ticker, random);
        for (Lane lane : Lane.values()) {
            floods.put(lane, new Backoff(Answers.A_WINDOW, Duration.ofMinutes(5), random));
        }
        this.outages = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), random);
    }

    Reply<JsonObject> envelope(Request request) {
        return authorized(request, Answers::envelope);
    }

    Reply<byte[]> file(Request request) {
        return authorized(request, Answers::file);
    }

    int revocations() {
        return tokens.revocations();
    }

    private <T> Reply<T> authorized(Request request, Function<Wire.Answer, Reply<T>> judge) {
        try {
            for (int attempt = 0; attempt < 2; attempt++) {
                Tokens.Grant grant = tokens.get();
                if (grant instanceof Tokens.Denied denied) {
                    return new Reply.Refused<>(denied.refusal());
                }
                if (grant instanceof Tokens.Later later) {
                    return new Reply.Unavailable<>(later.reason(), later.retryAfter());
                }
                Tokens.Usable token = (Tokens.Usable) grant;
                Reply<T> reply = exchanged(request, "Bearer " + token.value(), judge);
                if (!isRefusedToken(reply)) {
                    return reply;
                }
                tokens.refused(token);
            }
            return new Reply.Unavailable<>("two tokens were refused one after the other", AFTER_A_SECOND_REFUSAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unavailable<>("interrupted", Answers.SOON);
        }
    }

    private static boolean isRefusedToken(Reply<?> reply) {
        return reply instanceof Reply.Refused<?> refused && refused.refusal().status() == 401;
    }

    private Reply<JsonObject> login(Credentials credentials) throws InterruptedException {
        return exchanged(Request.of(Operation.LOGIN), credentials.basic(), Answers::envelope);
    }

    private <T> Reply<T> exchanged(Request request, String authorization, Function<Wire.Answer, Reply<T>> judge)
            throws InterruptedException {
        Lane lane = request.operation().lane();
        RateBudget.Turn turn = budget.take(lane);
        if (turn instanceof RateBudget.NotYet notYet) {
            return new Reply.Unavailable<>("held back here, within the rate that Wazuh bears", notYet.pause());
        }
        Wire.Outcome outcome;
        try {
            outcome = wire.send(request, authorization);
        } finally {
            ((RateBudget.Granted) turn).end();
        }
        if (outcome instanceof Wire.Lost lost) {
            return new Reply.Unavailable<>(lost.reason(), budget.rest(Lane.GENERAL, Duration.ZERO, outages::next));
        }
        Wire.Answer answer = (Wire.Answer) outcome;
        return paused(lane, answer, judge.apply(answer));
    }

    private <T> Reply<T> paused(Lane lane, Wire.Answer answer, Reply<T> reply) {
        int code = Answers.code(answer);
        if (answer.status() == 429) {
            Lane flooded = code == Answers.TOO_MANY_EVENTS ? Lane.EVENTS : Lane.GENERAL;
            return later(
                    reply,
                    budget.rest(
                            flooded,
                            HALF_A_WINDOW,
                            () -> longer(floods.get(flooded).next(), reply)));
        }
        if (code == Answers.ADDRESS_BLOCKED) {
            return later(reply, budget.rest(Lane.LOGIN, HALF_A_WINDOW, () -> longer(Answers.A_BLOCK, reply)));
        }
        if (answer.status() == 503 || code == Answers.NOT_READY) {
            return later(reply, budget.rest(Lane.GENERAL, Duration.ZERO, () -> longer(outages.next(), reply)));
        }
        if (answer.status() < 500) {
            outages.reset();
        }
        if (answer.status() == 200) {
            floods.get(lane).reset();
            floods.get(Lane.GENERAL).reset();
        }
        return reply;
    }

    private static <T> Reply<T> later(Reply<T> reply, Duration pause) {
        return reply instanceof Reply.Unavailable<T> unavailable
                ? new Reply.Unavailable<>(unavailable.reason(), pause)
                : reply;
    }

    private static Duration longer(Duration pause, Reply<?> reply) {
        return reply instanceof Reply.Unavailable<?> unavailable
                        && unavailable.retryAfter().compareTo(pause) > 0
                ? unavailable.retryAfter()
                : pause;
    }
}
