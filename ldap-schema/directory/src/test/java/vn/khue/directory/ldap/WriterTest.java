package vn.khue.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.CourtLimit;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Position;
import vn.khue.directory.RetiredName;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.Validity;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** What a roster needs beyond adding and closing: codes, reopening, removing, erasing, court limits. */
@ParameterizedClass(name = "{0}")
@EnumSource(ServerKind.class)
class WriterTest extends ServerTest {

    @Test
    void personIsFoundByAnyOfTheirCodes() {
        Person child = person("code.a", "Trần Thị Mã").withCodes(Set.of("TAM-0017", "7912345678"));
        writer.add(child);
        assertThat(directory.personByCode("TAM-0017")).contains(child);
        assertThat(directory.personByCode("7912345678")).contains(child);
        assertThat(directory.personByCode("tam-0017")).isEmpty();
        writer.update(child.withCodes(Set.of("7912345678")));
        assertThat(directory.personByCode("TAM-0017")).isEmpty();
        writer.update(child.withCodes(Set.of()));
        assertThat(directory.person(child.id()).orElseThrow().codes()).isEmpty();
    }

    @Test
    void codesAreHiddenFromServices() {
        Person child = person("code.hidden", "Trần Kín").withCodes(Set.of("7900000001"));
        writer.add(child);
        try (var keycloak = new LdapDirectory(server.endpoint("keycloak"))) {
            assertThat(keycloak.person(child.id()).orElseThrow().codes()).isEmpty();
            try {
                assertThat(keycloak.personByCode("7900000001")).isEmpty();
            } catch (DirectoryException e) {
                assertThat(e.reason()).isEqualTo(Reason.ACCESS_DENIED);
            }
        }
    }

    @Test
    void codeOfTwoPeopleIsReportedAndNotGuessed() {
        writer.add(person("code.twice.a", "Lê Một").withCodes(Set.of("7911111111")));
        try {
            writer.add(person("code.twice.b", "Lê Hai").withCodes(Set.of("7911111111")));
        } catch (DirectoryException e) {
            // A server that holds codes unique leaves nothing to report.
            assertThat(e.reason()).isEqualTo(Reason.REFUSED);
            return;
        }
        assertReason(Reason.UNREADABLE, () -> directory.personByCode("7911111111"));
    }

    @Test
    void closedEdgeIsReopenedAndTwiceIsOnce() {
        Person teacher = added("reopen.a", "Phan Mở Lại");
        Appointment held = appointed(teacher, "reopen-unit", Position.GIAO_VIEN, ALWAYS);
        writer.closeAppointment(held.id(), LAST_OF_PHONG);
        assertThat(directory.appointmentsAt("reopen-unit", TODAY)).isEmpty();
        writer.reopenAppointment(held.id());
        writer.reopenAppointment(held.id());
        assertThat(directory.appointmentsAt("reopen-unit", TODAY)).containsExactly(held);
        assertReason(Reason.NOT_FOUND, () -> writer.reopenAppointment(UUID.randomUUID()));

        var edge = new UnitEdge(UUID.randomUUID(), "so-reopen", "th-reopen", EdgeKind.QUAN_LY, ALWAYS);
        writer.add(edge);
        writer.closeUnitEdge(edge.id(), LAST_OF_PHONG);
        writer.reopenUnitEdge(edge.id());
        assertThat(directory.below("so-reopen", EdgeKind.QUAN_LY, TODAY)).containsExactly(edge);
    }

    @Test
    void removedEdgeIsGoneAndTwiceIsOnce() {
        Person pupil = added("remove.a", "Phan Xóa");
        Enrolment enrolment = enrolled(pupil, "remove-class", "remove-school", ALWAYS);
        writer.removeEnrolment(enrolment.id());
        writer.removeEnrolment(enrolment.id());
        assertThat(directory.history(pupil.id()).orElseThrow().enrolments()).isEmpty();
    }

    @Test
    void classIsRenamedAndRemovedOnlyWhenEmpty() {
        var group = new ClassGroup("class-7a1", "class-school", "2026-2027", 7, "7A1");
        writer.add(group);
        var renamed = new ClassGroup("class-7a1", "class-school", "2026-2027", 7, "7 Chuyên Toán");
        writer.update(renamed);
        writer.update(renamed);
        assertThat(directory.classGroup("class-7a1")).contains(renamed);
        assertReason(
                Reason.REFUSED,
                () -> writer.update(new ClassGroup("class-7a1", "class-school", "2026-2027", 8, "8A1")));
        assertReason(
                Reason.NOT_FOUND,
                () -> writer.update(new ClassGroup("class-none", "class-school", "2026-2027", 8, "8A1")));

        Person pupil = added("class.a", "Phan Trong Lớp");
        Enrolment enrolment = enrolled(pupil, group.id(), group.unit(), ALWAYS);
        enrolled(added("class.b", "Phan Cũng Trong Lớp"), group.id(), group.unit(), ALWAYS);
        assertReason(Reason.REFUSED, () -> writer.removeClassGroup(group.id()));
        writer.removeEnrolment(enrolment.id());
        assertReason(Reason.REFUSED, () -> writer.removeClassGroup(group.id()));
        directory.enrolmentsIn(group.id(), TODAY).forEach(left -> writer.removeEnrolment(left.id()));
        writer.removeClassGroup(group.id());
        writer.removeClassGroup(group.id());
        assertThat(directory.classGroup(group.id())).isEmpty();
    }

    @Test
    void erasedPersonLeavesNothingButATakenName() throws Exception {
        Person parent = added("erase.p", "Hồ Thị Mẹ");
        Person child = person("erase.c", "Hồ Văn Con").withCodes(Set.of("7922222222"));
        writer.add(child);
        enrolled(child, "erase-class", "erase-school", ALWAYS);
        appointed(child, "erase-school", Position.THU_VIEN, ALWAYS);
        writer.add(new Guardianship(
                UUID.randomUUID(),
                parent.id(),
                child.id(),
                GuardianKind.MOTHER,
                Set.of(GuardianScope.RECORDS),
                ALWAYS));

        writer.erase(child.id(), TODAY);
        writer.erase(child.id(), TODAY.plusDays(1));

        assertThat(directory.person(child.id())).isEmpty();
        assertThat(directory.personByCode("7922222222")).isEmpty();
        assertThat(directory.history(parent.id()).orElseThrow().guardianships()).isEmpty();
        try (LDAPConnection admin = server.admin()) {
            assertThat(admin.search(
                                    RunningServer.BASE,
                                    com.unboundid.ldap.sdk.SearchScope.SUB,
                                    "(|(khueId=" + child.id() + ")(khuePerson=" + child.id() + ")(khueChild="
                                            + child.id() + "))")
                            .getEntryCount())
                    .isZero();
        }
        assertThat(writer.isTaken("erase.c")).isTrue();
        assertThat(writer.isTaken("ERASE.C")).isTrue();
        assertThat(writer.isTaken("erase.p")).isTrue();
        assertThat(writer.isTaken("erase.nobody")).isFalse();
        assertReason(Reason.ALREADY_EXISTS, () -> writer.add(person("erase.c", "Người Khác")));
        List<RetiredName> names = new ArrayList<>();
        try (var census = new LdapCensus(server.adminEndpoint())) {
            census.retiredNames(names::add);
        }
        assertThat(names).contains(new RetiredName("erase.c", TODAY));
    }

    @Test
    void erasureThatBrokeOffIsCompletedByRepeatingIt() throws Exception {
        Person child = added("broken.off", "Hồ Dở Dang");
        enrolled(child, "broken-class", "broken-school", ALWAYS);
        try (LDAPConnection admin = server.admin()) {
            admin.add(new RetiredNameForm(new Tree(RunningServer.BASE))
                    .write(new RetiredName("broken.off", LocalDate.of(2026, 1, 2))));
        }
        writer.erase(child.id(), TODAY);
        assertThat(directory.person(child.id())).isEmpty();
        List<RetiredName> names = new ArrayList<>();
        try (var census = new LdapCensus(server.adminEndpoint())) {
            census.retiredNames(names::add);
        }
        assertThat(names).contains(new RetiredName("broken.off", LocalDate.of(2026, 1, 2)));
    }

    @Test
    void directoryMadeBeforeThereWereRetiredNamesGetsTheBranch() throws Exception {
        List<RetiredName> before = new ArrayList<>();
        try (var census = new LdapCensus(server.adminEndpoint());
                LDAPConnection admin = server.admin()) {
            census.retiredNames(before::add);
            for (RetiredName name : before) {
                admin.delete("khueRetiredName=" + name.uid() + ",ou=retired-names," + RunningServer.BASE);
            }
            admin.delete("ou=retired-names," + RunningServer.BASE);
            Person someone = added("old.tree", "Hồ Cây Cũ");
            assertThat(writer.isTaken("old.none")).isFalse();
            writer.erase(someone.id(), TODAY);
            assertThat(writer.isTaken("old.tree")).isTrue();
            for (RetiredName name : before) {
                admin.add(new RetiredNameForm(new Tree(RunningServer.BASE)).write(name));
            }
        }
    }

    @Test
    void servicesDoNotSeeRetiredNames() {
        Person someone = added("hidden.name", "Hồ Giấu Tên");
        writer.erase(someone.id(), TODAY);
        List<RetiredName> seen = new ArrayList<>();
        try (var census = new LdapCensus(server.endpoint("keycloak"))) {
            census.retiredNames(seen::add);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void removedPersonSetsTheNameFreeButOnlyWithoutEdges() {
        Person mistaken = added("mistake.a", "Hồ Nhầm");
        Enrolment enrolment = enrolled(mistaken, "mistake-class", "mistake-school", ALWAYS);
        assertReason(Reason.REFUSED, () -> writer.remove(mistaken.id()));
        writer.removeEnrolment(enrolment.id());
        writer.remove(mistaken.id());
        writer.remove(mistaken.id());
        assertThat(writer.isTaken("mistake.a")).isFalse();
        writer.add(person("mistake.a", "Hồ Đúng"));
    }

    @Test
    void courtTakesScopesAwayForItsDays() {
        Person father = added("court.f", "Đinh Văn Cha");
        Person child = added("court.c", "Đinh Thị Con");
        var limit = new CourtLimit(
                Set.of(GuardianScope.ACCOUNT, GuardianScope.CONSENT),
                Validity.between(LocalDate.of(2026, 1, 10), LocalDate.of(2026, 6, 30)),
                Optional.of("Quyết định 05/2026/QĐST-HNGĐ $ ngày 08/01/2026"));
        var all = new CourtLimit(
                Set.of(GuardianScope.values()), Validity.since(LocalDate.of(2027, 1, 1)), Optional.empty());
        var guardianship = new Guardianship(
                UUID.randomUUID(),
                father.id(),
                child.id(),
                GuardianKind.FATHER,
                Set.of(GuardianScope.RECORDS, GuardianScope.ACCOUNT, GuardianScope.CONSENT),
                ALWAYS);
        writer.add(guardianship);
        Guardianship limited = guardianship.with(guardianship.scope(), Set.of(limit, all));
        writer.update(limited);
        writer.update(limited);

        assertThat(directory.guardiansOf(child.id(), TODAY)).containsExactly(limited);
        assertThat(standing(father, LocalDate.of(2026, 1, 9)).mayFor(child.id(), GuardianScope.CONSENT))
                .isTrue();
        Standing under = standing(father, LocalDate.of(2026, 1, 10));
        assertThat(under.mayFor(child.id(), GuardianScope.CONSENT)).isFalse();
        assertThat(under.mayFor(child.id(), GuardianScope.RECORDS)).isTrue();
        assertThat(under.guardianships().get(0).scope()).containsExactly(GuardianScope.RECORDS);
        assertThat(standing(father, LocalDate.of(2026, 7, 1)).mayFor(child.id(), GuardianScope.ACCOUNT))
                .isTrue();
        Standing without = standing(father, LocalDate.of(2027, 1, 1));
        assertThat(without.guardianships()).isEmpty();
        assertThat(without.roles()).doesNotContain(Role.PHU_HUYNH);

        try (var keycloak = new LdapDirectory(server.endpoint("keycloak"))) {
            assertThat(keycloak.standing(father.id(), LocalDate.of(2026, 2, 1))
                            .orElseThrow()
                            .mayFor(child.id(), GuardianScope.ACCOUNT))
                    .as("a reader that does not see the limit would give too much")
                    .isFalse();
        }
        assertReason(
                Reason.REFUSED,
                () -> writer.update(new Guardianship(
                        guardianship.id(),
                        child.id(),
                        father.id(),
                        GuardianKind.FATHER,
                        guardianship.scope(),
                        guardianship.validity())));
        writer.update(guardianship);
        assertThat(directory.guardiansOf(child.id(), TODAY)).containsExactly(guardianship);
    }

    private Standing standing(Person person, LocalDate day) {
        return directory.standing(person.id(), day).orElseThrow();
    }
}
