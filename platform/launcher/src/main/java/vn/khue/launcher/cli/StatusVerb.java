package vn.khue.launcher.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import vn.khue.launcher.Console;
import vn.khue.launcher.PartStatus;
import vn.khue.launcher.Stack;
import vn.khue.launcher.home.Settings;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Waiting;

/** {@code khue status}: asks every part. Exit code 0 only when all are up and nothing is alarmed. */
final class StatusVerb implements Verb {
    private final Workplace workplace;
    private final Console out;

    StatusVerb(Workplace workplace, Console out) {
        this.workplace = workplace;
        this.out = out;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public int run(List<String> arguments) {
        Arguments words = new Arguments(name(), arguments, out.texts());
        boolean json = words.flag("--json");
        words.end();
        StateDirectory state = workplace.state();
        state.create();
        Stack stack = Stack.of(
                state,
                workplace.installation(),
                workplace.ports(out.texts()),
                Settings.read(state, Settings.DEFAULT),
                workplace.environment(),
                out);
        List<PartStatus> parts = stack.status();
        boolean up = parts.stream().allMatch(part -> part.condition() == PartStatus.Condition.UP);
        if (json) {
            out.line(json(parts, up));
        } else {
            for (PartStatus part : parts) {
                out.say(
                        "status.line",
                        String.format(java.util.Locale.ROOT, "%-10s", part.name()),
                        out.texts().get("status." + part.condition()),
                        part.url(),
                        part.pid().isPresent() ? Long.toString(part.pid().getAsLong()) : "-",
                        part.log());
            }
            parts.forEach(this::sayWhatWaits);
        }
        return up && parts.stream().noneMatch(PartStatus::alarming) ? 0 : 1;
    }

    private void sayWhatWaits(PartStatus part) {
        part.waiting()
                .filter(Waiting::isWorthAWord)
                .ifPresent(waiting -> out.say(
                        waiting.isFull()
                                ? "status.waiting.full"
                                : waiting.isAlarming() ? "status.waiting.near" : "status.waiting",
                        part.name(),
                        waiting.events(),
                        Duration.ofSeconds(waiting.oldestSeconds()).toMinutes(),
                        waiting.percent(),
                        waiting.bound()));
    }

    private static String json(List<PartStatus> parts, boolean up) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("up", up);
            json.writeArrayFieldStart("parts");
            for (PartStatus part : parts) {
                json.writeStartObject();
                json.writeStringField("name", part.name());
                json.writeStringField("condition", part.condition().toString());
                json.writeStringField("url", part.url());
                if (part.pid().isPresent()) {
                    json.writeNumberField("pid", part.pid().getAsLong());
                }
                json.writeStringField("log", part.log().toString());
                if (part.waiting().isPresent()) {
                    json.writeNumberField(
                            "auditEventsWaiting", part.waiting().get().events());
                    json.writeNumberField(
                            "auditEventsBound", part.waiting().get().bound());
                    json.writeBooleanField("alarm", part.alarming());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
