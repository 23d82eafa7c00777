package vn.khue.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.directory.Appointment;
import vn.khue.directory.Dated;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonHistory;
import vn.khue.directory.Position;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitHistory;
import vn.khue.directory.UnitKind;
import vn.khue.directory.UnitSuccession;
import vn.khue.directory.Validity;
import vn.khue.directory.server.ServerKind;

/** Reads of the past. */
@ParameterizedClass(name = "{0}")
@EnumSource(ServerKind.class)
class HistoryTest extends ServerTest {

    @Test
    void historyOfAPersonHoldsEveryEdgeOfEveryTime() {
        Person mother = added("history.m", "Lương Thị Mẹ");
        Person child = added("history.c", "Lương Văn Con");
        Person grandchild = added("history.g", "Lương Thị Cháu");
        Appointment first = appointed(
                child, "hist-a", Position.GIAO_VIEN, Validity.between(LocalDate.of(2001, 9, 1), LAST_OF_PHONG));
        Appointment second = appointed(child, "hist-b", Position.HIEU_TRUONG, Validity.since(FIRST_OF_XA));
        Enrolment once = enrolled(
                child, "hist-class", "hist-a", Validity.between(LocalDate.of(1990, 9, 1), LocalDate.of(1991, 5, 31)));
        Guardianship ofMother = guardianship(mother, child, Validity.between(LocalDate.of(1983, 1, 1), LAST_OF_PHONG));
        Guardianship ofChild = guardianship(child, grandchild, Validity.since(FIRST_OF_XA));

        PersonHistory history = directory.history(child.id()).orElseThrow();
        assertThat(history)
                .isEqualTo(new PersonHistory(
                        child, List.of(first, second), List.of(once), List.of(ofChild), List.of(ofMother)));
        assertThat(history.on(LAST_OF_PHONG).appointments()).containsExactly(first);
        assertThat(history.on(FIRST_OF_XA).appointments()).containsExactly(second);
        assertThat(history.on(LAST_OF_PHONG))
                .isEqualTo(directory.standing(child.id(), LAST_OF_PHONG).orElseThrow());
        assertThat(directory.history(UUID.randomUUID())).isEmpty();
    }

    @Test
    void unitIsFoundByTheNameAndCodeOfTheDay() {
        var unit = new Unit(
                "hist-renamed",
                UnitKind.THCS,
                List.of(
                        new Dated<>("Trường THCS Phước Vĩnh An", Validity.between(ALWAYS.from(), LAST_OF_PHONG)),
                        new Dated<>("Trường THCS Củ Chi 1", Validity.since(FIRST_OF_XA))),
                List.of(
                        new Dated<>("79783555", Validity.between(ALWAYS.from(), LAST_OF_PHONG)),
                        new Dated<>("7990001555", Validity.since(FIRST_OF_XA))),
                OptionalInt.empty());
        writer.add(unit);
        assertThat(directory.unitByCode("79783555", LAST_OF_PHONG)).contains(unit);
        assertThat(directory.unitByCode("79783555", FIRST_OF_XA)).isEmpty();
        assertThat(directory.unitByCode("7990001555", FIRST_OF_XA)).contains(unit);
        assertThat(directory.unitsNamed("phuoc vinh", LAST_OF_PHONG)).containsExactly(unit);
        assertThat(directory.unitsNamed("PHƯỚC vĩnh", FIRST_OF_XA)).isEmpty();
        assertThat(directory.unitsNamed("cu chi", FIRST_OF_XA)).contains(unit);
        assertReason(Reason.REFUSED, () -> directory.unitsNamed("c", FIRST_OF_XA));
    }

    @Test
    void successorsAreFollowedThroughMergersAndSplits() {
        for (String id : List.of("succ-a", "succ-b", "succ-c", "succ-d", "succ-e")) {
            addedUnit(id, UnitKind.TIEU_HOC, "Trường " + id);
        }
        LocalDate merged = LocalDate.of(2010, 8, 1);
        LocalDate split = LocalDate.of(2020, 8, 1);
        // a and b became c; later c became d and e.
        for (UnitSuccession succession : List.of(
                new UnitSuccession(UUID.randomUUID(), "succ-a", "succ-c", merged),
                new UnitSuccession(UUID.randomUUID(), "succ-b", "succ-c", merged),
                new UnitSuccession(UUID.randomUUID(), "succ-c", "succ-d", split),
                new UnitSuccession(UUID.randomUUID(), "succ-c", "succ-e", split))) {
            writer.add(succession);
        }
        assertThat(directory.successorsOf("succ-a", merged.minusDays(1))).isEmpty();
        assertThat(directory.successorsOf("succ-a", merged))
                .extracting(Unit::id)
                .containsExactly("succ-c");
        assertThat(directory.successorsOf("succ-b", split)).extracting(Unit::id).containsExactly("succ-d", "succ-e");
        assertThat(directory.successorsOf("succ-e", TODAY)).isEmpty();

        UnitHistory history = directory.unitHistory("succ-c").orElseThrow();
        assertThat(history.predecessors())
                .extracting(UnitSuccession::predecessor)
                .containsExactlyInAnyOrder("succ-a", "succ-b");
        assertThat(history.successors())
                .extracting(UnitSuccession::successor)
                .containsExactlyInAnyOrder("succ-d", "succ-e");
        UnitSuccession gone = history.successors().get(0);
        writer.removeUnitSuccession(gone.id());
        assertThat(directory.unitHistory("succ-c").orElseThrow().successors()).hasSize(1);
    }

    @Test
    void circleOfSuccessionsEnds() {
        addedUnit("circle-a", UnitKind.XA, "A");
        addedUnit("circle-b", UnitKind.XA, "B");
        writer.add(new UnitSuccession(UUID.randomUUID(), "circle-a", "circle-b", FIRST_OF_XA));
        writer.add(new UnitSuccession(UUID.randomUUID(), "circle-b", "circle-a", FIRST_OF_XA));
        assertThat(directory.successorsOf("circle-a", TODAY)).isEmpty();
    }

    @Test
    void edgesOfAUnitAreToldWithTheirDays() {
        addedUnit("edges-mid", UnitKind.PHONG, "Phòng Giữa");
        var above = new UnitEdge(UUID.randomUUID(), "edges-top", "edges-mid", EdgeKind.CHUYEN_MON, ALWAYS);
        var below = new UnitEdge(
                UUID.randomUUID(),
                "edges-mid",
                "edges-low",
                EdgeKind.QUAN_LY,
                Validity.between(ALWAYS.from(), LAST_OF_PHONG));
        writer.add(above);
        writer.add(below);
        UnitHistory history = directory.unitHistory("edges-mid").orElseThrow();
        assertThat(history.above()).containsExactly(above);
        assertThat(history.below()).containsExactly(below);
        assertThat(directory.unitHistory("edges-none")).isEmpty();
    }

    private Guardianship guardianship(Person guardian, Person child, Validity validity) {
        var guardianship = new Guardianship(
                UUID.randomUUID(),
                guardian.id(),
                child.id(),
                GuardianKind.MOTHER,
                Set.of(GuardianScope.RECORDS),
                validity);
        writer.add(guardianship);
        return guardianship;
    }
}
