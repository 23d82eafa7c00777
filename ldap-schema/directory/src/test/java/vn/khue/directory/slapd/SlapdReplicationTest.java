package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import vn.khue.directory.server.People;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.SystemSlapd;
import vn.khue.directory.server.TestCertificate;

/**
 * Two servers that both take writes, over TLS, and one of them killed while it works. Each test has two of its own and waits for them more
 * than it works, so they run beside one another and beside the rest.
 */
@Execution(ExecutionMode.CONCURRENT)
class SlapdReplicationTest {

    private static final int WRITERS = 4;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private final List<SlapdSettings> settings = new ArrayList<>();
    private final List<PrivateSlapd> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

    @BeforeEach
    void startBoth() throws Exception {
        SlapdInstallation installation = SystemSlapd.installation();
        int[] ports = {SystemSlapd.freePort(), SystemSlapd.freePort()};
        for (int i = 0; i < ports.length; i++) {
            Path own = Files.createDirectories(folder.resolve("tls" + i));
            // One certificate for both, so that each is an authority that the other knows.
            SlapdTls tls = i == 0
                    ? TestCertificate.make(own, SystemSlapd.freePort())
                    : new SlapdTls(
                            settings.get(0).tls().orElseThrow().certificate(),
                            settings.get(0).tls().orElseThrow().key(),
                            settings.get(0).tls().orElseThrow().authorities(),
                            SystemSlapd.freePort());
            settings.add(SystemSlapd.settings(folder.resolve("slapd" + i), ports[i])
                    .with(tls)
                    .with(new SlapdReplication(
                            i + 1, List.of(URI.create("ldap://127.0.0.1:" + ports[1 - i])), "replicator-5d2e")));
        }
        for (SlapdSettings each : settings) {
            servers.add(PrivateSlapd.start(installation, each));
        }
        awaitEqual();
    }

    @AfterEach
    void stopBoth() {
        threads.shutdownNow();
        servers.forEach(PrivateSlapd::close);
    }

    @Test
    void bothHoldTheSameAfterOneWasKilledWhileItTookWrites() throws Exception {
        writeKillingOne(150, List.of(1));
    }

    @Test
    @Tag("slow")
    void bothHoldTheSameAfterEachWasKilledSeveralTimes() throws Exception {
        writeKillingOne(4000, List.of(1, 0, 1, 0));
    }

    /** As a crash between the database and its log leaves it: made so by slapadd and slapmodify, which log nothing. */
    @Test
    void serversAreAlikeAfterACrashLeftChangesOutOfTheLog() throws Exception {
        try (LDAPConnection second = admin(1)) {
            second.add(People.entry("crash.old"));
        }
        awaitEqual();
        ProcessHandle process = servers.get(1).process();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
        var tool = new SlapdTool(
                SystemSlapd.installation(),
                new SlapdConfig(SystemSlapd.installation(), settings.get(1)).configFolder());
        Path ldif = folder.resolve("crash.ldif");
        List<String> offline = List.of("-n", "1", "-S", "2", "-l", ldif.toString());
        Files.writeString(ldif, People.entry("crash.new").toLDIFString());
        tool.run("add", Duration.ofSeconds(30), folder.resolve("crash.log"), offline);
        Files.writeString(
                ldif,
                "dn: " + People.dn("crash.old") + "\nchangetype: modify\nreplace: description\ndescription: cut off\n");
        tool.run("modify", Duration.ofSeconds(30), folder.resolve("crash.log"), offline);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));

        servers.set(1, PrivateSlapd.start(SystemSlapd.installation(), settings.get(1)));
        awaitEqual();
        try (LDAPConnection first = admin(0)) {
            // Never acknowledged, so it may go.
            assertThat(first.getEntry(People.dn("crash.new"))).isNull();
            assertThat(first.getEntry(People.dn("crash.old")).getAttributeValue("description"))
                    .isEqualTo("cut off");
        }
    }

    @Test
    void whatIsChangedOnOneIsChangedFurtherOnTheOther() throws Exception {
        String dn = People.dn("both.a");
        try (LDAPConnection first = admin(0);
                LDAPConnection second = admin(1)) {
            first.add(People.entry("both.a"));
            for (int i = 0; i < 6; i++) {
                LDAPConnection here = i % 2 == 0 ? second : first;
                String before = i == 0 ? null : "step " + (i - 1);
                await(() -> {
                    SearchResultEntry entry = here.getEntry(dn);
                    return entry != null && (before == null || before.equals(entry.getAttributeValue("description")));
                });
                here.modify(dn, new Modification(ModificationType.REPLACE, "description", "step " + i));
            }
            second.delete(dn);
            await(() -> first.getEntry(dn) == null);
        }
        awaitEqual();
    }

    /**
     * Writers add people on either server in turn and change each on the server where it was added; servers die and come back meanwhile.
     *
     * @param each how many people each writer adds
     * @param victims who is killed, one after another, when so many parts of the work are done
     */
    private void writeKillingOne(int each, List<Integer> victims) throws Exception {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        var done = new CountDownLatch(WRITERS * each);
        var writers = new ArrayList<Future<?>>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            writers.add(threads.submit(() -> {
                try (var link = new Link(0);
                        var other = new Link(1)) {
                    for (int i = 0; i < each; i++) {
                        String uid = "w" + writer + "." + i;
                        Link home = i % 2 == 0 ? link : other;
                        if (home.add(uid)) {
                            acknowledged.put(uid, "");
                            if (home.describe(uid, "changed " + i)) {
                                acknowledged.put(uid, "changed " + i);
                            }
                        }
                        done.countDown();
                    }
                }
            }));
        }
        int total = WRITERS * each;
        for (int k = 0; k < victims.size(); k++) {
            long left = total - (long) total * (k + 1) / (victims.size() + 2);
            await(() -> done.getCount() <= left);
            int victim = victims.get(k);
            ProcessHandle process = servers.get(victim).process();
            process.destroyForcibly();
            process.onExit().get(30, TimeUnit.SECONDS);
            long later = Math.max(0, left - total / (4L * (victims.size() + 2)));
            await(() -> done.getCount() <= later);
            servers.set(victim, PrivateSlapd.start(SystemSlapd.installation(), settings.get(victim)));
        }
        for (Future<?> writer : writers) {
            writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        Map<String, String> equal = awaitEqual();
        assertThat(acknowledged.size()).as("writes that were acknowledged").isGreaterThan(total / 3);
        assertThat(acknowledged.values()).as("changes that were acknowledged").anyMatch(text -> !text.isEmpty());
        try (LDAPConnection either = admin(1)) {
            for (Map.Entry<String, String> one : acknowledged.entrySet()) {
                SearchResultEntry entry = either.getEntry(People.dn(one.getKey()), "description");
                assertThat(entry).as(one.getKey()).isNotNull();
                if (!one.getValue().isEmpty()) {
                    assertThat(entry.getAttributeValue("description")).isEqualTo(one.getValue());
                }
            }
        }
        assertThat(equal.size()).isGreaterThanOrEqualTo(acknowledged.size());
    }

    /**
     * Waits until both servers hold the same entries with all attributes, entryUUID and entryCSN among them; gives them. A peer
     * applies one change after another and may be far behind after a load, so patience counts from its last step.
     */
    private Map<String, String> awaitEqual() throws Exception {
        awaitSameState();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Map<String, String> first = everything(0);
            Map<String, String> second = everything(1);
            if (!first.isEmpty() && first.equals(second)) {
                return first;
            }
            if (System.nanoTime() > end) {
                var differing = new TreeSet<>(first.keySet());
                differing.addAll(second.keySet());
                differing.removeIf(dn -> Objects.equals(first.get(dn), second.get(dn)));
                assertThat(differing).as("entries that differ").isEmpty();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Until each has read as far as the other, or neither goes on; reading all entries again and again would keep them from it. */
    private void awaitSameState() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<Set<String>> before = List.of();
        while (System.nanoTime() < end) {
            List<Set<String>> now = List.of(contextOf(0), contextOf(1));
            if (!now.get(0).isEmpty() && now.get(0).equals(now.get(1))) {
                return;
            }
            if (!now.equals(before)) {
                before = now;
                end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Up to which change of every server this one has come (RFC 4533, the cookie's CSNs). */
    private Set<String> contextOf(int server) {
        try (LDAPConnection admin = admin(server)) {
            SearchResultEntry base = admin.getEntry(RunningServer.BASE, "contextCSN");
            String[] values = base == null ? null : base.getAttributeValues("contextCSN");
            return values == null ? Set.of() : Set.of(values);
        } catch (LDAPException e) {
            // Not there yet.
            return Set.of();
        }
    }

    private Map<String, String> everything(int server) throws Exception {
        var all = new TreeMap<String, String>();
        try (LDAPConnection admin = admin(server)) {
            for (SearchResultEntry entry : admin.search(
                            RunningServer.BASE, SearchScope.SUB, Filter.createPresenceFilter("objectClass"), "*", "+")
                    .getSearchEntries()) {
                var attributes = new TreeMap<String, List<String>>();
                for (Attribute attribute : entry.getAttributes()) {
                    // Of the server, not of the entry: how far it has read.
                    if (!"contextCSN".equals(attribute.getName())) {
                        String[] values = attribute.getValues();
                        Arrays.sort(values);
                        attributes.put(attribute.getName(), List.of(values));
                    }
                }
                assertThat(attributes).containsKeys("entryUUID", "entryCSN");
                all.put(entry.getDN(), attributes.toString());
            }
        } catch (LDAPException e) {
            // Not there yet, or the base has not come yet.
            return Map.of();
        }
        return all;
    }

    private LDAPConnection admin(int server) throws LDAPException {
        SlapdSettings of = settings.get(server);
        LDAPConnection connection = new SlapdConnection(of).open();
        connection.bind(RunningServer.ADMIN, RunningServer.ADMIN_PASSWORD);
        return connection;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** A writer's connection to one server, made anew when that was killed. */
    private final class Link implements AutoCloseable {
        private final int server;
        private LDAPConnection connection;

        Link(int server) {
            this.server = server;
        }

        /** Whether the server acknowledged it. */
        boolean add(String uid) {
            return acknowledged(() -> connection.add(People.entry(uid)));
        }

        boolean describe(String uid, String text) {
            return acknowledged(() ->
                    connection.modify(People.dn(uid), new Modification(ModificationType.REPLACE, "description", text)));
        }

        private boolean acknowledged(Act act) {
            try {
                if (connection == null) {
                    connection = admin(server);
                }
                act.run();
                return true;
            } catch (LDAPException e) {
                close();
                return false;
            }
        }

        @Override
        public void close() {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }
    }

    private interface Act {
        void run() throws LDAPException;
    }
}
