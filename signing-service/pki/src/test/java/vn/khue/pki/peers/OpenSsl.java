package vn.khue.pki.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs the openssl binary; a test without it is reported as skipped. */
public final class OpenSsl {
    public record Run(int exit, String output) {}

    private OpenSsl() {}

    public static void required() {
        boolean there;
        try {
            there = run(Path.of("."), "version").exit() == 0;
        } catch (IOException e) {
            there = false;
        }
        Assumptions.assumeTrue(there, "openssl is not installed");
    }

    public static Run run(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("openssl did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return new Run(process.exitValue(), output);
    }
}
