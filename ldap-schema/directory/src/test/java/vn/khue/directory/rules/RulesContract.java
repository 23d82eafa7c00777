package vn.khue.directory.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassRole;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.SecretFiles;
import vn.khue.directory.UnitKind;
import vn.khue.directory.apppassword.Argon2Hash;
import vn.khue.directory.citizen.CitizenHash;
import vn.khue.directory.citizen.CitizenNumbers;
import vn.khue.directory.citizen.SecretFolder;
import vn.khue.directory.server.People;
import vn.khue.directory.server.RunningServer;

/** The same bad writes, refused by every server alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RulesContract {

    private static final String PERSON = "uid=rules.p,ou=people," + RunningServer.BASE;
    private static final String UNIT = "khueUnitId=rules-unit,ou=units," + RunningServer.BASE;
    private static final String EDGE_ID = "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7e02";
    private static final String EDGE = "khueId=" + EDGE_ID + ",ou=unit-edges," + RunningServer.BASE;
    private static final String PERSON_ID = "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7e01";

    @TempDir
    static Path secrets;

    private RunningServer server;
    private LDAPConnection admin;

    protected abstract RunningServer startServer() throws Exception;

    @BeforeAll
    void start() throws Exception {
        server = startServer();
        admin = server.admin();
        admin.add(People.entry("rules.p", UUID.fromString(PERSON_ID)));
        admin.add(
                "dn: " + UNIT,
                "objectClass: khueUnitEntry",
                "khueUnitId: rules-unit",
                "khueUnitKind: THCS",
                "khueDatedName: 20000905-$Trường Luật");
        admin.add(
                "dn: " + EDGE,
                "objectClass: khueUnitEdge",
                "khueId: " + EDGE_ID,
                "khueParentUnit: rules-above",
                "khueChildUnit: rules-unit",
                "khueEdgeKind: QUAN_LY",
                "khueValidFrom: 20000905");
    }

    @AfterAll
    void stop() {
        if (admin != null) {
            admin.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest(name = "{1} = {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                PERSON + "| khueId                | not-a-uuid",
                PERSON + "| khueId                | 0B6E7A52-2A3C-4C8E-9A51-1D3F0A6B7E01",
                PERSON + "| schacDateOfBirth      | 19851304",
                PERSON + "| schacDateOfBirth      | 198503",
                PERSON + "| khuePartialBirthDate  | 19850",
                PERSON + "| schacGender           | 7",
                PERSON + "| khueStatus            | active",
                PERSON + "| mail                  | no-address",
                PERSON + "| mail                  | two@at@khue.edu.vn",
                PERSON + "| khueCitizenHash       | 079205012345",
                PERSON + "| khueCitizenCipher     | 079205012345",
                PERSON + "| khueAppPassword       | anything",
                UNIT + "  | khueUnitKind          | thcs",
                UNIT + "  | khueDatedName         | Trường không ngày",
                UNIT + "  | khueDatedName         | 20000905-20010101$",
                UNIT + "  | khueSealDiameter      | 0",
                EDGE + "  | khueValidFrom         | 20001301",
                EDGE + "  | khueValidFrom         | 05092000",
                EDGE + "  | khueValidTo           | 20250632",
                EDGE + "  | khueEdgeKind          | THAN_THIET",
                EDGE + "  | khueParentUnit        | Rules Above",
            })
    void valueOfAnotherFormIsRefused(String dn, String attribute, String value) throws Exception {
        assertRefused(() ->
                admin.modify(dn.strip(), new Modification(ModificationType.REPLACE, attribute.strip(), value.strip())));
        String[] values = admin.getEntry(dn.strip()).getAttributeValues(attribute.strip());
        assertThat(values == null ? List.of() : List.of(values)).isNotEqualTo(List.of(value.strip()));
    }

    @Test
    void entryWithAValueOfAnotherFormIsRefused() throws Exception {
        Entry entry = People.entry("rules.bad");
        entry.setAttribute("khueId", "not-a-uuid");
        assertRefused(() -> admin.add(entry));
        assertThat(admin.getEntry(People.dn("rules.bad"))).isNull();
    }

    /** Every code that the library writes must pass: whoever adds one to an enum adds it to overlays.ldif. */
    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of("khueStatus", PersonStatus.values()),
                Arguments.of("khueEdgeKind", EdgeKind.values()),
                Arguments.of("khueUnitKind", UnitKind.values()),
                Arguments.of("khuePosition", Position.values()),
                Arguments.of("khueAppointmentKind", AppointmentKind.values()),
                Arguments.of("khueClassRole", ClassRole.values()),
                Arguments.of("khueGuardianKind", GuardianKind.values()),
                Arguments.of("khueGuardianScope", GuardianScope.values()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codes")
    void everyCodeOfTheLibraryPasses(String attribute, Enum<?>[] values) throws Exception {
        String id = UUID.randomUUID().toString();
        String branch =
                switch (attribute) {
                    case "khuePosition", "khueAppointmentKind" -> "appointments";
                    case "khueClassRole" -> "enrolments";
                    case "khueGuardianKind", "khueGuardianScope" -> "guardianships";
                    default -> "";
                };
        String dn =
                switch (attribute) {
                    case "khueStatus" -> PERSON;
                    case "khueEdgeKind" -> EDGE;
                    case "khueUnitKind" -> UNIT;
                    default -> "khueId=" + id + ",ou=" + branch + "," + RunningServer.BASE;
                };
        if (!branch.isEmpty()) {
            var lines = new ArrayList<>(
                    List.of("dn: " + dn, "khueId: " + id, "khuePerson: " + PERSON_ID, "khueValidFrom: 20200101"));
            lines.addAll(
                    switch (branch) {
                        case "appointments" ->
                            List.of(
                                    "objectClass: khueAppointment",
                                    "khueUnit: rules-unit",
                                    "khuePosition: GIAO_VIEN",
                                    "khueAppointmentKind: CHINH");
                        case "enrolments" ->
                            List.of(
                                    "objectClass: khueEnrolment",
                                    "khueClass: rules-class",
                                    "khueSchool: rules-unit",
                                    "khueClassRole: PUPIL");
                        default ->
                            List.of(
                                    "objectClass: khueGuardianship",
                                    "khueChild: " + PERSON_ID,
                                    "khueGuardianKind: MOTHER");
                    });
            admin.add(lines.toArray(String[]::new));
        }
        for (Enum<?> value : values) {
            admin.modify(dn, new Modification(ModificationType.REPLACE, attribute, value.name()));
        }
        if (attribute.equals("khueStatus")) {
            admin.modify(dn, new Modification(ModificationType.REPLACE, attribute, "ACTIVE"));
        }
    }

    @Test
    void valuesThatOnlyOneMayHaveAreRefusedToASecond() throws Exception {
        String hash = "1." + "h".repeat(43);
        admin.modify(PERSON, new Modification(ModificationType.REPLACE, "khueCitizenHash", hash));
        admin.add(People.entry("rules.second"));
        for (String[] taken : new String[][] {
            {"mail", "rules.p@khue.edu.vn"},
            {"mail", "RULES.P@khue.edu.vn"},
            {"khueId", PERSON_ID},
            {"khueId", EDGE_ID},
            {"khueCitizenHash", hash}
        }) {
            assertRefused(() -> admin.modify(
                    People.dn("rules.second"), new Modification(ModificationType.REPLACE, taken[0], taken[1])));
            Entry entry = People.entry("rules.third");
            entry.setAttribute(taken[0], taken[1]);
            assertRefused(() -> admin.add(entry));
        }
        assertRefused(() ->
                admin.modify(People.dn("rules.second"), new Modification(ModificationType.ADD, "uid", "rules.p")));
        assertRefused(() ->
                admin.modify(People.dn("rules.second"), new Modification(ModificationType.ADD, "uid", "rules.free")));
        // One's own value may be written again, and freed by its holder.
        admin.modify(PERSON, new Modification(ModificationType.REPLACE, "mail", "rules.p@khue.edu.vn"));
        admin.modify(PERSON, new Modification(ModificationType.REPLACE, "mail", "rules.other@khue.edu.vn"));
        admin.modify(
                People.dn("rules.second"), new Modification(ModificationType.REPLACE, "mail", "rules.p@khue.edu.vn"));
    }

    @Test
    void applicationGetsNoMoreThanItsLimit() throws Exception {
        int limit = 200;
        String hash = Argon2Hash.of(new byte[Argon2Hash.SALT_BYTES], new byte[Argon2Hash.SALT_BYTES])
                .value();
        for (int i = 0; i <= limit; i++) {
            Entry entry = People.entry("rules.many" + i);
            // An application sees those alone who can bind.
            entry.addAttribute("userPassword", hash);
            admin.add(entry);
        }
        try (LDAPConnection apps = server.service("apps")) {
            assertThatThrownBy(() -> apps.search(
                            "ou=people," + RunningServer.BASE,
                            SearchScope.ONE,
                            Filter.create("(uid=rules.many*)"),
                            "uid"))
                    .isInstanceOfSatisfying(LDAPSearchException.class, e -> {
                        assertThat(e.getResultCode()).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
                        assertThat(e.getEntryCount()).isEqualTo(limit);
                    });
        }
    }

    @Test
    void ofManyAtOnceOneGetsTheAddress() throws Exception {
        int many = 8;
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < many; i++) {
            Entry entry = People.entry("rules.race" + i);
            entry.setAttribute("mail", "rules.race@khue.edu.vn");
            tasks.add(() -> {
                try (LDAPConnection own = server.admin()) {
                    own.add(entry);
                    return true;
                } catch (LDAPException e) {
                    assertThat(e.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
                    return false;
                }
            });
        }
        var threads = Executors.newFixedThreadPool(many);
        try {
            int added = 0;
            for (Future<Boolean> each : threads.invokeAll(tasks)) {
                added += each.get() ? 1 : 0;
            }
            assertThat(added).isOne();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void citizenNumberStandsInNoEntryAndItsOwnerIsFoundByTheKeyedHash() throws Exception {
        CitizenNumbers numbers =
                CitizenNumbers.fromFiles(new SecretFiles(SecretFolder.make(secrets)), new SecureRandom());
        String number = "079205012345";
        UUID id = UUID.randomUUID();
        Entry entry = People.entry("rules.citizen", id);
        entry.addAttribute("khueCitizenHash", numbers.hash(number));
        entry.addAttribute("khueCitizenCipher", numbers.seal(id, number));
        try (LDAPConnection roster = server.service("roster")) {
            roster.add(entry);
            Entry found = roster.searchForEntry(
                    "ou=people," + RunningServer.BASE,
                    SearchScope.ONE,
                    Filter.createEqualityFilter("khueCitizenHash", numbers.hash(number)),
                    "*",
                    "+");
            assertThat(found.getAttributeValue("uid")).isEqualTo("rules.citizen");
            assertThat(found.hasAttribute("khueCitizenHash")).isFalse();
            assertThat(found.hasAttribute("khueCitizenCipher")).isFalse();
        }
        try (LDAPConnection gate = server.service("keycloak")) {
            Entry found = gate.searchForEntry(
                    "ou=people," + RunningServer.BASE,
                    SearchScope.ONE,
                    Filter.createEqualityFilter(
                            "khueCitizenHash",
                            CitizenHash.of(Files.readString(secrets.resolve(CitizenNumbers.HASH_KEY))
                                            .strip())
                                    .hash(number)),
                    "*",
                    "+");
            assertThat(found.getAttributeValue("uid")).isEqualTo("rules.citizen");
            assertThat(found.hasAttribute("khueCitizenHash")).isFalse();
        }
        for (Entry each : admin.search(
                        RunningServer.BASE, SearchScope.SUB, Filter.createPresenceFilter("objectClass"), "*", "+")
                .getSearchEntries()) {
            String all =
                    each.toLDIFString() + Arrays.toString(each.getAttributes().toArray());
            assertThat(all).doesNotContain(number);
        }
        String sealed =
                admin.getEntry(People.dn("rules.citizen"), "khueCitizenCipher").getAttributeValue("khueCitizenCipher");
        assertThat(numbers.open(id, sealed)).isEqualTo(number);
    }

    private static void assertRefused(Act act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        e -> assertThat(e.getResultCode())
                                .isIn(ResultCode.CONSTRAINT_VIOLATION, ResultCode.OBJECT_CLASS_VIOLATION));
    }

    private interface Act {
        void run() throws Exception;
    }
}
