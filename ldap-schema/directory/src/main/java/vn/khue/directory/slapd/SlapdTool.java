package vn.khue.directory.slapd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs slapd's binary as one of its tools, such as slapadd. */
final class SlapdTool {

    private final SlapdInstallation installation;
    private final Path configFolder;

    SlapdTool(SlapdInstallation installation, Path configFolder) {
        this.installation = installation;
        this.configFolder = configFolder;
    }

    /**
     * Runs a tool to its end.
     *
     * @param name such as {@code add}
     * @param patience after which it is ended
     * @param log where its words go
     * @throws IOException with its last words if it fails or takes longer
     */
    void run(String name, Duration patience, Path log, List<String> arguments) throws IOException {
        var command =
                new ArrayList<>(List.of(installation.slapd().toString(), "-T", name, "-F", configFolder.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("slap" + name + " took longer than " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while slap" + name + " ran", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("slap" + name + ": "
                    + Files.readString(log, StandardCharsets.UTF_8).strip());
        }
    }
}
