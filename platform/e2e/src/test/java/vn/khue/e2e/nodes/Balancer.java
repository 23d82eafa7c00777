package vn.khue.e2e.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.HttpHealth;
import vn.khue.launcher.process.Poll;

/** Debian's Apache before two nodes, with the settings that operators.md tells. */
final class Balancer implements AutoCloseable {
    /** Names the node on which a browser is, so that one is served by one node as long as that lives. */
    static final String ROUTE = "KHUE_NODE";

    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final List<String> LOADED = List.of(
            "mpm_event",
            "authz_core",
            "headers",
            "slotmem_shm",
            "proxy",
            "proxy_http",
            "proxy_balancer",
            "lbmethod_byrequests");

    private final Process process;

    private Balancer(Process process) {
        this.process = process;
    }

    static boolean installed() {
        return Files.exists(Path.of("/usr/sbin/apache2"))
                && LOADED.stream().allMatch(name -> Files.exists(MODULES.resolve("mod_" + name + ".so")));
    }

    /** @param nodes of which each has its number, from 1, as route */
    static Balancer start(Path folder, int port, List<Integer> nodes) {
        String modules = LOADED.stream()
                .map(name -> "LoadModule " + name + "_module " + MODULES.resolve("mod_" + name + ".so") + "\n")
                .collect(Collectors.joining());
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < nodes.size(); i++) {
            members.append("  BalancerMember http://127.0.0.1:")
                    .append(nodes.get(i))
                    .append(" route=")
                    .append(i + 1)
                    .append(" retry=5 connectiontimeout=2\n");
        }
        String text = modules + """
                ServerRoot %1$s
                ServerName localhost
                PidFile %1$s/pid
                ErrorLog %1$s/error.log
                DefaultRuntimeDir %1$s
                Mutex file:%1$s default
                StartServers 1
                ServerLimit 2
                ThreadsPerChild 32
                MaxRequestWorkers 64
                MinSpareThreads 4
                MaxSpareThreads 64
                Listen 127.0.0.1:%2$d
                ProxyPreserveHost On
                RequestHeader unset X-Forwarded-For early
                RequestHeader set X-Forwarded-Proto http
                Header add Set-Cookie "%3$s=.%%{BALANCER_WORKER_ROUTE}e; Path=/; HttpOnly; SameSite=Lax" env=BALANCER_ROUTE_CHANGED
                <Proxy balancer://gate>
                %4$s  ProxySet stickysession=%3$s
                </Proxy>
                ProxyPass / balancer://gate/
                """.formatted(folder, port, ROUTE, members);
        if ("root".equals(System.getProperty("user.name"))) {
            text += "User www-data\nGroup www-data\n";
        }
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("httpd.conf");
            Files.writeString(file, text, UTF_8);
            Process process = new ProcessBuilder("/usr/sbin/apache2", "-D", "FOREGROUND", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
            var page =
                    new HttpHealth(HttpClient.newHttpClient(), URI.create("http://localhost:" + port + "/realms/khue"));
            if (!Poll.until(Duration.ofSeconds(20), Duration.ofMillis(100), () -> page.ask() instanceof Health.Up)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "Apache does not answer:\n" + Files.readString(folder.resolve("output.log"), UTF_8));
            }
            return new Balancer(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
