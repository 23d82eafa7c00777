package vn.khue.signing.directorylog;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.ldap.LdapAccessLog;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.ldap.PersonForm;
import vn.khue.directory.ldap.Tree;
import vn.khue.directory.schema.ServiceAccounts;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdReplication;
import vn.khue.directory.slapd.SlapdSettings;
import vn.khue.signing.house.TrialPort;

/** A slapd with everybody's account, which keeps its log. */
final class LoggedDirectory implements AutoCloseable {

    static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final String PASSWORD = "secret-4b1f";
    private static final long MAX_BYTES = 64L << 20;

    private final SlapdInstallation installation;
    private final SlapdSettings settings;
    private final LdapDirectory directory;
    private final LdapAccessLog log;
    private PrivateSlapd slapd;

    private LoggedDirectory(SlapdInstallation installation, SlapdSettings settings) {
        this.installation = installation;
        this.settings = settings;
        this.slapd = PrivateSlapd.start(installation, settings);
        this.directory = new LdapDirectory(endpoint("signing"));
        this.log = new LdapAccessLog(endpoint(LdapAccessLog.ACCOUNT));
    }

    static LoggedDirectory alone(Path folder) throws IOException {
        return new LoggedDirectory(installation(), settings(folder, TrialPort.free()));
    }

    /** Two that tell one another their changes. */
    static List<LoggedDirectory> two(Path folder) throws IOException {
        int first = TrialPort.free();
        int second = TrialPort.free();
        return List.of(
                new LoggedDirectory(installation(), peer(folder.resolve("1"), first, 1, second)),
                new LoggedDirectory(installation(), peer(folder.resolve("2"), second, 2, first)));
    }

    private static SlapdSettings peer(Path folder, int port, int id, int other) {
        return settings(folder, port)
                .with(new SlapdReplication(id, List.of(URI.create("ldap://127.0.0.1:" + other)), "replicator-77a1"));
    }

    private static SlapdSettings settings(Path folder, int port) {
        Map<String, String> services =
                ServiceAccounts.NAMES.stream().collect(Collectors.toMap(name -> name, name -> PASSWORD));
        return new SlapdSettings(folder, BASE, port, PASSWORD, services, MAX_BYTES);
    }

    private static SlapdInstallation installation() {
        Optional<SlapdInstallation> found = SlapdInstallation.find();
        assumeTrue(found.isPresent(), "slapd is not installed: apt install slapd");
        return found.get();
    }

    /** Ends the server as a crash does not: it closes its files. */
    void stop() {
        slapd.close();
    }

    /** Ends it at once; a slapd whose peer listens takes ten seconds to stop in good order. */
    void kill() {
        slapd.process().destroyForcibly();
        slapd.process().onExit().join();
    }

    void start() {
        slapd = PrivateSlapd.start(installation, settings);
    }

    LDAPConnection admin() throws LDAPException {
        return new LDAPConnection("127.0.0.1", settings.port(), "cn=admin," + BASE, PASSWORD);
    }

    LDAPConnection service(String name) throws LDAPException {
        return new LDAPConnection("127.0.0.1", settings.port(), "cn=" + name + ",ou=services," + BASE, PASSWORD);
    }

    LDAPConnection nobody() throws LDAPException {
        return new LDAPConnection("127.0.0.1", settings.port());
    }

    private LdapEndpoint endpoint(String service) {
        return LdapEndpoint.of(url(), BASE, "cn=" + service + ",ou=services," + BASE, PASSWORD);
    }

    String url() {
        return "ldap://127.0.0.1:" + settings.port();
    }

    int port() {
        return settings.port();
    }

    LdapDirectory directory() {
        return directory;
    }

    DirectoryLog log() {
        return new DirectoryLog(url(), log);
    }

    static String person(String uid) {
        return "uid=" + uid + ",ou=people," + BASE;
    }

    static Entry newPerson(String uid, UUID id) {
        return new PersonForm(new Tree(BASE))
                .write(new Person(
                        id,
                        uid,
                        PersonName.of("Trần Bí Mật"),
                        Optional.of("1990-01-02"),
                        Sex.FEMALE,
                        Optional.empty(),
                        PersonStatus.ACTIVE));
    }

    static String appointment(UUID id) {
        return "khueId=" + id + ",ou=appointments," + BASE;
    }

    static String[] newAppointment(UUID id, UUID person) {
        return new String[] {
            "dn: " + appointment(id),
            "objectClass: khueAppointment",
            "khueId: " + id,
            "khuePerson: " + person,
            "khueUnit: th-a",
            "khuePosition: GIAO_VIEN",
            "khueAppointmentKind: CHINH",
            "khueValidFrom: 20250801"
        };
    }

    @Override
    public void close() {
        directory.close();
        log.close();
        slapd.close();
    }
}
