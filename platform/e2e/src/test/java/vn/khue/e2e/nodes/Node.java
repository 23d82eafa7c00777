package vn.khue.e2e.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.HttpHealth;
import vn.khue.launcher.process.ProcessSpec;

/** One Keycloak of a cluster: started as the launcher starts its own, but for the options that operators.md tells for two nodes. */
final class Node implements AutoCloseable {
    /** Options of the launcher's single node that a node of a cluster has otherwise. */
    private static final Set<String> REPLACED =
            Set.of("--http-port", "--http-management-port", "--hostname", "--db-pool-max-size");

    /** JGroups watches a neighbour on a port that is so much above that of the cluster, and there are not more than 65,535. */
    private static final int WATCH_OFFSET = 50_000;

    private static int nextClusterPort = 7_800;

    private final int port = freePort();
    private final Path log;
    private final Process process;
    private final HttpHealth health;

    private Node(ProcessSpec single, String gate, Path log) {
        this.log = log;
        int management = freePort();
        List<String> command = new ArrayList<>(single.command().stream()
                .filter(word -> !REPLACED.contains(word.split("=", 2)[0]))
                .toList());
        command.addAll(List.of(
                "--http-port=" + port,
                "--http-management-port=" + management,
                "--hostname=" + gate,
                "--proxy-headers=xforwarded",
                "--proxy-trusted-addresses=127.0.0.0/8",
                "--db-pool-max-size=15",
                "--cache=ispn",
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + clusterPort()));
        health = new HttpHealth(
                HttpClient.newHttpClient(), URI.create("http://127.0.0.1:" + management + "/health/ready"));
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(single.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(single.environment());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param gate under which people reach the cluster */
    static Node start(ProcessSpec single, String gate, Path log) {
        return new Node(single, gate, log);
    }

    int port() {
        return port;
    }

    boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The node ended by itself:\n" + output());
        }
        return health.ask() instanceof Health.Up;
    }

    /** Whether it has seen a cluster of that many. */
    boolean isInClusterOf(int nodes) {
        return output().lines().anyMatch(line -> line.contains("cluster view") && line.contains("(" + nodes + ")"));
    }

    /** As kill -9 does; it is gone when this returns. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    String output() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each node of this machine has another, for they are looked for one after the other. */
    private static synchronized int clusterPort() {
        while (!isFree(nextClusterPort) || !isFree(nextClusterPort + WATCH_OFFSET)) {
            nextClusterPort++;
        }
        return nextClusterPort++;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
