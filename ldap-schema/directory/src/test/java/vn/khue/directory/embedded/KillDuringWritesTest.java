package vn.khue.directory.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory as a process of its own, killed without warning while several writers are at work. */
@Tag("slow")
class KillDuringWritesTest {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final int WRITERS = 4;
    private static final int ROUNDS = 3;
    private static final int ACKNOWLEDGED_PER_ROUND = 400;

    @TempDir
    private Path state;

    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> attempted = new ConcurrentSkipListSet<>();
    private final Map<String, Integer> acknowledgedCount = new ConcurrentHashMap<>();
    private final Map<String, Integer> attemptedCount = new ConcurrentHashMap<>();
    /** Sent, and the server died before its answer: may be there or not. */
    private final Set<String> unknown = new ConcurrentSkipListSet<>();

    private final Set<String> deleted = new ConcurrentSkipListSet<>();

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoubled() throws Exception {
        secrets();
        for (int round = 0; round < ROUNDS; round++) {
            Running running = start();
            try {
                checkAll(running.port());
                writeUntilKilled(running, round);
            } finally {
                running.process().destroyForcibly().waitFor();
            }
        }
        Running last = start();
        try {
            checkAll(last.port());
        } finally {
            last.process().destroy();
            assertThat(last.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * ACKNOWLEDGED_PER_ROUND / 2);
    }

    private void writeUntilKilled(Running running, int round) throws Exception {
        var done = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                String name = "w" + w;
                writers.add(pool.submit(() -> write(running, name, round, done)));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Adds, changes and deletes until the connection breaks; whoever reaches the number kills the server. */
    private void write(Running running, String writer, int round, AtomicInteger done) {
        try (LDAPConnection admin = admin(running.port())) {
            for (int i = 0; ; i++) {
                String ou = writer + "-" + round + "-" + i;
                String dn = "ou=" + ou + ",ou=units," + BASE;
                attempted.add(ou);
                admin.add(dn, new Attribute("objectClass", "organizationalUnit"), new Attribute("ou", ou));
                acknowledged.add(ou);
                int next = attemptedCount.merge(writer, 1, Integer::sum);
                unknown.add(writer + " " + next);
                admin.modify(
                        "ou=units," + BASE, new Modification(ModificationType.ADD, "description", writer + " " + next));
                unknown.remove(writer + " " + next);
                acknowledgedCount.put(writer, next);
                if (i % 5 == 4) {
                    acknowledged.remove(ou);
                    admin.delete(dn);
                    attempted.remove(ou);
                    deleted.add(ou);
                }
                if (done.incrementAndGet() == ACKNOWLEDGED_PER_ROUND) {
                    running.process().destroyForcibly();
                }
            }
        } catch (LDAPException e) {
            assertThat(done.get())
                    .as("the server broke off by itself: %s", e)
                    .isGreaterThanOrEqualTo(ACKNOWLEDGED_PER_ROUND);
        }
    }

    private void checkAll(int port) throws LDAPException {
        try (LDAPConnection admin = admin(port)) {
            var found = new TreeSet<String>();
            var uuids = new TreeSet<String>();
            for (SearchResultEntry entry : admin.search(
                            "ou=units," + BASE, SearchScope.ONE, "(objectClass=organizationalUnit)", "ou", "entryUUID")
                    .getSearchEntries()) {
                assertThat(found.add(entry.getAttributeValue("ou"))).isTrue();
                assertThat(uuids.add(entry.getAttributeValue("entryUUID"))).isTrue();
            }
            assertThat(found).containsAll(acknowledged);
            assertThat(attempted).containsAll(found);
            assertThat(java.util.Collections.disjoint(found, deleted)).isTrue();
            String[] counts = admin.getEntry("ou=units," + BASE).getAttributeValues("description");
            var present = counts == null ? Set.of() : Set.of(counts);
            acknowledgedCount.forEach((writer, last) -> {
                for (int i = 1; i <= last; i++) {
                    if (!unknown.contains(writer + " " + i)) {
                        assertThat(present.contains(writer + " " + i))
                                .as("%s %s", writer, i)
                                .isTrue();
                    }
                }
            });
            acknowledged.addAll(found);
        }
    }

    private void secrets() throws Exception {
        Path folder = Files.createDirectories(state.resolve("secrets"));
        for (String name : List.of("admin", "keycloak", "signing", "audit")) {
            Path file = folder.resolve("ldap-" + name);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, name + "-secret\n");
        }
    }

    private Running start() throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedDirectory.class.getName());
        builder.environment().put("KHUE_STATE", state.toString());
        builder.environment().put("KHUE_LDAP_PORT", "0");
        builder.redirectError(state.resolve("stderr.log").toFile());
        Process process = builder.start();
        var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith(EmbeddedDirectory.READY)) {
            process.destroyForcibly();
            throw new AssertionError("no ready line: " + Files.readString(state.resolve("stderr.log")));
        }
        int port = Integer.parseInt(line.replaceFirst(".*localhost:([0-9]+).*", "$1"));
        return new Running(process, port);
    }

    private static LDAPConnection admin(int port) throws LDAPException {
        return new LDAPConnection("127.0.0.1", port, "cn=admin," + BASE, "admin-secret");
    }

    private record Running(Process process, int port) {}
}
