package vn.khue.sso.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.directory.Person;
import vn.khue.directory.citizen.CitizenHash;
import vn.khue.directory.ldap.LdapCensus;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.roster.Roster;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.ApplySettings;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.ImportRequest;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.PlainCsvSource;
import vn.khue.roster.source.TableSettings;

/** The roster import over the directory of these tests, with a database of its own and the gate's key. */
final class ListImporter implements AutoCloseable {
    private static final List<String> MIGRATIONS = List.of("V1__roster.sql", "V2__scim.sql");

    private final Surroundings around;
    private final Path folder;
    private final LdapCensus census;
    private final LdapDirectory directory;
    private final Roster roster;

    ListImporter(Surroundings around, Path folder) throws IOException {
        this.around = around;
        this.folder = folder;
        LdapEndpoint admin = LdapEndpoint.of(
                around.ldapUrl(), Surroundings.BASE, "cn=admin," + Surroundings.BASE, around.secret("ldap-admin"));
        this.census = new LdapCensus(admin);
        this.directory = new LdapDirectory(admin);
        this.roster = new Roster(
                database(around),
                census,
                directory,
                around.writer,
                around.secret("pairwise-salt").getBytes(StandardCharsets.UTF_8),
                ApplySettings.standard(),
                Clock.systemUTC());
    }

    private static DataSource database(Surroundings around) throws IOException {
        String name = "roster" + UUID.randomUUID().toString().substring(0, 8);
        try (var connection = around.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        DataSource made = around.postgres.getDatabase("postgres", name);
        for (String migration : MIGRATIONS) {
            try (var file = Roster.class.getResourceAsStream("/db/khue-roster/" + migration);
                    var connection = made.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return made;
    }

    /** Plans a list and applies it. */
    void take(String csv) throws IOException {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        Path file = Files.writeString(folder.resolve("list.csv"), csv);
        var settings = new TableSettings("2026-2027", Optional.empty(), Coverage.PARTIAL, today)
                .with(CitizenHash.of(around.secret("citizen-hash")));
        Doer doer = Doer.person(UUID.randomUUID());
        PlanResult plan = roster.plan(new ImportRequest(
                "csdl",
                new PlainCsvSource(file, settings, InputLimits.standard()),
                "list.csv",
                "",
                today,
                Set.of(),
                Decisions.NONE,
                doer));
        if (!(plan instanceof PlanResult.Planned planned)
                || !(roster.apply(planned.run(), doer, Optional.empty()) instanceof ApplyResult.Applied)) {
            throw new AssertionError("not taken: " + plan);
        }
    }

    Person person(String code) {
        return directory.personByCode(code).orElseThrow();
    }

    @Override
    public void close() {
        census.close();
        directory.close();
    }
}
