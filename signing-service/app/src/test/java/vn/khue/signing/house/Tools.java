package vn.khue.signing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the system in one folder, as somebody who administers a host would. */
public final class Tools {
    private static final long MINUTE = 60;

    private final Path folder;

    public Tools(Path folder) {
        this.folder = folder;
    }

    /** @param output of both streams */
    public record Ended(int code, String output) {}

    /** Runs it to its end, whatever that is. */
    public Ended end(List<String> command) throws IOException {
        return end(command, "");
    }

    /** The same with something to read. */
    public Ended end(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(MINUTE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return new Ended(process.exitValue(), output);
    }

    /** What it printed; it has to end well. */
    public String run(String... command) throws IOException {
        Ended ended = end(List.of(command));
        assertThat(ended.code())
                .as(String.join(" ", command) + "\n" + ended.output())
                .isZero();
        return ended.output();
    }
}
