package vn.khue.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** Two servers that hold the same, of which one dies. They are not replicas here: what goes where is just what is tested. */
@ParameterizedClass(name = "{0}")
@EnumSource(ServerKind.class)
class FailOverTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final ServerKind kind;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    private RunningServer first;
    private RunningServer second;
    private Person person;

    FailOverTest(ServerKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws Exception {
        first = kind.start(folder.resolve("first"), 0);
        second = kind.start(folder.resolve("second"), 0);
        person = ServerTest.person("fail.over", "Trịnh Hai Máy");
        for (RunningServer server : List.of(first, second)) {
            try (var writer = new LdapDirectoryWriter(server.adminEndpoint())) {
                writer.add(person);
            }
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        Stream.of(first, second).filter(server -> server != null).forEach(RunningServer::close);
    }

    @Test
    void readsAndWritesGoOnWithTheNextServerAndComeBack() throws Exception {
        LdapEndpoint both = endpoint(first.port(), second.port());
        try (var directory = new LdapDirectory(both, new LdapPool(both, Duration.ofMillis(30)), Clock.systemUTC());
                var writer = new LdapDirectoryWriter(both, new LdapPool(both, Duration.ofMillis(30)))) {
            // Every place of the pool gets a connection to the first server.
            all(() -> directory.person(person.id()).isPresent());
            writer.update(person.withStatus(PersonStatus.SUSPENDED));
            assertThat(on(first).status()).isEqualTo(PersonStatus.SUSPENDED);

            kill(first);

            all(() -> directory.person(person.id()).isPresent());
            assertThat(directory.person(person.id()).orElseThrow().status()).isEqualTo(PersonStatus.ACTIVE);
            writer.update(person.withStatus(PersonStatus.LEFT));
            writer.add(ServerTest.person("fail.over2", "Trịnh Thêm"));
            assertThat(on(second).status()).isEqualTo(PersonStatus.LEFT);
            assertThat(writer.isTaken("fail.over2")).isTrue();

            int port = first.port();
            first = kind.start(folder.resolve("first"), port);
            awaitStatus(directory, PersonStatus.SUSPENDED);
            all(() -> directory.person(person.id()).isPresent());
        }
    }

    @Test
    void changeWhoseAnswerIsLostIsNotDoneTwiceNorReportedAsFailed() throws Exception {
        try (var cut = new CutAfterBind(second.port())) {
            LdapEndpoint both = endpoint(cut.port(), second.port());
            Person added = ServerTest.person("cut.off", "Trịnh Đứt Dây");
            try (var writer = new LdapDirectoryWriter(both)) {
                // The check for a retired name would meet the cut first; a class group is added without one.
                writer.add(new vn.khue.directory.ClassGroup("cut-class", "cut-unit", "2026-2027", 1, "1A"));
            }
            assertThat(cut.cuts()).isEqualTo(1);
            try (var writer = new LdapDirectoryWriter(endpoint(second.port()))) {
                ServerTest.assertReason(
                        Reason.ALREADY_EXISTS,
                        () -> writer.add(
                                new vn.khue.directory.ClassGroup("cut-class", "cut-unit", "2026-2027", 1, "1A")));
                writer.add(added);
            }
            try (var writer = new LdapDirectoryWriter(endpoint(cut.port(), second.port()))) {
                writer.erase(added.id(), ServerTest.TODAY);
                writer.erase(added.id(), ServerTest.TODAY);
                assertThat(writer.isTaken("cut.off")).isTrue();
            }
        }
    }

    @Test
    void serverThatTakesConnectionsAndSaysNothingIsPassedOver() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var directory = new LdapDirectory(endpoint(silent.getLocalPort(), second.port()))) {
            assertThat(directory.person(person.id())).contains(person);
        }
    }

    @Test
    void serverThatHangsAfterItsBindIsPassedOver() throws Exception {
        if (first.process().isEmpty()) {
            return;
        }
        String pid = Long.toString(first.process().get().pid());
        try (var directory = new LdapDirectory(endpoint(first.port(), second.port()))) {
            assertThat(directory.person(person.id())).isPresent();
            assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor())
                    .isZero();
            assertThat(directory.person(person.id())).contains(person);
        } finally {
            new ProcessBuilder("kill", "-CONT", pid).start().waitFor();
        }
    }

    @Test
    void withoutAnyServerTheReasonIsUnavailableAndNothingHangs() {
        LdapEndpoint both = endpoint(first.port(), second.port());
        try (var directory = new LdapDirectory(both);
                var writer = new LdapDirectoryWriter(both);
                var census = new LdapCensus(both)) {
            assertThat(directory.person(person.id())).isPresent();
            kill(first);
            kill(second);
            ServerTest.assertReason(Reason.UNAVAILABLE, () -> directory.person(person.id()));
            ServerTest.assertReason(Reason.UNAVAILABLE, () -> writer.update(person));
            ServerTest.assertReason(Reason.UNAVAILABLE, () -> census.people(someone -> {}));
        }
    }

    /** Reads until work has come back to the server on which the person has that status. */
    private void awaitStatus(LdapDirectory directory, PersonStatus status) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (directory.person(person.id()).orElseThrow().status() != status) {
            assertThat(System.nanoTime()).as("still with the other server").isLessThan(end);
        }
    }

    private void kill(RunningServer server) {
        server.process()
                .ifPresentOrElse(
                        process -> {
                            process.destroyForcibly();
                            process.onExit().join();
                        },
                        server::close);
    }

    private Person on(RunningServer server) {
        try (var directory = new LdapDirectory(server.adminEndpoint())) {
            return directory.person(person.id()).orElseThrow();
        }
    }

    /** As many at once as the pool has places, several times. */
    private void all(Callable<Boolean> read) throws Exception {
        for (int round = 0; round < 3; round++) {
            List<Future<Boolean>> reads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                reads.add(threads.submit(read));
            }
            for (Future<Boolean> done : reads) {
                assertThat(done.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static LdapEndpoint endpoint(int... ports) {
        return new LdapEndpoint(
                IntStream.of(ports)
                        .mapToObj(port -> URI.create("ldap://127.0.0.1:" + port))
                        .toList(),
                RunningServer.BASE,
                RunningServer.ADMIN,
                RunningServer.ADMIN_PASSWORD,
                SHORT,
                SHORT.multipliedBy(2),
                8,
                Duration.ZERO);
    }

    /** Passes everything on to a server, but instead of the second answer of a connection it hangs up for good. */
    private static final class CutAfterBind implements AutoCloseable {

        private final ServerSocket listening;
        private final int target;
        private final Thread thread;
        private volatile int cuts;

        CutAfterBind(int target) throws IOException {
            this.target = target;
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.thread = new Thread(this::serve, "cut-after-bind");
            thread.start();
        }

        int port() {
            return listening.getLocalPort();
        }

        int cuts() {
            return cuts;
        }

        @Override
        public void close() throws IOException, InterruptedException {
            listening.close();
            thread.join();
        }

        private void serve() {
            while (!listening.isClosed()) {
                try (Socket client = listening.accept();
                        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    var buffer = new byte[65536];
                    pass(client, server, buffer);
                    pass(server, client, buffer);
                    pass(client, server, buffer);
                    if (server.getInputStream().read(buffer) > 0) {
                        cuts++;
                    }
                    listening.close();
                } catch (IOException e) {
                    // A client went away; the next may come.
                }
            }
        }

        private static void pass(Socket from, Socket to, byte[] buffer) throws IOException {
            int length = from.getInputStream().read(buffer);
            if (length < 0) {
                throw new IOException("hung up");
            }
            to.getOutputStream().write(buffer, 0, length);
        }
    }
}
