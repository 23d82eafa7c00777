package vn.khue.launcher.roster;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khue.audit.event.ClientCredentialsTokens;
import vn.khue.audit.event.HttpEventTransport;
import vn.khue.audit.event.OutboxListener;
import vn.khue.audit.event.OutboxPolicy;
import vn.khue.audit.event.OutboxSender;
import vn.khue.directory.Unit;
import vn.khue.directory.citizen.CitizenHash;
import vn.khue.directory.citizen.CitizenNumbers;
import vn.khue.directory.ldap.LdapCensus;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.process.Poll;
import vn.khue.roster.Roster;
import vn.khue.roster.RosterException;
import vn.khue.roster.apply.ApplySettings;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.RosterDatabase;
import vn.khue.roster.scim.ScimLimits;
import vn.khue.roster.scim.ScimServer;
import vn.khue.roster.scim.ScimService;
import vn.khue.roster.scim.ScimTokens;
import vn.khue.roster.staging.Units;

/** The roster of a running Khuê: its database, its directory and the road of its events. */
public final class RosterPlace implements AutoCloseable {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final String CLIENT = "khue-events";
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Ports ports;
    private final Secrets secrets;
    private final PGSimpleDataSource database;
    private final LdapCensus census;
    private final LdapDirectory directory;
    private final LdapDirectoryWriter writer;
    private final LdapEndpoint admin;
    private final Roster roster;
    private final Texts texts;

    private RosterPlace(Ports ports, Secrets secrets, Texts texts) {
        this.ports = ports;
        this.secrets = secrets;
        this.texts = texts;
        this.database = new PGSimpleDataSource();
        database.setServerNames(new String[] {"localhost"});
        database.setPortNumbers(new int[] {ports.postgres()});
        database.setDatabaseName("roster");
        database.setUser("roster");
        database.setPassword(secrets.read("db-roster"));
        this.admin = LdapEndpoint.of(ports.ldapUrl(), BASE, "cn=admin," + BASE, secrets.read("ldap-admin"));
        this.census = new LdapCensus(admin);
        this.directory = new LdapDirectory(admin);
        this.writer = new LdapDirectoryWriter(
                LdapEndpoint.of(ports.ldapUrl(), BASE, "cn=roster,ou=services," + BASE, secrets.read("ldap-roster")),
                admin);
        this.roster = new Roster(
                database,
                census,
                directory,
                writer,
                secrets.read("roster-key").getBytes(StandardCharsets.UTF_8),
                ApplySettings.standard(),
                Clock.systemUTC());
    }

    /**
     * Opens it and brings its tables to this version's.
     *
     * @throws LauncherException if Khuê is not up
     */
    public static RosterPlace open(StateDirectory state, Ports ports, Texts texts) {
        state.create();
        Secrets secrets = new Secrets(state.secrets(), new SecureRandom());
        secrets.createMissing();
        var place = new RosterPlace(ports, secrets, texts);
        try (Connection connection = place.database.getConnection()) {
            connection.isValid(1);
        } catch (SQLException e) {
            place.close();
            throw new LauncherException(texts.get("roster.down", e.getSQLState()), e);
        }
        RosterDatabase.migrate(place.database);
        return place;
    }

    public Roster roster() {
        return roster;
    }

    /** Where the directory is, and the administrator who may read all of it. Changes are made as cn=roster. */
    public LdapEndpoint admin() {
        return admin;
    }

    /** Hashes the citizen numbers of files, under the gate's key. */
    public CitizenHash citizens() {
        return CitizenHash.of(secrets.read(CitizenNumbers.HASH_KEY));
    }

    /** Whoever bears that login name. */
    public UUID person(String loginName) {
        return directory
                .personByUid(loginName)
                .orElseThrow(() ->
                        new RosterException(RosterException.Reason.NOT_FOUND, texts.get("roster.nobody", loginName)))
                .id();
    }

    /** Who acts: the person of that login name, else this terminal. */
    public Doer doer(String loginName) {
        return loginName.isEmpty() ? Doer.service("khue-roster") : Doer.person(person(loginName));
    }

    /** Sends the events that wait, and gives how many still do after half a minute; they are sent with the next run. */
    public long deliver() {
        if (waiting() == 0) {
            return 0;
        }
        try (OutboxSender sender = events()) {
            sender.wake();
            Poll.until(DELIVERY, LOOK, () -> waiting() == 0);
        }
        return waiting();
    }

    /** Sends events as they come, until it is closed. */
    public OutboxSender events() {
        var tokens = new ClientCredentialsTokens(
                URI.create(ports.keycloakUrl() + "/realms/khue/protocol/openid-connect/token"),
                CLIENT,
                () -> secrets.read("client-events"),
                Clock.systemUTC());
        return new OutboxSender(
                        database::getConnection,
                        new HttpEventTransport(URI.create(ports.auditUrl() + "/api/events"), tokens),
                        OutboxPolicy.standard(),
                        OutboxListener.NONE,
                        Clock.systemUTC(),
                        new SecureRandom())
                .start();
    }

    /** Which systems may push over SCIM. */
    public ScimTokens scimTokens() {
        return new ScimTokens(database, new SecureRandom(), Clock.systemUTC());
    }

    /**
     * Listens for pushes over SCIM on the loopback address.
     *
     * @param port 0 for any that is free; empty for the usual one
     * @param url under which clients reach it, where that is another address, such as a proxy's
     */
    public ScimServer scimServer(Optional<Integer> port, Optional<URI> url) {
        return ScimServer.start(
                port.orElse(ports.scim()),
                taken -> new ScimService(
                        database,
                        url.orElse(URI.create("http://localhost:" + taken + ScimServer.MOUNT)),
                        ScimLimits.standard(),
                        Clock.systemUTC()));
    }

    /** The id of the school of that official code or id. */
    public String unit(String codeOrId) {
        List<Unit> units = new ArrayList<>();
        census.units(units::add);
        return Units.on(LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")), units)
                .find(codeOrId)
                .filter(unit -> unit.kind().isSchool())
                .orElseThrow(() -> new RosterException(
                        RosterException.Reason.NOT_FOUND, texts.get("roster.scim.school", codeOrId)))
                .id();
    }

    private long waiting() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from audit_outbox")) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new LauncherException(texts.get("roster.down", e.getSQLState()), e);
        }
    }

    @Override
    public void close() {
        census.close();
        directory.close();
        writer.close();
    }
}
