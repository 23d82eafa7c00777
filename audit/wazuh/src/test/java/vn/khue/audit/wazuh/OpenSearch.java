package vn.khue.audit.wazuh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One node of OpenSearch in a process of its own, from Maven's artifacts; it needs Java 21 or newer, which this build does not. */
final class OpenSearch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern PORT = Pattern.compile("HTTP Port:\\s+([0-9]+)");

    private final Process process;
    private final String address;

    private OpenSearch(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    String address() {
        return address;
    }

    static OpenSearch start() throws Exception {
        Optional<Path> java = newerJava();
        assumeTrue(java.isPresent(), "no Java 21 or newer beside this one (KHUE_JAVA21 or /usr/lib/jvm)");
        Path libraries = libraries();
        Path base = Files.createTempDirectory("khue-opensearch");
        Path log = base.resolve("out.log");
        Process process = new ProcessBuilder(
                        java.get().toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        libraries + "/*",
                        "org.codelibs.opensearch.runner.OpenSearchRunner",
                        "-basePath",
                        base.resolve("node").toString(),
                        "-numOfNode",
                        "1",
                        "-clusterName",
                        "khue-test-" + process())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Instant end = Instant.now().plus(PATIENCE);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            Matcher port = PORT.matcher(Files.readString(log, StandardCharsets.UTF_8));
            if (port.find() && answers("http://localhost:" + port.group(1))) {
                return new OpenSearch(process, "http://localhost:" + port.group(1));
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
        process.destroyForcibly();
        throw new IllegalStateException("expected OpenSearch to answer, found: " + Files.readString(log));
    }

    private static long process() {
        return ProcessHandle.current().pid();
    }

    private static boolean answers(String address) {
        try {
            return java.net.http.HttpClient.newHttpClient()
                            .send(
                                    java.net.http.HttpRequest.newBuilder(java.net.URI.create(
                                                    address + "/_cluster/health?wait_for_status=yellow&timeout=1s"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    java.net.http.HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Path> newerJava() throws IOException {
        String said = System.getenv("KHUE_JAVA21");
        if (said != null) {
            return Optional.of(Path.of(said, "bin/java"));
        }
        if (Runtime.version().feature() >= 21) {
            return Optional.of(Path.of(System.getProperty("java.home"), "bin/java"));
        }
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(OpenSearch::isNewer)
                    .map(folder -> folder.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static boolean isNewer(Path folder) {
        try {
            Path release = folder.resolve("release");
            Matcher version = Pattern.compile("JAVA_VERSION=\"([0-9]+)")
                    .matcher(Files.exists(release) ? Files.readString(release) : "");
            return version.find() && Integer.parseInt(version.group(1)) >= 21;
        } catch (IOException e) {
            return false;
        }
    }

    /** Resolved by Maven outside of this module, for the classes are too new for its class path. */
    private static Path libraries() throws Exception {
        Path module = Path.of("").toAbsolutePath();
        Path to = module.resolve("target/opensearch");
        if (!Files.exists(to.resolve("complete"))) {
            Path log = Files.createDirectories(module.resolve("target")).resolve("opensearch.log");
            boolean done = copied(module, to, log, List.of("-o")) || copied(module, to, log, List.of());
            assumeTrue(done, "Maven could not get OpenSearch: " + Files.readString(log));
            Files.createFile(to.resolve("complete"));
        }
        return to;
    }

    private static boolean copied(Path module, Path to, Path log, List<String> how) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                "mvn",
                "-B",
                "-q",
                "-f",
                module.resolve("src/test/opensearch/pom.xml").toString()));
        command.addAll(how);
        command.addAll(List.of(
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies", "-DoutputDirectory=" + to));
        try {
            Process maven = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return maven.waitFor(8, TimeUnit.MINUTES) && maven.exitValue() == 0;
        } catch (IOException e) {
            Files.writeString(log, "no Maven: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
