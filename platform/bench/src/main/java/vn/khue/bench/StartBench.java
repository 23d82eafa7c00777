package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A whole Khuê of its own brought up from nothing, with the demo district, stopped, and brought up again. */
public final class StartBench implements Bench {

    /** Below the ports that Linux gives out to clients (32768 and up), so that none of ours is taken. */
    private static final String PORT_BASE = "20000";

    private static final double FIRST_LIMIT_SECONDS = 120;
    private static final double LATER_LIMIT_SECONDS = 60;
    private static final int PATIENCE_MINUTES = 10;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "./khue up from an empty state and again after ./khue down, on ports of its own, beside the limits";
    }

    @Override
    public List<Measurement> run() {
        Path khue = Path.of(System.getProperty("khue.home", ".")).resolve("khue");
        try {
            Path state = Files.createTempDirectory("khue-bench-start");
            try {
                double first = up(khue, state);
                double later = up(khue, state);
                return List.of(
                        row("first start, district loaded", first, FIRST_LIMIT_SECONDS),
                        row("later start", later, LATER_LIMIT_SECONDS));
            } finally {
                TemporaryFolder.delete(state);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
    }

    private Measurement row(String metric, double seconds, double limit) {
        return new Measurement(
                name(), metric, "s", Measurement.Better.LOWER, seconds, limit, "limit", Optional.of(1.0));
    }

    private static double up(Path khue, Path state) throws IOException {
        long began = System.nanoTime();
        run(khue, state, "up", "--detach");
        double seconds = (System.nanoTime() - began) / 1e9;
        run(khue, state, "down");
        return seconds;
    }

    private static void run(Path khue, Path state, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(khue.toString()));
        command.addAll(List.of(words));
        Path output = state.resolve("bench-output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KHUE_STATE", state.toString());
        builder.environment().put("KHUE_PORT_BASE", PORT_BASE);
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new BenchException(
                        "expected " + String.join(" ", command) + " to end well, found:\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
