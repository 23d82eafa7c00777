package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khue.directory.ldap.LdapCensus;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.ApplySettings;
import vn.khue.roster.source.Coverage;

/** Apply as a process of its own, killed without warning several times; a last one finishes. */
class KillDuringApplyTest {

    private static final int PUPILS = 600;

    @TempDir
    private Path folder;

    @Test
    void killedAgainAndAgainApplyEndsWithTheSameResultAndNoEventTwice() throws Exception {
        SortedMap<String, String> wanted;
        try (var calm = new RosterWorld(folder.resolve("calm"))) {
            calm.take(list(), Coverage.COMPLETE);
            wanted = calm.everything();
        }
        try (var world = new RosterWorld(folder.resolve("killed"))) {
            long run = world.planned(list(), Coverage.COMPLETE);
            int kills = 0;
            for (long until : new long[] {PUPILS / 4, PUPILS, PUPILS * 3 / 2}) {
                kills += killedAfter(world, run, until) ? 1 : 0;
            }
            assertThat(kills).isPositive();
            ApplyResult.Applied result = world.applied(run);

            assertThat(world.everything()).isEqualTo(wanted);
            assertThat(result.leftAlone()).isZero();
            assertThat(world.count("select count(*) from audit_outbox where body like '%ROSTER_CHANGED%'"))
                    .isEqualTo(result.done());
            assertThat(world.roster.undo(run, RosterWorld.OFFICER).leftAlone()).isEmpty();
            assertThat(world.everything()).isEmpty();
        }
    }

    /** Starts a process, kills it once so many entries are there; says whether it was still at work. */
    private boolean killedAfter(RosterWorld world, long run, long entries) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillDuringApplyTest.class.getName(),
                        world.databaseUrl(),
                        Integer.toString(world.ldapPort()),
                        Long.toString(run))
                .inheritIO()
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (world.everything().size() < entries && process.isAlive() && System.nanoTime() < end) {
                // Whoever read everything again and again would leave little of the directory to the other.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        awaitFree(world);
        return process.exitValue() != 0;
    }

    /** The database notices only a little later that the other is gone, and holds the run until then. */
    private static void awaitFree(RosterWorld world) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (world.count("select count(*) from pg_locks where locktype = 'advisory'") > 0
                && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** The child: database, port of the directory, run. */
    public static void main(String[] arguments) throws SQLException {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        var endpoint = RosterWorld.endpoint(Integer.parseInt(arguments[1]));
        try (var census = new LdapCensus(endpoint);
                var directory = new LdapDirectory(endpoint);
                var writer = new LdapDirectoryWriter(endpoint)) {
            new Roster(
                            database,
                            census,
                            directory,
                            writer,
                            RosterWorld.KEY,
                            new ApplySettings(3, 20),
                            Clock.systemUTC())
                    .apply(Long.parseLong(arguments[2]), RosterWorld.OFFICER, Optional.empty());
        }
    }

    private static String list() {
        StringBuilder list = new StringBuilder("code,full_name,birth_date,sex,school,class\n");
        for (int i = 0; i < PUPILS; i++) {
            list.append("79")
                    .append(10_000_000 + i)
                    .append(",Lê ")
                    .append((char) ('A' + i % 26))
                    .append(i % 2 == 0 ? "n" : "m")
                    .append(" ")
                    .append((char) ('A' + i / 26 % 26))
                    .append("u,")
                    .append(1 + i % 28)
                    .append("/")
                    .append(1 + i % 12)
                    .append("/2018,Nữ,7990001001,")
                    .append(1 + i % 5)
                    .append("A\n");
        }
        return list.toString();
    }
}
