package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.roster.apply.BrakePass;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.undo.UndoResult;

/** Years that pass: promotion, repetition, graduation, summer sleep, leaving, erasing. */
class LifeCycleTest {

    private static final String LIST = "code,full_name,birth_date,sex,school,class\n"
            + "P1,Nguyễn Văn An,05/03/2020,Nam,7990001001,1A\n"
            + "P2,Trần Thị Hòa,06/03/2020,Nữ,7990001001,1A\n"
            + "P5,Lê Bình,12/11/2016,Nam,7990001001,5B\n"
            + "S6,Phạm Dũng,12/11/2015,Nam,7990001003,6A1\n";
    private static final LocalDate NEXT_YEAR = LocalDate.of(2027, 9, 6);

    @TempDir
    private Path folder;

    private RosterWorld world;

    @BeforeEach
    void open() {
        world = new RosterWorld(folder);
        world.take(LIST, Coverage.PARTIAL);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theWholeDistrictGoesOneGradeUpInOnePlanAndBack() {
        SortedMap<String, String> before = world.everything();
        Path list = world.file("special.csv", "Mã trường,Mã học sinh,Kết quả\n7990001001,P2,Ở lại lớp\n");
        long run = RosterWorld.number(world.roster.planRollover("2026-2027", Optional.of(list), RosterWorld.OFFICER));
        assertThat(world.kinds(run))
                .containsExactly("CREATE_CLASS", "CREATE_CLASS", "CREATE_CLASS", "PROMOTE", "REPEAT", "PROMOTE");
        world.applied(run);

        assertThat(classOn("P1", NEXT_YEAR)).contains("th-kim-dong-2027-2a");
        assertThat(classOn("P2", NEXT_YEAR)).contains("th-kim-dong-2027-1a");
        assertThat(classOn("P5", NEXT_YEAR)).isEmpty();
        assertThat(classOn("S6", NEXT_YEAR)).contains("thcs-tan-phu-2027-7a1");
        assertThat(classOn("P1", RosterWorld.DAY)).contains("th-kim-dong-2026-1a");
        assertThat(person("P5").status()).isEqualTo(PersonStatus.ACTIVE);
        long again = RosterWorld.number(world.roster.planRollover("2026-2027", Optional.of(list), RosterWorld.OFFICER));
        assertThat(world.changes(again)).isEmpty();

        long six = RosterWorld.number(world.plan(
                world.csv(
                        "code,full_name,birth_date,sex,school,school_year,class\nP5,Lê Bình,12/11/2016,Nam,7990001003,2027-2028,6A1\n",
                        Coverage.PARTIAL),
                NEXT_YEAR,
                Decisions.NONE));
        assertThat(world.kinds(six)).containsExactly("CREATE_CLASS", "ENROL");
        world.applied(six);
        assertThat(world.roster.undoFrom(run, RosterWorld.OFFICER))
                .flatExtracting(UndoResult::leftAlone)
                .isEmpty();
        assertThat(world.everything()).isEqualTo(before);
    }

    @Test
    void aClassThatGoesAnotherWayIsToldByTheList() {
        Path list = world.file("special.csv", "school,class,next_class\n7990001001,1A,2 Sao\n");
        world.applied(
                RosterWorld.number(world.roster.planRollover("2026-2027", Optional.of(list), RosterWorld.OFFICER)));
        assertThat(classOn("P1", NEXT_YEAR)).contains("th-kim-dong-2027-2-sao");
    }

    @Test
    void pupilsSleepInSummerAndOnlyTheyWake() {
        LocalDate june = LocalDate.of(2027, 6, 10);
        Person locked = person("P2");
        world.writer.update(locked.withStatus(PersonStatus.SUSPENDED));
        world.applied(world.roster.planLifeCycle(RunKind.SLEEP, june, RosterWorld.OFFICER));
        assertThat(person("P1").status()).isEqualTo(PersonStatus.SUSPENDED);

        long byFile = RosterWorld.number(world.plan(
                world.csv(LIST.lines().limit(2).reduce("", (a, b) -> a + b + "\n"), Coverage.PARTIAL),
                june.plusDays(1),
                Decisions.NONE));
        assertThat(world.kinds(byFile)).containsExactly("WAKE");
        world.applied(byFile);
        world.applied(world.roster.planLifeCycle(RunKind.WAKE, NEXT_YEAR, RosterWorld.OFFICER));
        assertThat(person("P1").status()).isEqualTo(PersonStatus.ACTIVE);
        assertThat(person("P5").status()).isEqualTo(PersonStatus.ACTIVE);
        assertThat(person("P2").status()).isEqualTo(PersonStatus.SUSPENDED);
    }

    @Test
    void whoStandsNowhereLeavesAndIsErasedWhenThePolicySaysSo() {
        Person p5 = person("P5");
        LocalDate later = LocalDate.of(2027, 10, 1);
        long run = world.roster.planLifeCycle(RunKind.RETENTION, later, RosterWorld.OFFICER);
        assertThat(world.kinds(run)).containsOnly("LEAVE").hasSize(4);
        world.applied(run);
        assertThat(person("P5").status()).isEqualTo(PersonStatus.LEFT);

        long erase = world.roster.planLifeCycle(RunKind.RETENTION, LocalDate.of(2037, 9, 1), RosterWorld.OFFICER);
        assertThat(world.kinds(erase)).containsOnly("ERASE").hasSize(4);
        world.roster.apply(
                erase, RosterWorld.OFFICER, Optional.of(new BrakePass(java.util.UUID.randomUUID(), "hết hạn lưu")));
        assertThat(world.directory.person(p5.id())).isEmpty();
        assertThat(world.count("select count(*) from roster_change where subject = '" + p5.id()
                        + "' and (before is not null or after is not null)"))
                .isZero();
        assertThat(world.everything()).containsKey("retired " + p5.uid());
        assertThat(world.roster.undo(erase, RosterWorld.OFFICER).erased())
                .contains(p5.id().toString());
    }

    private Person person(String code) {
        return world.directory.personByCode(code).orElseThrow();
    }

    private Optional<String> classOn(String code, LocalDate day) {
        return world.directory.standing(person(code).id(), day).orElseThrow().enrolments().stream()
                .filter(in -> in.role() == ClassRole.PUPIL)
                .map(Enrolment::classGroup)
                .findFirst();
    }
}
