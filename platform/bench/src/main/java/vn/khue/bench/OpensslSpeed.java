package vn.khue.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What {@code openssl speed} says of this machine: the raw rate of one key, on one thread where nothing else is said. */
record OpensslSpeed(String version, double signsPerSecond, double verifiesPerSecond) {

    /** @param algorithm as openssl names it, for instance {@code ecdsap256} */
    static OpensslSpeed of(String algorithm) {
        return of(algorithm, 1);
    }

    /** The same with a process for each processor. */
    static OpensslSpeed onAllCores(String algorithm) {
        return of(algorithm, AllCores.count());
    }

    private static OpensslSpeed of(String algorithm, int processes) {
        List<String> command = new ArrayList<>(List.of("openssl", "speed", "-seconds", "2"));
        if (processes > 1) {
            command.addAll(List.of("-multi", Integer.toString(processes)));
        }
        command.add(algorithm);
        String last = lines(command.toArray(String[]::new)).stream()
                .filter(line -> line.contains("ecdsa"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new BenchException(
                        "openssl speed: expected a line for " + algorithm + ", found none; install openssl"));
        String[] words = last.trim().split("\\s+");
        return new OpensslSpeed(
                lines("openssl", "version").get(0),
                Double.parseDouble(words[words.length - 2]),
                Double.parseDouble(words[words.length - 1]));
    }

    private static List<String> lines(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0 || lines.isEmpty()) {
                process.destroyForcibly();
                throw new BenchException("expected an answer of " + String.join(" ", command) + ", found none");
            }
            return lines;
        } catch (IOException e) {
            throw new BenchException(
                    "expected the command " + command[0] + ", found " + e.getMessage() + "; install it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
