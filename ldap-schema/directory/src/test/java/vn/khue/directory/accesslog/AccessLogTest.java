package vn.khue.directory.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.accesslog.AccessLog.Reading;
import vn.khue.directory.apppassword.AppPasswords;
import vn.khue.directory.apppassword.NewAppPassword;
import vn.khue.directory.ldap.LdapAccessLog;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.directory.server.People;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** What slapd's log tells, and what it tells to whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessLogTest {

    private static final String LOG = "cn=accesslog";

    @TempDir
    static Path folder;

    private RunningServer server;
    private LDAPConnection admin;

    @BeforeAll
    void start() throws Exception {
        server = ServerKind.SLAPD.start(folder.resolve("slapd"));
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            admin.close();
            server.close();
        }
    }

    @Test
    void whoDidWhatToWhichEntryIsToldAndWhichAttributesButNoValue() throws Exception {
        Entry person = People.entry("log.a");
        admin.add(person);
        admin.modify(person.getDN(), new Modification(ModificationType.REPLACE, "khueStatus", "SUSPENDED"));
        admin.modify(person.getDN(), new Modification(ModificationType.REPLACE, "displayName", "Tên Riêng Tư"));
        String edge = "khueId=" + UUID.randomUUID() + ",ou=appointments," + RunningServer.BASE;
        try (LDAPConnection roster = server.service("roster")) {
            roster.add(
                    "dn: " + edge,
                    "objectClass: khueAppointment",
                    "khueId: " + edge.substring(7, 43),
                    "khuePerson: " + person.getAttributeValue("khueId"),
                    "khueUnit: th-a",
                    "khuePosition: GIAO_VIEN",
                    "khueAppointmentKind: CHINH",
                    "khueValidFrom: 20250801");
            roster.delete(edge);
        }
        admin.delete(person.getDN());

        List<LoggedChange> told = told(change ->
                change.place().name().equals("log.a") || change.place().name().equals(edge.substring(7, 43)));
        assertThat(told)
                .extracting(LoggedChange::act)
                .containsExactly(Act.ADD, Act.MODIFY, Act.MODIFY, Act.ADD, Act.DELETE, Act.DELETE);
        assertThat(told)
                .extracting(change -> change.place().branch())
                .containsExactly("people", "people", "people", "appointments", "appointments", "people");
        assertThat(told.get(1).attributes()).containsExactly("khueStatus");
        assertThat(told.get(2).attributes()).as("its value is somebody's name").isEmpty();
        assertThat(told.get(3).attributes())
                .contains("khuePosition", "khuePerson")
                .doesNotContain("khueDecision");
        assertThat(told)
                .extracting(LoggedChange::author)
                .containsExactly(
                        new Author.Administrator(),
                        new Author.Administrator(),
                        new Author.Administrator(),
                        new Author.Service("roster"),
                        new Author.Service("roster"),
                        new Author.Administrator());
        assertThat(told).allSatisfy(change -> {
            assertThat(change.copied()).isFalse();
            assertThat(change.place().entry()).isPresent();
            assertThat(change.toString()).doesNotContain("log.a", "Riêng Tư", "SUSPENDED");
        });
        assertThat(told).extracting(LoggedChange::key).doesNotHaveDuplicates();
    }

    @Test
    void anotherPasswordIsKnownWithoutBeingSeenAndWrongBindsUpToTheLock() throws Exception {
        Entry person = People.entry("log.b");
        admin.add(person);
        NewAppPassword made;
        try (var passwords =
                new AppPasswords(server.endpoint("app-passwords"), new SecureRandom(), Clock.systemUTC())) {
            made = passwords.add(UUID.fromString(person.getAttributeValue("khueId")), "phone");
        }
        try (LDAPConnection somebody = server.anonymous()) {
            somebody.bind(person.getDN(), made.secret());
        }
        for (int i = 0; i < DirectoryPolicy.current().bindFailures() + 2; i++) {
            try (LDAPConnection somebody = server.anonymous()) {
                assertThatThrownBy(() -> somebody.bind(person.getDN(), "wrong")).isInstanceOf(LDAPException.class);
            }
        }
        List<LoggedChange> told = told(change -> change.place().name().equals("log.b"));
        assertThat(told.get(1).author()).isEqualTo(new Author.Service("app-passwords"));
        assertThat(told.stream().filter(change -> change.act() == Act.MODIFY))
                .as("not the day of the last bind")
                .allSatisfy(change -> assertThat(change.author()).isEqualTo(new Author.Service("app-passwords")))
                .anySatisfy(change -> assertThat(change.attributes()).contains("userPassword"));
        assertThat(told)
                .filteredOn(change -> change.act() == Act.WRONG_BIND)
                .hasSize(DirectoryPolicy.current().bindFailures() - 1);
        assertThat(told).filteredOn(change -> change.act() == Act.LOCK).hasSize(1);
    }

    @Test
    void fromAPlaceOnOnlyWhatIsNewIsToldAndWhatMayHaveBeenUnderWay() throws Exception {
        var place = new ArrayList<String>();
        try (LdapAccessLog log = log()) {
            assertThat(log.read(Optional.empty(), page -> place.add(page.reached())))
                    .isEqualTo(Reading.READ);
            String reached = place.get(place.size() - 1);
            admin.add(People.entry("log.c"));
            var later = new ArrayList<LoggedChange>();
            log.read(Optional.of(reached), page -> later.addAll(page.changes()));
            assertThat(later).extracting(change -> change.place().name()).contains("log.c");
            assertThat(new TreeSet<>(later.stream().map(LoggedChange::key).toList()))
                    .hasSameSizeAs(later);
            assertThatThrownBy(() -> log.read(Optional.of("yesterday"), page -> {}))
                    .isInstanceOf(DirectoryException.class);
        }
    }

    /** Rights to the tree itself are in the matrix: {@code SlapdRightsTest}. */
    @Test
    void itsReaderSeesNoPersonalValueAndFindsNoneOutByAFilter() throws Exception {
        Entry person = People.entry("log.d");
        person.setAttribute("displayName", "Tên Kín");
        admin.add(person);
        try (LDAPConnection reader = server.service("log-reader")) {
            var seen = new TreeSet<String>();
            var names = new TreeSet<String>();
            for (Entry entry : reader.search(
                            LOG,
                            SearchScope.ONE,
                            Filter.createEqualityFilter("objectClass", "auditWriteObject"),
                            "*",
                            "+")
                    .getSearchEntries()) {
                for (Attribute attribute : entry.getAttributes()) {
                    names.add(attribute.getName());
                    if (attribute.getName().equals("reqMod")) {
                        for (String line : attribute.getValues()) {
                            seen.add(line.substring(0, line.indexOf(':')));
                        }
                    }
                }
            }
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            "objectClass",
                            "reqStart",
                            "reqSession",
                            "reqDN",
                            "reqAuthzID",
                            "reqEntryUUID",
                            "entryCSN",
                            "reqMod");
            assertThat(seen)
                    .contains("khueStatus", "modifiersName", "objectClass")
                    .doesNotContain(
                            "displayName",
                            "cn",
                            "sn",
                            "givenName",
                            "mail",
                            "uid",
                            "userPassword",
                            "khueCitizenHash",
                            "khueCitizenCipher",
                            "khueAppPassword",
                            "schacDateOfBirth");
            for (String filter : List.of("(reqMod=displayName:+ T*)", "(reqMod=*)", "(reqMod=userPassword:*)")) {
                assertThat(reader.search(LOG, SearchScope.ONE, Filter.create(filter), "1.1")
                                .getEntryCount())
                        .as(filter)
                        .isZero();
            }
            assertNothing(reader, RunningServer.BASE);
            assertNothing(reader, "ou=people," + RunningServer.BASE);
            assertNothing(reader, person.getDN());
            assertRefused(() -> reader.delete(anyEntry()));
        }
    }

    @Test
    void nobodyElseReadsItAndNotEvenTheAdministratorClearsItAway() throws Exception {
        for (String service : List.of("keycloak", "signing", "audit", "roster", "apps", "app-passwords")) {
            try (LDAPConnection other = server.service(service)) {
                assertNothing(other, LOG);
            }
        }
        String entry = anyEntry();
        assertRefused(() -> admin.delete(entry));
        assertRefused(
                () -> admin.modify(entry, new Modification(ModificationType.REPLACE, "reqMessage", "nothing here")));
        try (LDAPConnection root = server.anonymous()) {
            assertThatThrownBy(() -> root.bind(LOG, RunningServer.ADMIN_PASSWORD))
                    .isInstanceOf(LDAPException.class);
        }
    }

    @Test
    void theEmbeddedDirectorySaysThatItKeepsNone() throws Exception {
        try (RunningServer embedded = ServerKind.EMBEDDED.start(folder.resolve("embedded"));
                var log = new LdapAccessLog(embedded.endpoint("log-reader"))) {
            assertThat(log.read(Optional.empty(), page -> {
                        throw new AssertionError(page);
                    }))
                    .isEqualTo(Reading.NO_LOG);
        }
    }

    @Test
    void aWrongPasswordIsNoMissingLog() {
        LdapEndpoint right = server.endpoint("log-reader");
        try (var log = new LdapAccessLog(LdapEndpoint.of(
                right.servers().get(0).toString(), right.base(), right.bindDn(), "not-" + right.password()))) {
            assertThatThrownBy(() -> log.read(Optional.empty(), page -> {}))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.reason()).isEqualTo(DirectoryException.Reason.ACCESS_DENIED));
        }
    }

    private LdapAccessLog log() {
        return new LdapAccessLog(server.endpoint("log-reader"));
    }

    private List<LoggedChange> told(java.util.function.Predicate<LoggedChange> about) {
        var told = new ArrayList<LoggedChange>();
        try (LdapAccessLog log = log()) {
            assertThat(log.read(
                            Optional.empty(),
                            page -> page.changes().stream().filter(about).forEach(told::add)))
                    .isEqualTo(Reading.READ);
        }
        return told;
    }

    private String anyEntry() throws LDAPException {
        return admin.search(LOG, SearchScope.ONE, Filter.create("(objectClass=auditAdd)"), "1.1")
                .getSearchEntries()
                .get(0)
                .getDN();
    }

    private static void assertNothing(LDAPConnection connection, String base) throws LDAPException {
        try {
            assertThat(connection
                            .search(base, SearchScope.SUB, Filter.createPresenceFilter("objectClass"), "*", "+")
                            .getEntryCount())
                    .as(base)
                    .isZero();
        } catch (LDAPException e) {
            assertThat(e.getResultCode()).isEqualTo(ResultCode.NO_SUCH_OBJECT);
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        e -> assertThat(e.getResultCode())
                                .isIn(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, ResultCode.NO_SUCH_OBJECT));
    }
}
