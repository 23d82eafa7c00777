package vn.khue.audit.wazuh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells what an answer means. The status is not enough: 200 with {@code error} 1 is a failure of everything, with 2 of a part; errors are
 * {@code application/problem+json}. Stateless.
 */
final class Answers {

    static final int FORBIDDEN_BY_POLICY = 4000;
    static final int ADDRESS_BLOCKED = 6000;
    static final int TOO_MANY_EVENTS = 6005;
    static final int NOT_READY = 1017;

    static final Duration SOON = Duration.ofSeconds(5);
    /** Both of Wazuh's windows are a minute long, and it does not say how much of it is left. */
    static final Duration A_WINDOW = Duration.ofSeconds(60);
    /** How long Wazuh blocks an address, unless configured otherwise. */
    static final Duration A_BLOCK = Duration.ofSeconds(300);

    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private Answers() {}

    /** An answer that is an envelope or a problem. */
    static Reply<JsonObject> envelope(Wire.Answer answer) {
        if (answer.status() != 200) {
            return problem(answer);
        }
        if (!answer.type().equals("application/json")) {
            return new Reply.Unavailable<>(
                    "expected application/json, found " + WireText.clean(answer.type(), 80), SOON);
        }
        try {
            return judged(JsonReader.object(answer.body()));
        } catch (IOException e) {
            return new Reply.Unavailable<>("answer not understood: " + e.getMessage(), SOON);
        }
    }

    /** An answer that is the file itself; an envelope in its place tells of a failure. */
    static Reply<byte[]> file(Wire.Answer answer) {
        if (answer.status() == 200 && !answer.type().equals("application/json")) {
            return new Reply.Answered<>(answer.body());
        }
        Reply<JsonObject> envelope = envelope(answer);
        if (envelope instanceof Reply.Answered || envelope instanceof Reply.Partly) {
            return new Reply.Unavailable<>("expected a file, found an envelope", SOON);
        }
        return envelope.map(never -> new byte[0]);
    }

    /** Wazuh's own number in a problem, 0 if there is none to read. */
    static int code(Wire.Answer answer) {
        return answer.status() == 200 ? 0 : body(answer).integer("error");
    }

    private static Reply<JsonObject> judged(JsonObject envelope) {
        if (envelope.number("error").isEmpty()) {
            return new Reply.Unavailable<>("answer not understood: expected the field error, found none", SOON);
        }
        JsonObject data = envelope.object("data").orElse(JsonObject.empty());
        List<ItemFailure> failures = failures(data);
        int error = envelope.integer("error");
        boolean nothingDone = data.list("affected_items").isEmpty();
        if (error == 2 || (error == 0 && !failures.isEmpty() && !nothingDone)) {
            return new Reply.Partly<>(envelope, failures);
        }
        if (error == 0 && failures.isEmpty()) {
            return new Reply.Answered<>(envelope);
        }
        String detail = failures.isEmpty()
                ? envelope.text("message", 500).orElse("all failed")
                : failures.get(0).message();
        boolean forbidden =
                !failures.isEmpty() && failures.stream().allMatch(failure -> failure.code() == FORBIDDEN_BY_POLICY);
        return new Reply.Refused<>(new Refusal(
                forbidden ? Refusal.Reason.FORBIDDEN : Refusal.Reason.FAILED,
                200,
                failures.isEmpty() ? 0 : failures.get(0).code(),
                detail,
                remediation(data),
                failures));
    }

    private static Optional<String> remediation(JsonObject data) {
        return data.objects("failed_items").stream()
                .findFirst()
                .flatMap(item -> item.object("error"))
                .flatMap(error -> error.text("remediation", 500));
    }

    private static List<ItemFailure> failures(JsonObject data) {
        List<ItemFailure> failures = new ArrayList<>();
        for (JsonObject item : data.objects("failed_items")) {
            JsonObject error = item.object("error").orElse(JsonObject.empty());
            failures.add(new ItemFailure(
                    error.integer("code"),
                    error.text("message", 500).orElse("no reason given"),
                    item.texts("id", JsonObject.SHORT)));
        }
        return failures;
    }

    private static Reply<JsonObject> problem(Wire.Answer answer) {
        JsonObject problem = body(answer);
        int code = problem.integer("error");
        String detail =
                problem.text("detail", 500).or(() -> problem.text("title", 200)).orElse("HTTP " + answer.status());
        return switch (answer.status()) {
            case 400, 406, 413, 415 -> refused(Refusal.Reason.INVALID, answer, code, detail, problem);
            case 401 -> refused(Refusal.Reason.CREDENTIALS, answer, code, detail, problem);
            case 403 ->
                code == ADDRESS_BLOCKED
                        ? new Reply.Unavailable<>(said(answer, code, detail), A_BLOCK)
                        : refused(Refusal.Reason.FORBIDDEN, answer, code, detail, problem);
            case 404, 405 -> refused(Refusal.Reason.ABSENT, answer, code, detail, problem);
            case 429 ->
                new Reply.Unavailable<>(
                        said(answer, code, detail), asked(answer).orElse(A_WINDOW));
            default ->
                new Reply.Unavailable<>(
                        said(answer, code, detail), asked(answer).orElse(SOON));
        };
    }

    private static Reply<JsonObject> refused(
            Refusal.Reason reason, Wire.Answer answer, int code, String detail, JsonObject problem) {
        return new Reply.Refused<>(
                new Refusal(reason, answer.status(), code, detail, problem.text("remediation", 500), List.of()));
    }

    private static String said(Wire.Answer answer, int code, String detail) {
        return "HTTP " + answer.status() + (code == 0 ? "" : ", error " + code) + ": " + detail;
    }

    private static Optional<Duration> asked(Wire.Answer answer) {
        return answer.retryAfter().map(asked -> asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked);
    }

    private static JsonObject body(Wire.Answer answer) {
        if (!answer.type().equals("application/problem+json") && !answer.type().equals("application/json")) {
            return JsonObject.empty();
        }
        try {
            return JsonReader.object(answer.body());
        } catch (IOException e) {
            return JsonObject.empty();
        }
    }
}
