package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khue.directory.ldap.LdapCensus;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.roster.apply.ApplySettings;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.ImportRequest;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.SourceFile;
import vn.khue.roster.source.TableSettings;

/** A list of 200,000 rows planned, applied and planned again by a process with 64 MB of heap. */
@Tag("slow")
class LargeRosterTest {

    private static final int ROWS = 200_000;

    @TempDir
    private Path folder;

    @Test
    void memoryDoesNotGrowWithTheFile() throws Exception {
        Path list = list(folder.resolve("list.csv"));
        try (var world = new RosterWorld(folder.resolve("world"))) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LargeRosterTest.class.getName(),
                            world.databaseUrl(),
                            Integer.toString(world.ldapPort()),
                            list.toString())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isZero();
            assertThat(world.count("select count(*) from roster_change where run = 1 and state = 'DONE'"))
                    .isGreaterThan(2L * ROWS);
            assertThat(world.count("select count(*) from roster_change where run = 2"))
                    .isZero();
        }
    }

    /** The child: database, port of the directory, file. */
    public static void main(String[] arguments) {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        var endpoint = RosterWorld.endpoint(Integer.parseInt(arguments[1]));
        try (var census = new LdapCensus(endpoint);
                var directory = new LdapDirectory(endpoint);
                var writer = new LdapDirectoryWriter(endpoint)) {
            var roster = new Roster(
                    database, census, directory, writer, RosterWorld.KEY, ApplySettings.standard(), Clock.systemUTC());
            roster.apply(plan(roster, Path.of(arguments[2])), RosterWorld.OFFICER, Optional.empty());
            plan(roster, Path.of(arguments[2]));
        }
    }

    private static long plan(Roster roster, Path list) {
        SourceFile file = SourceFile.open(
                list,
                new TableSettings("2026-2027", Optional.empty(), Coverage.COMPLETE, RosterWorld.DAY),
                InputLimits.standard());
        PlanResult result = roster.plan(new ImportRequest(
                "large",
                file.source(),
                "list.csv",
                file.sha256(),
                RosterWorld.DAY,
                Set.of(),
                Decisions.NONE,
                RosterWorld.OFFICER));
        return RosterWorld.number(result);
    }

    private static Path list(Path file) throws Exception {
        List<String> schools = List.of("7990001001", "7990001002");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("code,full_name,birth_date,school,class\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("79" + (10_000_000 + i) + ",Lê " + word(i) + " " + word(i / 26) + ","
                        + (1 + i % 28) + "/" + (1 + i / 28 % 12) + "/" + (2016 + i / 336 % 5) + ","
                        + schools.get(i % 2) + "," + (1 + i % 5) + "A" + i / 10 % 200 + "\n");
            }
        }
        return file;
    }

    private static String word(int number) {
        return (char) ('A' + number % 26) + "" + (char) ('a' + number / 26 % 26) + (char) ('a' + number / 676 % 26);
    }
}
