package vn.khue.audit.wazuh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.khue.audit.wazuh.item.LogtestVerdict;

/** Asks the real rules about one sample, without an alert. 4.x only. */
public final class Logtest {

    private static final int MAX_SAMPLE = 60_000;

    private final Calls calls;

    Logtest(Calls calls) {
        this.calls = calls;
    }

    /**
     * @param json one line of JSON
     * @param location where it is to seem to come from
     * @param session of an earlier sample, for rules that count
     */
    public Reply<LogtestVerdict> json(String json, String location, Optional<String> session) {
        if (json.isEmpty()
                || json.length() > MAX_SAMPLE
                || location.isEmpty()
                || location.length() > JsonObject.SHORT) {
            throw new WazuhException("Wazuh logtest: expected a sample of 1 to " + MAX_SAMPLE
                    + " characters and a location of 1 to 256, found something else");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        session.ifPresent(token -> body.put("token", Names.session(token)));
        body.put("log_format", "json");
        body.put("location", location);
        body.put("event", json);
        return calls.envelope(Request.of(Operation.LOGTEST).json(body)).then(Logtest::verdict);
    }

    /** Forgets a session and what its rules counted. */
    public Reply<Done> end(String session) {
        return calls.envelope(Request.of(Operation.LOGTEST_END).with("token", Names.session(session)))
                .map(Done::of);
    }

    private static Reply<LogtestVerdict> verdict(JsonObject envelope) {
        JsonObject data = Envelopes.data(envelope);
        if (data.integer("codemsg") < 0) {
            return new Reply.Refused<>(Refusal.of(
                    Refusal.Reason.FAILED,
                    200,
                    data.integer("codemsg"),
                    String.join(
                            "; ", data.texts("messages", 200).stream().limit(5).toList())));
        }
        JsonObject output = data.object("output").orElse(JsonObject.empty());
        JsonObject rule = output.object("rule").orElse(JsonObject.empty());
        return new Reply.Answered<>(new LogtestVerdict(
                data.textOr("token", ""),
                rule.number("id"),
                rule.integer("level"),
                rule.text("description", JsonObject.LONG).orElse(""),
                rule.texts("groups", JsonObject.SHORT),
                data.flag("alert").orElse(false)));
    }
}
