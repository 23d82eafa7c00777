package vn.khue.directory.ldap;

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
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Dated;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.server.RunningServer;

/** What every server of the directory must do alike. A subclass starts one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DirectoryContract {

    private static final String BASE = RunningServer.BASE;
    private static final LocalDate LAST_OF_PHONG = LocalDate.of(2025, 6, 30);
    private static final LocalDate FIRST_OF_XA = LocalDate.of(2025, 7, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private LdapDirectoryWriter writer;
    private LdapDirectory directory;

    private RunningServer server;

    protected abstract RunningServer startServer() throws Exception;

    @BeforeAll
    void start() throws Exception {
        server = startServer();
        writer = new LdapDirectoryWriter(server.adminEndpoint());
        directory = new LdapDirectory(server.adminEndpoint());
    }

    @AfterAll
    void stop() {
        if (writer != null) {
            writer.close();
            directory.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void personIsReadBackAsWritten() {
        Person lan = person("lan.nt", "Nguyễn Thị Lan", Optional.of("2012-02-29"));
        writer.add(lan);
        assertThat(directory.person(lan.id())).contains(lan);
        assertThat(directory.personByUid("LAN.NT")).contains(lan);
        assertThat(directory.person(UUID.randomUUID())).isEmpty();
        assertThat(directory.personByUid("nobody.here")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2012", "2012-09", "2012-09-05"})
    void birthDateKnownInPartStaysSo(String date) {
        Person child = person("birth." + date.length(), "Trần Văn Đức", Optional.of(date));
        writer.add(child);
        assertThat(directory.person(child.id()).orElseThrow().birthDate()).contains(date);
    }

    @Test
    void nameWithoutFamilyNameStaysSo() {
        var child = new Person(
                UUID.randomUUID(),
                "yblo",
                new PersonName("", "", "Y Blô", "Y Blô"),
                Optional.empty(),
                Sex.MALE,
                Optional.empty(),
                PersonStatus.ACTIVE);
        writer.add(child);
        assertThat(directory.person(child.id())).contains(child);
    }

    @Test
    void secondPersonWithTheSameLoginNameIsRefused() {
        writer.add(person("twice.a", "Lê Văn Hai", Optional.empty()));
        assertReason(Reason.ALREADY_EXISTS, () -> writer.add(person("twice.a", "Lê Văn Ba", Optional.empty())));
        assertThat(directory.personByUid("twice.a").orElseThrow().name().full()).isEqualTo("Lê Văn Hai");
    }

    @Test
    void updateChangesWhatMayChangeAndNothingElse() {
        Person before = person("update.a", "Phạm Thị Hoà", Optional.of("1990-01-02"));
        writer.add(before);
        var after = new Person(
                before.id(),
                before.uid(),
                PersonName.of("Phạm Thị Hòa"),
                Optional.of("1990"),
                before.sex(),
                Optional.empty(),
                PersonStatus.SUSPENDED);
        writer.update(after);
        assertThat(directory.person(before.id())).contains(after);
        assertReason(
                Reason.REFUSED,
                () -> writer.update(new Person(
                        UUID.randomUUID(),
                        before.uid(),
                        before.name(),
                        before.birthDate(),
                        before.sex(),
                        before.mail(),
                        before.status())));
        assertReason(Reason.NOT_FOUND, () -> writer.update(person("update.none", "Phạm Ai", Optional.empty())));
    }

    @Test
    void updateLeavesAttributesOfOthers() throws Exception {
        Person teacher = person("extra.a", "Võ Thị Sáu", Optional.empty());
        writer.add(teacher);
        try (LDAPConnection admin = server.admin()) {
            admin.modify(
                    "uid=extra.a,ou=people," + BASE, new Modification(ModificationType.ADD, "preferredLanguage", "vi"));
            writer.update(new Person(
                    teacher.id(),
                    teacher.uid(),
                    teacher.name(),
                    Optional.of("1980"),
                    teacher.sex(),
                    teacher.mail(),
                    teacher.status()));
            assertThat(admin.getEntry("uid=extra.a,ou=people," + BASE).getAttributeValue("preferredLanguage"))
                    .isEqualTo("vi");
        }
    }

    @Test
    void managingUnitChangesOverNight() {
        String school = "thcs-contract";
        unit(school, UnitKind.THCS, "Trường THCS Hợp Đồng");
        unit("phong-contract", UnitKind.PHONG, "Phòng GD&ĐT");
        unit("xa-contract", UnitKind.XA, "UBND xã");
        var old = new UnitEdge(
                UUID.randomUUID(),
                "phong-contract",
                school,
                EdgeKind.QUAN_LY,
                Validity.since(LocalDate.of(2000, 1, 1)));
        writer.add(old);
        writer.closeUnitEdge(old.id(), LAST_OF_PHONG);
        writer.add(
                new UnitEdge(UUID.randomUUID(), "xa-contract", school, EdgeKind.QUAN_LY, Validity.since(FIRST_OF_XA)));

        assertThat(directory.managing(school, EdgeKind.QUAN_LY, LAST_OF_PHONG).map(Unit::id))
                .contains("phong-contract");
        assertThat(directory.managing(school, EdgeKind.QUAN_LY, FIRST_OF_XA).map(Unit::id))
                .contains("xa-contract");
        assertThat(directory.managing(school, EdgeKind.QUAN_LY, LocalDate.of(1999, 12, 31)))
                .isEmpty();
        assertThat(directory.managing(school, EdgeKind.CHUYEN_MON, TODAY)).isEmpty();
        assertThat(directory.below("phong-contract", EdgeKind.QUAN_LY, LAST_OF_PHONG))
                .extracting(UnitEdge::child)
                .containsExactly(school);
        assertThat(directory.below("phong-contract", EdgeKind.QUAN_LY, FIRST_OF_XA))
                .isEmpty();
    }

    @Test
    void unitKeepsItsNamesAndCodes() {
        var renamed = new Unit(
                "th-renamed",
                UnitKind.TIEU_HOC,
                List.of(
                        new Dated<>("Trường Tiểu học Cũ", Validity.between(LocalDate.of(2000, 9, 5), LAST_OF_PHONG)),
                        new Dated<>("Trường Tiểu học Mới", Validity.since(FIRST_OF_XA))),
                List.of(new Dated<>("79783402", Validity.since(LocalDate.of(2000, 9, 5)))),
                OptionalInt.of(36));
        writer.add(renamed);
        assertThat(directory.unit("th-renamed")).contains(renamed);
        assertThat(directory.unit("th-renamed").orElseThrow().nameOn(LAST_OF_PHONG))
                .contains("Trường Tiểu học Cũ");
        assertThat(directory.unit("th-renamed").orElseThrow().nameOn(FIRST_OF_XA))
                .contains("Trường Tiểu học Mới");
        assertThat(directory.units(UnitKind.TIEU_HOC)).contains(renamed);
    }

    @Test
    void unitFromMemoryIsNeverOlderThanAllowed() {
        unit("age-unit", UnitKind.XA, "Tên thứ nhất");
        var endpoint = server.adminEndpoint();
        var clock = new SteppedClock();
        try (var reader = new LdapDirectory(endpoint, clock)) {
            assertThat(reader.unit("age-unit").orElseThrow().nameOn(TODAY)).contains("Tên thứ nhất");
            writer.update(new Unit("age-unit", UnitKind.XA, named("Tên thứ hai"), List.of(), OptionalInt.empty()));
            clock.advance(endpoint.unitAge().minusMillis(1));
            assertThat(reader.unit("age-unit").orElseThrow().nameOn(TODAY)).contains("Tên thứ nhất");
            clock.advance(java.time.Duration.ofMillis(1));
            assertThat(reader.unit("age-unit").orElseThrow().nameOn(TODAY)).contains("Tên thứ hai");
        }
    }

    @Test
    void standingHoldsWhatCoversTheDay() {
        Person teacher = person("standing.a", "Đỗ Thị Ánh", Optional.empty());
        Person child = person("standing.b", "Đỗ Minh Khôi", Optional.of("2015-05-05"));
        writer.add(teacher);
        writer.add(child);
        unit("thcs-standing", UnitKind.THCS, "Trường THCS Đứng");
        Appointment teaches =
                appointment(teacher, "thcs-standing", Position.GIAO_VIEN, Validity.since(LocalDate.of(2020, 9, 1)));
        Appointment led = appointment(
                teacher,
                "thcs-standing",
                Position.TO_TRUONG,
                Validity.between(LocalDate.of(2021, 9, 1), LocalDate.of(2026, 8, 31)));
        writer.add(teaches);
        writer.add(led);
        var group = new ClassGroup("thcs-standing-2026-7a1", "thcs-standing", "2026-2027", 7, "7A1");
        writer.add(group);
        var form = new Enrolment(
                UUID.randomUUID(),
                teacher.id(),
                group.id(),
                group.unit(),
                ClassRole.FORM_TEACHER,
                Validity.between(LocalDate.of(2026, 8, 1), LocalDate.of(2027, 5, 31)));
        var pupil = new Enrolment(
                UUID.randomUUID(),
                child.id(),
                group.id(),
                group.unit(),
                ClassRole.PUPIL,
                Validity.since(LocalDate.of(2026, 8, 1)));
        writer.add(form);
        writer.add(pupil);
        var guardianship = new Guardianship(
                UUID.randomUUID(),
                teacher.id(),
                child.id(),
                GuardianKind.MOTHER,
                Set.of(GuardianScope.RECORDS, GuardianScope.CONSENT),
                Validity.since(LocalDate.of(2015, 5, 5)));
        writer.add(guardianship);

        Standing today = directory.standing(teacher.id(), TODAY).orElseThrow();
        assertThat(today)
                .isEqualTo(new Standing(teacher, TODAY, List.of(teaches), List.of(form), List.of(guardianship)));
        assertThat(today.roles()).containsExactly(Role.GIAO_VIEN, Role.GV_CHU_NHIEM, Role.PHU_HUYNH);
        assertThat(today.units()).containsExactly("thcs-standing");

        Standing then =
                directory.standing(teacher.id(), LocalDate.of(2026, 8, 31)).orElseThrow();
        assertThat(then.appointments()).containsExactly(teaches, led);

        Standing ofChild = directory.standing(child.id(), TODAY).orElseThrow();
        assertThat(ofChild.guardianships()).isEmpty();
        assertThat(ofChild.roles()).containsExactly(Role.HOC_SINH);
        assertThat(directory.guardiansOf(child.id(), TODAY)).containsExactly(guardianship);
        assertThat(directory.guardiansOf(List.of(child.id(), teacher.id(), child.id()), TODAY))
                .containsExactly(guardianship);
        assertThat(directory.guardiansOf(List.<UUID>of(), TODAY)).isEmpty();
        assertThat(directory.people(List.of(child.id(), UUID.randomUUID()))).containsExactly(child);
        assertThat(directory.members(group.id(), ClassRole.PUPIL, TODAY)).containsExactly(child);
        assertThat(directory.classGroup(group.id())).contains(group);
        assertThat(directory.classGroups("thcs-standing", "2026-2027")).containsExactly(group);
        assertThat(directory.standing(UUID.randomUUID(), TODAY)).isEmpty();

        writer.closeAppointment(teaches.id(), TODAY.minusDays(1));
        writer.closeEnrolment(form.id(), TODAY.minusDays(1));
        writer.closeGuardianship(guardianship.id(), TODAY.minusDays(1));
        assertThat(directory.standing(teacher.id(), TODAY).orElseThrow().roles())
                .isEmpty();
    }

    @Test
    void closingNeedsAnEdgeAndADayAfterItsStart() {
        Person clerk = person("close.a", "Bùi Văn Thư", Optional.empty());
        writer.add(clerk);
        Appointment held = appointment(clerk, "anywhere", Position.VAN_THU, Validity.since(TODAY));
        writer.add(held);
        assertReason(Reason.REFUSED, () -> writer.closeAppointment(held.id(), TODAY.minusDays(1)));
        assertReason(Reason.NOT_FOUND, () -> writer.closeAppointment(UUID.randomUUID(), TODAY));
        assertThat(directory.appointmentsAt("anywhere", Position.VAN_THU, TODAY))
                .containsExactly(held);
    }

    @Test
    void principalOfADayIsFoundAndStaffIsInVietnameseOrder() {
        String school = "th-staff";
        unit(school, UnitKind.TIEU_HOC, "Trường Tiểu học Nhân Viên");
        List<Person> staff = new ArrayList<>();
        int number = 0;
        for (String name : List.of("Nguyễn Văn Đạt", "Trần Văn Dũng", "Lê Thị Ánh", "Lê Thị An", "Nguyễn Thị An")) {
            Person one = person("staff." + number++, name, Optional.empty());
            writer.add(one);
            staff.add(one);
        }
        Appointment first = appointment(
                staff.get(0), school, Position.HIEU_TRUONG, Validity.between(LocalDate.of(2020, 1, 1), LAST_OF_PHONG));
        Appointment second = appointment(staff.get(1), school, Position.HIEU_TRUONG, Validity.since(FIRST_OF_XA));
        writer.add(first);
        writer.add(second);
        writer.add(appointment(staff.get(0), school, Position.GIAO_VIEN, Validity.since(FIRST_OF_XA)));
        for (int i = 2; i < staff.size(); i++) {
            writer.add(appointment(staff.get(i), school, Position.GIAO_VIEN, Validity.since(FIRST_OF_XA)));
        }
        writer.add(appointment(staff.get(2), school, Position.TO_TRUONG, Validity.since(FIRST_OF_XA)));

        assertThat(directory.appointmentsAt(school, Position.HIEU_TRUONG, LAST_OF_PHONG))
                .containsExactly(first);
        assertThat(directory.appointmentsAt(school, Position.HIEU_TRUONG, FIRST_OF_XA))
                .containsExactly(second);
        assertThat(directory.staffOf(school, FIRST_OF_XA))
                .extracting(person -> person.name().full())
                .containsExactly("Lê Thị An", "Nguyễn Thị An", "Lê Thị Ánh", "Trần Văn Dũng", "Nguyễn Văn Đạt");
    }

    @Test
    void nameIsFoundWithoutAccentsAndByBeginningsOfWords() {
        writer.add(person("find.a", "Tạ Thị Thuý Quỳnh", Optional.empty()));
        writer.add(person("find.b", "Tạ Đức Quý", Optional.empty()));
        for (String words : List.of(
                "quynh", "QUỲNH", "thuy quynh", "Thúy", Normalizer.normalize("Quỳnh", Normalizer.Form.NFD), "ta quy")) {
            assertThat(directory.findByName(words, 50))
                    .as(words)
                    .extracting(Person::uid)
                    .contains("find.a");
        }
        assertThat(directory.findByName("duc qu", 50)).extracting(Person::uid).containsExactly("find.b");
        assertThat(directory.findByName("uynh", 50)).isEmpty();
        assertThat(directory.findByName("ta", 1)).hasSize(1);
        assertThat(directory.findByName("*)(uid=*", 50)).isEmpty();
        assertReason(Reason.REFUSED, () -> directory.findByName("a", 50));
        assertReason(Reason.REFUSED, () -> directory.findByName("an", 0));
        assertReason(Reason.REFUSED, () -> directory.findByName("an", 201));
    }

    @Test
    void pagesHoldEveryoneOnce() throws Exception {
        for (int i = 0; i < 25; i++) {
            writer.add(person("page." + i, "Mai Trang " + (char) ('A' + i), Optional.empty()));
        }
        var seen = new HashSet<String>();
        int pages = 0;
        try (LDAPConnection keycloak = server.service("keycloak")) {
            com.unboundid.asn1.ASN1OctetString cookie = null;
            do {
                var request = new SearchRequest(
                        "ou=people," + BASE,
                        SearchScope.ONE,
                        Filter.createSubInitialFilter("khueSearchKey", "mai trang"),
                        "uid");
                request.addControl(new SimplePagedResultsControl(10, cookie, true));
                SearchResult page = keycloak.search(request);
                assertThat(page.getEntryCount()).isLessThanOrEqualTo(10);
                page.getSearchEntries()
                        .forEach(entry -> assertThat(seen.add(entry.getDN())).isTrue());
                cookie = SimplePagedResultsControl.get(page).getCookie();
                pages++;
            } while (cookie.getValueLength() > 0);
        }
        assertThat(seen).hasSize(25);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void sizeLimitOfTheCallerHolds() throws Exception {
        for (int i = 0; i < 5; i++) {
            writer.add(person("limit." + i, "Cao Giới Hạn", Optional.empty()));
        }
        try (LDAPConnection keycloak = server.service("keycloak")) {
            var request =
                    new SearchRequest("ou=people," + BASE, SearchScope.ONE, Filter.create("(uid=limit.*)"), "uid");
            request.setSizeLimit(3);
            assertThatThrownBy(() -> keycloak.search(request)).isInstanceOfSatisfying(LDAPSearchException.class, e -> {
                assertThat(e.getResultCode()).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
                assertThat(e.getEntryCount()).isEqualTo(3);
            });
        }
    }

    @Test
    void entriesHaveAnEntryUuidAndTimes() throws Exception {
        writer.add(person("operational.a", "Hồ Thị Kỷ", Optional.empty()));
        try (LDAPConnection keycloak = server.service("keycloak")) {
            SearchResultEntry entry = keycloak.getEntry("uid=operational.a,ou=people," + BASE, "*", "+");
            assertThat(UUID.fromString(entry.getAttributeValue("entryUUID"))).isNotNull();
            assertThat(entry.getAttributeValueAsDate("createTimestamp")).isNotNull();
            assertThat(entry.getAttributeValueAsDate("modifyTimestamp")).isNotNull();
        }
    }

    static Stream<Arguments> entriesThatBreakTheSchema() {
        return Stream.of(
                Arguments.of("unknown attribute", "khueShoeSize", "42"),
                Arguments.of("attribute of no class of the entry", "khueUnitKind", "XA"),
                Arguments.of("letters in a numeric string", "schacDateOfBirth", "hôm qua"),
                Arguments.of("second value of a single one", "khueStatus", "LEFT"),
                Arguments.of("no number", "schacGender", "nữ"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entriesThatBreakTheSchema")
    void entryThatBreaksTheSchemaIsRefused(String why, String attribute, String value) throws Exception {
        Entry entry = new PersonForm(new Tree(BASE)).write(person("broken.a", "Ngô Sai", Optional.empty()));
        entry.removeAttribute(attribute);
        entry.addAttribute(attribute, value);
        if (attribute.equals("khueStatus")) {
            entry.addAttribute(attribute, "ACTIVE");
        }
        try (LDAPConnection admin = server.admin()) {
            assertThatThrownBy(() -> admin.add(entry)).isInstanceOf(LDAPException.class);
            assertThat(admin.getEntry(entry.getDN())).isNull();
        }
    }

    @Test
    void entryWithoutAnObligatoryAttributeIsRefused() throws Exception {
        Entry entry = new PersonForm(new Tree(BASE)).write(person("missing.a", "Ngô Thiếu", Optional.empty()));
        entry.removeAttribute("khueId");
        try (LDAPConnection admin = server.admin()) {
            assertThatThrownBy(() -> admin.add(entry))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.OBJECT_CLASS_VIOLATION));
        }
    }

    @Test
    void anonymousGetsNothing() throws Exception {
        writer.add(person("anonymous.a", "Lý Ẩn Danh", Optional.empty()));
        try (LDAPConnection nobody = server.anonymous()) {
            for (String base : List.of("", BASE, "ou=people," + BASE, "uid=anonymous.a,ou=people," + BASE)) {
                assertNothing(nobody, base, "(objectClass=*)");
            }
            assertThatThrownBy(() -> nobody.delete("uid=anonymous.a,ou=people," + BASE))
                    .isInstanceOf(LDAPException.class);
        }
        assertThat(directory.personByUid("anonymous.a")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", ""})
    void bindWithAWrongOrEmptyPasswordFails(String password) throws Exception {
        try (LDAPConnection connection = server.anonymous()) {
            connection.getConnectionOptions().setBindWithDNRequiresPassword(false);
            for (String dn :
                    List.of("cn=admin," + BASE, "cn=signing,ou=services," + BASE, "uid=lan.nt,ou=people," + BASE)) {
                assertThatThrownBy(() -> connection.bind(dn, password)).as(dn).isInstanceOf(LDAPException.class);
            }
        }
        assertReason(Reason.ACCESS_DENIED, () -> {
            try (var reader = new LdapDirectory(LdapEndpoint.of(
                    "ldap://127.0.0.1:" + server.port(), BASE, "cn=signing,ou=services," + BASE, "wrong"))) {
                reader.person(UUID.randomUUID());
            }
        });
    }

    /** Branch by service: whether an entry there may be seen. */
    static Stream<Arguments> branchMatrix() {
        var matrix = new ArrayList<Arguments>();
        Map<String, Set<String>> allowed = Map.of(
                "keycloak",
                        Set.of(
                                "people",
                                "units",
                                "unit-edges",
                                "appointments",
                                "classes",
                                "enrolments",
                                "guardianships"),
                "signing",
                        Set.of(
                                "people",
                                "units",
                                "unit-edges",
                                "appointments",
                                "classes",
                                "enrolments",
                                "guardianships"),
                "audit", Set.of("people", "units", "unit-edges"));
        for (String service : List.of("keycloak", "signing", "audit")) {
            for (String branch : List.of(
                    "people",
                    "units",
                    "unit-edges",
                    "appointments",
                    "classes",
                    "enrolments",
                    "guardianships",
                    "retired-names",
                    "services")) {
                matrix.add(Arguments.of(service, branch, allowed.get(service).contains(branch)));
            }
        }
        return matrix.stream();
    }

    @ParameterizedTest(name = "{0} sees {1}: {2}")
    @MethodSource("branchMatrix")
    void serviceSeesOnlyItsBranches(String service, String branch, boolean allowed) throws Exception {
        oneOfEach();
        try (LDAPConnection connection = server.service(service)) {
            String below = "ou=" + branch + "," + BASE;
            assertThat(visible(connection, below, SearchScope.ONE, "(objectClass=*)") > 0)
                    .isEqualTo(allowed);
            // A search from the top must not tell more than one in the branch.
            String id = Map.of(
                            "people", "(khueId=" + RIGHTS_PERSON + ")",
                            "units", "(khueUnitId=rights-unit)",
                            "unit-edges", "(khueChildUnit=rights-unit)",
                            "appointments", "(&(khuePerson=" + RIGHTS_PERSON + ")(khuePosition=*))",
                            "classes", "(khueClassId=rights-class)",
                            "enrolments", "(khueClass=rights-class)",
                            "guardianships", "(khueChild=" + RIGHTS_CHILD + ")",
                            "retired-names", "(khueRetiredName=rights.gone)",
                            "services", "(&(cn=signing)(objectClass=simpleSecurityObject))")
                    .get(branch);
            assertThat(visible(connection, BASE, SearchScope.SUB, id) > 0).isEqualTo(allowed);
        }
    }

    /** Attribute of a person by service: whether it may be seen and asked about. */
    static Stream<Arguments> attributeMatrix() {
        var matrix = new ArrayList<Arguments>();
        Map<String, Set<String>> allowed = Map.of(
                "keycloak", Set.of("uid", "khueId", "cn", "khueStatus", "mail", "khueSearchKey", "schacDateOfBirth"),
                "signing", Set.of("uid", "khueId", "cn", "khueStatus", "mail", "khueSearchKey"),
                "audit", Set.of("uid", "khueId", "cn", "khueStatus"));
        for (String service : List.of("keycloak", "signing", "audit")) {
            for (String attribute : List.of(
                    "uid",
                    "khueId",
                    "cn",
                    "khueStatus",
                    "mail",
                    "khueSearchKey",
                    "schacDateOfBirth",
                    "schacGender",
                    "khuePersonCode",
                    "userPassword",
                    "description")) {
                matrix.add(Arguments.of(service, attribute, allowed.get(service).contains(attribute)));
            }
        }
        return matrix.stream();
    }

    @ParameterizedTest(name = "{0} sees {1}: {2}")
    @MethodSource("attributeMatrix")
    void serviceSeesOnlyItsAttributes(String service, String attribute, boolean allowed) throws Exception {
        oneOfEach();
        try (LDAPConnection connection = server.service(service)) {
            for (String[] asked : new String[][] {{"*", "+"}, {attribute}}) {
                SearchResultEntry entry = connection.getEntry("uid=rights.p,ou=people," + BASE, asked);
                assertThat(entry.hasAttribute(attribute)).isEqualTo(allowed);
            }
            // A hidden attribute must not show itself by whether a filter matches; nobody is looked for by a birth
            // date.
            boolean searchable = allowed && !attribute.equals("schacDateOfBirth");
            String probe = "(&(uid=rights.p)(" + attribute + "=*))";
            assertThat(visible(connection, "ou=people," + BASE, SearchScope.ONE, probe) > 0)
                    .isEqualTo(searchable);
            String negated = "(&(uid=rights.p)(!(" + attribute + "=nothing-has-this)))";
            if (!searchable) {
                assertThat(visible(connection, "ou=people," + BASE, SearchScope.ONE, negated))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keycloak", "signing", "audit"})
    void serviceWritesNothing(String service) throws Exception {
        oneOfEach();
        String dn = "uid=rights.p,ou=people," + BASE;
        try (LDAPConnection connection = server.service(service)) {
            assertRefused(
                    () -> connection.modify(dn, new Modification(ModificationType.REPLACE, "khueStatus", "LEFT")));
            assertRefused(() -> connection.delete(dn));
            assertRefused(() -> connection.add(
                    new PersonForm(new Tree(BASE)).write(person("by." + service, "Kẻ Ghi", Optional.empty()))));
            assertRefused(() -> connection.modifyDN(dn, "uid=renamed", true));
        }
        assertThat(directory.personByUid("rights.p").orElseThrow().status()).isEqualTo(PersonStatus.ACTIVE);
        assertThat(directory.personByUid("by." + service)).isEmpty();
    }

    @Test
    void readerOfAServiceGetsAStandingCutToItsRights() {
        oneOfEach();
        try (var signing = new LdapDirectory(server.endpoint("signing"));
                var keycloak = new LdapDirectory(server.endpoint("keycloak"))) {
            UUID person = UUID.fromString(RIGHTS_PERSON);
            Standing cut = signing.standing(person, TODAY).orElseThrow();
            assertThat(cut.appointments()).hasSize(1);
            assertThat(cut.enrolments()).hasSize(1);
            assertThat(cut.guardianships()).hasSize(1);
            assertThat(cut.person().birthDate()).isEmpty();
            assertThat(cut.person().mail()).isPresent();
            Standing whole = keycloak.standing(person, TODAY).orElseThrow();
            assertThat(whole.enrolments()).hasSize(1);
            assertThat(whole.guardianships()).hasSize(1);
            assertThat(whole.person().birthDate()).isPresent();
        }
    }

    @Test
    void nextServerIsTakenWhereTheFirstIsDown() throws Exception {
        int nobody;
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        var endpoint = LdapEndpoint.of(
                "ldap://127.0.0.1:" + nobody + " ldap://127.0.0.1:" + server.port(),
                BASE,
                RunningServer.ADMIN,
                RunningServer.ADMIN_PASSWORD);
        try (var reader = new LdapDirectory(endpoint)) {
            assertThat(reader.person(UUID.randomUUID())).isEmpty();
        }
        var alone =
                LdapEndpoint.of("ldap://127.0.0.1:" + nobody, BASE, RunningServer.ADMIN, RunningServer.ADMIN_PASSWORD);
        try (var reader = new LdapDirectory(alone)) {
            assertReason(Reason.UNAVAILABLE, () -> reader.person(UUID.randomUUID()));
        }
    }

    private static final String RIGHTS_PERSON = "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c01";
    private static final String RIGHTS_CHILD = "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c02";

    private boolean oneOfEachAdded;

    private void oneOfEach() {
        if (oneOfEachAdded) {
            return;
        }
        oneOfEachAdded = true;
        var person = new Person(
                UUID.fromString(RIGHTS_PERSON),
                "rights.p",
                PersonName.of("Quyền Thị Hạn"),
                Optional.of("1985-03-04"),
                Sex.FEMALE,
                Optional.of("rights.p@khue.edu.vn"),
                PersonStatus.ACTIVE,
                Set.of("7900112233"));
        writer.add(person);
        Person gone = person("rights.gone", "Quyền Đã Xóa", Optional.empty());
        writer.add(gone);
        writer.erase(gone.id(), TODAY);
        unit("rights-unit", UnitKind.THCS, "Trường Quyền");
        unit("rights-above", UnitKind.XA, "Xã Quyền");
        Validity always = Validity.since(LocalDate.of(2020, 1, 1));
        writer.add(new UnitEdge(UUID.randomUUID(), "rights-above", "rights-unit", EdgeKind.QUAN_LY, always));
        writer.add(appointment(person, "rights-unit", Position.GIAO_VIEN, always));
        writer.add(new ClassGroup("rights-class", "rights-unit", "2026-2027", 6, "6A1"));
        writer.add(new Enrolment(
                UUID.randomUUID(), person.id(), "rights-class", "rights-unit", ClassRole.FORM_TEACHER, always));
        writer.add(new Guardianship(
                UUID.randomUUID(),
                person.id(),
                UUID.fromString(RIGHTS_CHILD),
                GuardianKind.MOTHER,
                Set.of(GuardianScope.RECORDS),
                always));
    }

    private static int visible(LDAPConnection connection, String base, SearchScope scope, String filter)
            throws LDAPException {
        try {
            return connection.search(base, scope, Filter.create(filter), "1.1").getEntryCount();
        } catch (LDAPSearchException e) {
            assertThat(e.getResultCode()).isIn(ResultCode.NO_SUCH_OBJECT, ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            return e.getEntryCount();
        }
    }

    private static void assertNothing(LDAPConnection connection, String base, String filter) throws LDAPException {
        try {
            SearchResult result = connection.search(base, SearchScope.SUB, Filter.create(filter), "*", "+");
            assertThat(result.getEntryCount()).isZero();
        } catch (LDAPSearchException e) {
            assertThat(e.getEntryCount()).isZero();
        }
    }

    private static void assertRefused(Act act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        e -> assertThat(e.getResultCode())
                                .isIn(
                                        ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                                        ResultCode.UNWILLING_TO_PERFORM,
                                        ResultCode.NO_SUCH_OBJECT));
    }

    private static void assertReason(Reason reason, Act act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        DirectoryException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Person person(String uid, String name, Optional<String> birthDate) {
        return new Person(
                UUID.randomUUID(),
                uid,
                PersonName.of(name),
                birthDate,
                Sex.FEMALE,
                Optional.of(uid + "@khue.edu.vn"),
                PersonStatus.ACTIVE);
    }

    private void unit(String id, UnitKind kind, String name) {
        writer.add(new Unit(id, kind, named(name), List.of(), OptionalInt.empty()));
    }

    private static List<Dated<String>> named(String name) {
        return List.of(new Dated<>(name, Validity.since(LocalDate.of(2000, 1, 1))));
    }

    private static Appointment appointment(Person person, String unit, Position position, Validity validity) {
        return new Appointment(
                UUID.randomUUID(),
                person.id(),
                unit,
                position,
                AppointmentKind.CHINH,
                validity,
                Optional.of("123/QĐ-PGDĐT ngày 01/01/2020"));
    }

    private interface Act {
        void run() throws Exception;
    }
}
