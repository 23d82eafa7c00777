package vn.khue.launcher.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;

/** Runs the steps one after another, tells each as it happens, and keeps the summary. Not thread-safe. */
final class Story {
    private record Told(String step, boolean ok, double seconds, String result) {}

    private final Console console;
    private final Texts texts;
    private final Path summary;
    private final List<Told> told = new ArrayList<>();

    /**
     * @param texts the words of the steps: {@code step.NAME}
     * @param summary written after every step
     */
    Story(Console console, Texts texts, Path summary) {
        this.console = console;
        this.texts = texts;
        this.summary = summary;
        // What an earlier demo left there is not this one's.
        write();
    }

    /**
     * Runs a step.
     *
     * @param name of the step
     * @param action gives what came of it, in words or as a path; throws where something did not hold
     * @throws StepFailure after the failure was told; the steps after it cannot be run
     */
    void step(String name, Supplier<String> action) {
        long began = System.nanoTime();
        try {
            String result = action.get();
            tell(new Told(name, true, since(began), result));
        } catch (StepFailure | LauncherException e) {
            tell(new Told(name, false, since(began), String.valueOf(e.getMessage())));
            throw new StepFailure(name, e);
        } catch (RuntimeException e) {
            // Nobody foresaw it: its name is what there is to say.
            tell(new Told(name, false, since(began), e.toString()));
            throw new StepFailure(name, e);
        }
    }

    /** Whether any step was told. */
    boolean told() {
        return !told.isEmpty();
    }

    /** Whether every step was told and held. */
    boolean held() {
        return !told.isEmpty() && told.stream().allMatch(Told::ok);
    }

    /** Seconds of all steps together. */
    Duration time() {
        return Duration.ofMillis(
                Math.round(told.stream().mapToDouble(Told::seconds).sum() * 1000));
    }

    private void tell(Told step) {
        told.add(step);
        console.line(texts.get(
                step.ok() ? "line.ok" : "line.failed",
                told.size(),
                texts.get("step." + step.step()),
                console.seconds(Duration.ofMillis(Math.round(step.seconds() * 1000))),
                step.result()));
        write();
    }

    private void write() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (Told step : told) {
                json.writeStartObject();
                json.writeStringField("step", step.step());
                json.writeBooleanField("ok", step.ok());
                json.writeNumberField("seconds", step.seconds());
                json.writeStringField("result", step.result());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.writeString(summary, text + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double since(long began) {
        return Math.round((System.nanoTime() - began) / 1e6) / 1000.0;
    }
}
