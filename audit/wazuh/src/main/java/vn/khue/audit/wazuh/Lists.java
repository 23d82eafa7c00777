package vn.khue.audit.wazuh;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Judges lists by what the account may see: an empty list without permission is a refusal, and every page says how much of all there is
 * it can show. Policies are read at the connection, and again once a token has been refused, for then they may have changed.
 * Thread-safe.
 */
final class Lists {

    private record Known(Permissions permissions, int revocations) {}

    private final Calls calls;
    private volatile Known known;

    private Lists(Calls calls, Known known) {
        this.calls = calls;
        this.known = known;
    }

    static Reply<Lists> open(Calls calls) {
        int revocations = calls.revocations();
        return policies(calls).map(permissions -> new Lists(calls, new Known(permissions, revocations)));
    }

    /** The policies as they are now. */
    Reply<Permissions> reread() {
        int revocations = calls.revocations();
        Reply<Permissions> read = policies(calls);
        if (read instanceof Reply.Answered<Permissions> answered) {
            known = new Known(answered.value(), revocations);
        }
        return read;
    }

    <T> Reply<Page<T>> page(Request request, Function<JsonObject, T> reader) {
        return seen(request, data -> data.list("affected_items").isEmpty(), (data, sight) -> {
            List<T> items = data.objects("affected_items").stream().map(reader).toList();
            long total =
                    Math.max(items.size(), data.number("total_affected_items").orElse(0));
            return new Page<>(items, total, sight);
        });
    }

    /** What a reader makes of the data of an answer and of how much the account may see. */
    @FunctionalInterface
    interface Telling<T> {
        T tell(JsonObject data, Sight sight);
    }

    <T> Reply<T> seen(Request request, Predicate<JsonObject> empty, Telling<T> telling) {
        return seen(request, calls.envelope(request), empty, telling);
    }

    private <T> Reply<T> seen(
            Request request, Reply<JsonObject> reply, Predicate<JsonObject> empty, Telling<T> telling) {
        Optional<JsonObject> data =
                value(reply).map(envelope -> envelope.object("data").orElse(JsonObject.empty()));
        if (data.isEmpty()) {
            return reply.map(never -> telling.tell(JsonObject.empty(), Sight.NONE));
        }
        Reply<Permissions> permissions = current();
        if (!(permissions instanceof Reply.Answered<Permissions> answered)) {
            return empty.test(data.get())
                    ? permissions.map(never -> telling.tell(JsonObject.empty(), Sight.NONE))
                    : reply.map(envelope -> telling.tell(data.get(), Sight.PART));
        }
        Sight sight = answered.value().sight(request.operation());
        if (sight == Sight.NONE && empty.test(data.get())) {
            return new Reply.Refused<>(Refusal.of(
                    Refusal.Reason.FORBIDDEN,
                    200,
                    Answers.FORBIDDEN_BY_POLICY,
                    "an empty list, which means nothing: the account lacks "
                            + request.operation().actions().stream()
                                    .filter(action -> answered.value().sight(action) == Sight.NONE)
                                    .map(action -> action.wireName() + " for " + action.all())
                                    .toList()));
        }
        return reply.map(envelope -> telling.tell(data.get(), sight == Sight.NONE ? Sight.PART : sight));
    }

    private Reply<Permissions> current() {
        Known now = known;
        return now.revocations() == calls.revocations() ? new Reply.Answered<>(now.permissions()) : reread();
    }

    private static Optional<JsonObject> value(Reply<JsonObject> reply) {
        if (reply instanceof Reply.Answered<JsonObject> answered) {
            return Optional.of(answered.value());
        }
        return reply instanceof Reply.Partly<JsonObject> partly ? Optional.of(partly.value()) : Optional.empty();
    }

    private static Reply<Permissions> policies(Calls calls) {
        return calls.envelope(Request.of(Operation.MY_POLICIES))
                .map(envelope -> Permissions.read(envelope.object("data").orElse(JsonObject.empty())));
    }
}
