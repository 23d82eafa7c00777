package vn.khue.launcher.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that is not ours, asked for its opinion. */
final class Tool {
    private static final int LIMIT_SECONDS = 120;

    /**
     * What a program said.
     *
     * @param code its exit code
     * @param output what it wrote, errors included
     */
    record Answer(int code, String output) {}

    private Tool() {}

    /** Where a program is installed, if it is. */
    static Optional<Path> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program in a directory and waits for it, two minutes at most. */
    static Answer run(Path directory, List<String> command) {
        Path output = directory.resolve("." + Path.of(command.get(0)).getFileName() + ".output");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StepFailure(command.get(0) + " gave no answer in " + LIMIT_SECONDS + " s");
            }
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Answer(process.exitValue(), said.strip());
        } catch (IOException e) {
            throw new StepFailure(command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailure(command.get(0) + ": interrupted", e);
        }
    }
}
