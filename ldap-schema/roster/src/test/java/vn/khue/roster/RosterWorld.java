package vn.khue.roster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import vn.khue.directory.Dated;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapCensus;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.ApplySettings;
import vn.khue.roster.apply.Images;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.PlannedChange;
import vn.khue.roster.journal.RosterDatabase;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.ImportRequest;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.PlainCsvSource;
import vn.khue.roster.source.RosterSource;
import vn.khue.roster.source.TableSettings;

/** A directory with three schools and a database of its own, both real. */
public final class RosterWorld implements AutoCloseable {

    public static final String BASE = "dc=khue,dc=edu,dc=vn";
    public static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    public static final String PRIMARY = "th-kim-dong";
    public static final String OTHER_PRIMARY = "th-le-loi";
    public static final String SECONDARY = "thcs-tan-phu";
    public static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    public static final Doer OFFICER = Doer.person(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    public static final String PASSWORD = "roster-test";
    private static final String MIGRATED = "roster_migrated";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    private final AutoCloseable server;
    private final int port;
    private final HikariDataSource database;
    public final LdapCensus census;
    public final LdapDirectory directory;
    public final LdapDirectoryWriter writer;
    public final Roster roster;
    private final Path folder;

    /** @param folder for the directory's data and the files of the test */
    public RosterWorld(Path folder) {
        this(folder, embedded(folder));
    }

    private RosterWorld(Path folder, EmbeddedServer server) {
        this(folder, server, server.port());
    }

    /** Over a directory that runs already, with the same base and password; closed with this. */
    public RosterWorld(Path folder, AutoCloseable server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
        this.database = pooled(freshDatabase());
        LdapEndpoint admin = endpoint(port);
        this.census = new LdapCensus(admin);
        this.directory = new LdapDirectory(admin);
        this.writer = new LdapDirectoryWriter(importer(port), admin);
        this.roster = new Roster(database, census, directory, writer, KEY, ApplySettings.standard(), clock());
        units(writer);
    }

    /** As an installation has it; a connection for each statement would take longer than the statements. */
    private static HikariDataSource pooled(DataSource database) {
        var settings = new HikariConfig();
        settings.setDataSource(database);
        settings.setMaximumPoolSize(10);
        settings.setMinimumIdle(0);
        return new HikariDataSource(settings);
    }

    private static EmbeddedServer embedded(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EmbeddedServer.start(
                new EmbeddedSettings(folder.resolve("directory"), BASE, 0, PASSWORD, Map.of("roster", PASSWORD)), e -> {
                    throw new AssertionError(e);
                });
    }

    public static LdapEndpoint endpoint(int port) {
        return LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, "cn=admin," + BASE, PASSWORD);
    }

    /** As whom rosters are applied, with no more rights than that needs. */
    public static LdapEndpoint importer(int port) {
        return LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, "cn=roster,ou=services," + BASE, PASSWORD);
    }

    public static Clock clock() {
        return Clock.fixed(Instant.parse("2026-09-01T02:00:00Z"), ZoneOffset.UTC);
    }

    public static void units(LdapDirectoryWriter writer) {
        writer.add(unit(PRIMARY, UnitKind.TIEU_HOC, "Trường Tiểu học Kim Đồng", "7990001001"));
        writer.add(unit(OTHER_PRIMARY, UnitKind.TIEU_HOC, "Trường Tiểu học Lê Lợi", "7990001002"));
        writer.add(unit(SECONDARY, UnitKind.THCS, "Trường Trung học cơ sở Tân Phú", "7990001003"));
        writer.add(unit("xa-cu-chi", UnitKind.XA, "Ủy ban nhân dân xã Củ Chi", "7990001"));
    }

    private static Unit unit(String id, UnitKind kind, String name, String code) {
        Validity since = Validity.since(LocalDate.of(2000, 9, 5));
        return new Unit(
                id, kind, List.of(new Dated<>(name, since)), List.of(new Dated<>(code, since)), OptionalInt.empty());
    }

    /** A database that no other test uses, migrated: a copy of one that was. */
    public static synchronized DataSource freshDatabase() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder().start();
                Runtime.getRuntime().addShutdownHook(new Thread(RosterWorld::stopPostgres));
                RosterDatabase.migrate(created(MIGRATED, "template0"));
            }
            return created("roster" + NUMBER.incrementAndGet(), MIGRATED);
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static DataSource created(String name, String copyOf) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + copyOf);
        }
        return postgres.getDatabase("postgres", name);
    }

    private static void stopPostgres() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DataSource database() {
        return database;
    }

    public int ldapPort() {
        return port;
    }

    /** Where the database is, for another process. */
    public String databaseUrl() {
        try (Connection connection = database.getConnection()) {
            // A pool adds settings of its own to the address.
            String url = connection.getMetaData().getURL();
            return url + (url.contains("?") ? '&' : '?') + "user=postgres";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RosterSource csv(String text, Coverage coverage) {
        Path file = file("list-" + NUMBER.incrementAndGet() + ".csv", text);
        return new PlainCsvSource(
                file, new TableSettings("2026-2027", Optional.of(PRIMARY), coverage, DAY), InputLimits.standard());
    }

    public PlanResult plan(RosterSource source, LocalDate day, Decisions decisions) {
        return roster.plan(new ImportRequest("csdl", source, "list.csv", "", day, Set.of(), decisions, OFFICER));
    }

    /** Plans a CSV of the standard day; fails if it has errors. */
    public long planned(String csv, Coverage coverage) {
        return number(plan(csv(csv, coverage), DAY, Decisions.NONE));
    }

    public static long number(PlanResult result) {
        if (result instanceof PlanResult.Planned planned) {
            return planned.run();
        }
        throw new AssertionError("not planned: " + result);
    }

    public ApplyResult.Applied applied(long run) {
        ApplyResult result = roster.apply(run, OFFICER, Optional.empty());
        if (result instanceof ApplyResult.Applied applied) {
            return applied;
        }
        throw new AssertionError("not applied: " + result);
    }

    /** Plans and applies. */
    public long take(String csv, Coverage coverage) {
        long run = planned(csv, coverage);
        applied(run);
        return run;
    }

    public List<PlannedChange> changes(long run) {
        return roster.journal().changes(run, 0, 100_000);
    }

    /** Kinds with the subject's code or class, for short asserts. */
    public List<String> kinds(long run) {
        return changes(run).stream().map(change -> change.kind().name()).toList();
    }

    public List<String> findings(long run) {
        return roster.journal().findings(run, 1000).stream()
                .map(finding -> finding.severity() + " " + finding.code() + " " + finding.rowKey())
                .toList();
    }

    /** Every person, class and edge of the directory, as it is now. */
    public SortedMap<String, String> everything() {
        var all = new TreeMap<String, String>();
        census.people(
                person -> all.put("person " + person.id(), Images.of(person).json()));
        census.classGroups(
                group -> all.put("class " + group.id(), Images.of(group).json()));
        census.enrolments(
                edge -> all.put("enrolment " + edge.id(), Images.of(edge).json()));
        census.appointments(
                edge -> all.put("appointment " + edge.id(), Images.of(edge).json()));
        census.guardianships(
                edge -> all.put("guardianship " + edge.id(), Images.of(edge).json()));
        census.retiredNames(name -> all.put("retired " + name.uid(), ""));
        return all;
    }

    /** What each connection to this database does, for messages. */
    public String activity() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select string_agg(pid || ' ' || state || ' ' || coalesce(wait_event, '') || ' ' || query, '; ')"
                                + " from pg_stat_activity where datname = current_database()")) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public long count(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        census.close();
        directory.close();
        writer.close();
        database.close();
        try {
            server.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
