package vn.khue.launcher.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.FileTree;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.LogTail;

/** PostgreSQL's data directory: made once, kept for ever. */
final class Cluster {
    private static final int INITDB_LIMIT_SECONDS = 60;

    private final StateDirectory state;
    private final Path programs;
    private final Unprivileged user;
    private final SortedMap<String, String> environment;
    private final Texts texts;

    Cluster(
            StateDirectory state,
            Path programs,
            Unprivileged user,
            SortedMap<String, String> environment,
            Texts texts) {
        this.state = state;
        this.programs = programs;
        this.user = user;
        this.environment = environment;
        this.texts = texts;
    }

    /**
     * Makes the data directory where there is none, and clears what a killed server left in the way.
     *
     * @param passwordFile first line is the administrator's password
     */
    void prepare(Path passwordFile) {
        Path data = state.data("postgres");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(data, passwordFile);
        }
        user.owner().ifPresent(owner -> FileTree.own(data, owner));
        forgetDeadServer(data.resolve("postmaster.pid"));
    }

    // initdb works beside the final place: a directory that is only half made never looks like a database.
    private void initialise(Path data, Path passwordFile) {
        Path unfinished = data.resolveSibling("postgres.unfinished");
        FileTree.remove(unfinished);
        StateDirectory.createOwnerOnly(unfinished);
        user.owner().ifPresent(owner -> FileTree.own(unfinished, owner));
        Path log = state.log("postgres");
        ProcessBuilder builder = new ProcessBuilder(user.wrap(List.of(
                        programs.resolve("bin/initdb").toString(),
                        "--pgdata=" + unfinished,
                        "--username=" + Databases.ADMIN,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")))
                .directory(state.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        long logStart = LogTail.end(log);
        try {
            Process initdb = builder.start();
            try {
                if (!initdb.waitFor(INITDB_LIMIT_SECONDS, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                    throw new LauncherException(texts.get("postgres.initdb", log, LogTail.indented(log, logStart)));
                }
            } finally {
                // Nobody who waits for it may leave it behind: the next start would find it at work in the same place.
                initdb.destroyForcibly();
            }
            Files.move(unfinished, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException(texts.get("part.interrupted", "postgres"), e);
        }
    }

    // A killed server leaves its number behind. When another program has that number now, PostgreSQL would refuse to
    // start.
    private static void forgetDeadServer(Path pidFile) {
        try {
            if (!Files.exists(pidFile)) {
                return;
            }
            String number = Files.readAllLines(pidFile, StandardCharsets.ISO_8859_1)
                    .get(0)
                    .strip();
            Path commandLine = Path.of("/proc", number, "cmdline");
            boolean servesThis = Files.exists(commandLine)
                    && Files.readString(commandLine, StandardCharsets.UTF_8)
                            .contains(pidFile.getParent().toString());
            if (!servesThis) {
                Files.delete(pidFile);
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new LauncherException("Expected the server's number in " + pidFile + ": " + e.getMessage(), e);
        }
    }
}
