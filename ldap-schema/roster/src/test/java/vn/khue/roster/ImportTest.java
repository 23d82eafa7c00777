package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.BrakePass;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.undo.UndoResult;

/** One school's lists over a year, over a real directory and a real database. */
class ImportTest {

    private static final String HEAD = "Mã học sinh,Họ và tên,Ngày sinh,Giới tính,Mã trường,Lớp,Trạng thái\n";
    private static final String AN = "7900000001,Nguyễn Văn An,05/03/2019,Nam,7990001001,2A,Đang học\n";
    private static final String HOA = "7900000002,Trần Thị Hòa,2019,Nữ,7990001001,2A,Đang học\n";
    private static final String BINH = "7900000003,Lê Bình,12/2018,Nam,7990001001,3B,Đang học\n";

    @TempDir
    private Path folder;

    private RosterWorld world;

    @BeforeEach
    void open() {
        world = new RosterWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void newPupilsGetAccountsClassesAndEvents() {
        long run = world.planned(HEAD + AN + HOA + BINH, Coverage.COMPLETE);
        assertThat(world.kinds(run))
                .containsExactly(
                        "CREATE_CLASS", "CREATE_CLASS", "CREATE", "CREATE", "CREATE", "ENROL", "ENROL", "ENROL");
        assertThat(world.everything()).isEmpty();

        assertThat(world.applied(run)).isEqualTo(new ApplyResult.Applied(8, 0));

        Person an = world.directory.personByCode("7900000001").orElseThrow();
        assertThat(an.uid()).isEqualTo("an.nv");
        assertThat(an.birthDate()).contains("2019-03-05");
        assertThat(an.status()).isEqualTo(PersonStatus.ACTIVE);
        assertThat(world.directory.personByCode("7900000003").orElseThrow().birthDate())
                .contains("2018-12");
        assertThat(world.directory.members("th-kim-dong-2026-2a", ClassRole.PUPIL, RosterWorld.DAY))
                .extracting(Person::uid)
                .containsExactly("an.nv", "hoa.tt");
        assertThat(world.count("select count(*) from audit_outbox")).isEqualTo(9);
        assertThat(world.count("select count(*) from audit_outbox where body like '%Văn An%'"))
                .isZero();
    }

    @Test
    void theSameFileAgainChangesNothing() {
        world.take(HEAD + AN + HOA + BINH, Coverage.COMPLETE);
        assertThat(world.changes(world.planned(HEAD + AN + HOA + BINH, Coverage.COMPLETE)))
                .isEmpty();
    }

    @Test
    void theSameFileAndDirectoryGiveTheSamePlan() {
        long one = world.planned(HEAD + AN + HOA + BINH, Coverage.COMPLETE);
        long two = world.planned(HEAD + AN + HOA + BINH, Coverage.COMPLETE);
        assertThat(world.changes(two))
                .extracting(change -> change.seq() + " " + change.subject() + change.after())
                .isEqualTo(world.changes(one).stream()
                        .map(change -> change.seq() + " " + change.subject() + change.after())
                        .toList());
    }

    @Test
    void undoRestoresEveryEntryAndTheSamePeopleComeBackUnderTheirNames() {
        world.take(HEAD + AN, Coverage.COMPLETE);
        SortedMap<String, String> before = world.everything();
        long run = world.take(HEAD + AN.replace("Nguyễn Văn An", "Nguyễn Văn Ân") + HOA + BINH, Coverage.COMPLETE);
        String hoa =
                world.directory.personByCode("7900000002").orElseThrow().id().toString();

        UndoResult result = world.roster.undo(run, RosterWorld.OFFICER);

        assertThat(result.leftAlone()).isEmpty();
        assertThat(world.everything()).isEqualTo(before);
        world.take(HEAD + AN + HOA, Coverage.COMPLETE);
        Person again = world.directory.personByCode("7900000002").orElseThrow();
        assertThat(again.id()).hasToString(hoa);
        assertThat(again.uid()).isEqualTo("hoa.tt");
    }

    @Test
    void aLoginNameOfAnUndoneRunGoesToNobodyElse() {
        long run = world.take(HEAD + AN, Coverage.COMPLETE);
        world.roster.undo(run, RosterWorld.OFFICER);
        world.take(HEAD + "7900000009,Nguyễn Vĩnh An,05/03/2018,Nam,7990001001,2A,Đang học\n", Coverage.COMPLETE);
        assertThat(world.directory.personByCode("7900000009").orElseThrow().uid())
                .isEqualTo("an.nv2");
    }

    @Test
    void undoLeavesAloneWhatWasChangedByHandSinceAndNamesIt() {
        world.take(HEAD + AN, Coverage.COMPLETE);
        long run = world.take(
                HEAD + AN.replace("Nguyễn Văn An", "Nguyễn Văn Ân").replace("05/03/2019", "06/03/2019") + HOA,
                Coverage.COMPLETE);
        Person an = world.directory.personByCode("7900000001").orElseThrow();
        world.writer.update(new Person(
                an.id(),
                an.uid(),
                an.name(),
                Optional.of("2019-03-07"),
                an.sex(),
                Optional.of("an@example.vn"),
                an.status(),
                an.codes()));
        Person hoa = world.directory.personByCode("7900000002").orElseThrow();
        world.writer.update(hoa.withStatus(PersonStatus.SUSPENDED));

        UndoResult result = world.roster.undo(run, RosterWorld.OFFICER);

        Person after = world.directory.personByCode("7900000001").orElseThrow();
        assertThat(after.name().full()).isEqualTo("Nguyễn Văn An");
        assertThat(after.birthDate()).contains("2019-03-07");
        assertThat(after.mail()).contains("an@example.vn");
        assertThat(world.directory.person(hoa.id())).isPresent();
        assertThat(result.leftAlone())
                .extracting(change -> change.subject() + " " + change.note().orElseThrow())
                .contains(an.id() + " CHANGED_SINCE birth", hoa.id() + " CHANGED_SINCE status");
    }

    @Test
    void aTransferKeepsTheAccountAndTheHistory() {
        world.take(HEAD + AN + HOA, Coverage.COMPLETE);
        Person before = world.directory.personByCode("7900000001").orElseThrow();
        LocalDate later = LocalDate.of(2026, 11, 2);
        long run = RosterWorld.number(world.plan(
                world.csv(HEAD + AN.replace("7990001001", "7990001002"), Coverage.PARTIAL), later, Decisions.NONE));
        assertThat(world.kinds(run)).containsExactly("CREATE_CLASS", "TRANSFER", "ENROL");
        world.applied(run);

        assertThat(world.directory.personByCode("7900000001")).contains(before);
        assertThat(world.directory
                        .standing(before.id(), later.minusDays(1))
                        .orElseThrow()
                        .units())
                .containsExactly(RosterWorld.PRIMARY);
        assertThat(world.directory.standing(before.id(), later).orElseThrow().units())
                .containsExactly(RosterWorld.OTHER_PRIMARY);
    }

    @Test
    void aTemporaryCodeGivesWayUnderTheSamePerson() {
        world.take(HEAD + AN.replace("7900000001", "TAM-0001") + HOA, Coverage.COMPLETE);
        Person before = world.directory.personByCode("TAM-0001").orElseThrow();
        long run = world.planned(HEAD + AN + HOA, Coverage.COMPLETE);
        assertThat(world.changes(run)).singleElement().satisfies(change -> {
            assertThat(change.kind().name()).isEqualTo("MERGE_CODE");
            assertThat(change.reason()).isEqualTo("TEMPORARY_CODE");
        });
        world.applied(run);
        Person after = world.directory.personByCode("7900000001").orElseThrow();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.uid()).isEqualTo(before.uid());
    }

    @Test
    void aChangedCodeIsASuspectUntilSomeoneDecides() {
        world.take(HEAD + AN + HOA, Coverage.COMPLETE);
        Person an = world.directory.personByCode("7900000001").orElseThrow();
        String changed = HEAD + AN.replace("7900000001", "7911111111") + HOA;
        long run = world.planned(changed, Coverage.COMPLETE);
        assertThat(world.changes(run)).isEmpty();
        assertThat(world.findings(run)).containsExactly("SUSPECT CODE_CHANGED 7911111111");

        long same = RosterWorld.number(world.plan(
                world.csv(changed, Coverage.COMPLETE),
                RosterWorld.DAY,
                new Decisions(Map.of("7911111111", an.id()), Set.of())));
        assertThat(world.kinds(same)).containsExactly("MERGE_CODE");
        long fresh = RosterWorld.number(world.plan(
                world.csv(changed, Coverage.PARTIAL), RosterWorld.DAY, new Decisions(Map.of(), Set.of("7911111111"))));
        assertThat(world.kinds(fresh)).containsExactly("CREATE", "ENROL");
    }

    @Test
    void nobodyNewTakesACodeThatAnotherBears() {
        world.take(HEAD + AN.replace("7900000001", "TAM-0001"), Coverage.COMPLETE);
        world.take(HEAD + AN, Coverage.COMPLETE);
        String another = HEAD + "7900000001,Lý Quỳnh,20/10/2018,Nữ,7990001001,2A,Đang học\n";

        long run = RosterWorld.number(world.plan(
                world.csv(another, Coverage.COMPLETE), RosterWorld.DAY, new Decisions(Map.of(), Set.of("7900000001"))));

        assertThat(world.changes(run)).isEmpty();
        assertThat(world.findings(run)).containsExactly("CONFLICT CODE_BORNE 7900000001");
    }

    @Test
    void nearNamesNearDatesAndTwinsInAFileAreHeldBack() {
        world.take(HEAD + AN + HOA, Coverage.COMPLETE);
        long run = world.planned(
                HEAD
                        + "7922222221,Nguyễn Văn Ân,05/03/2019,Nam,7990001001,2A,Đang học\n"
                        + "7922222222,Trần Thị Hoà,04/05/2019,Nữ,7990001001,2A,Đang học\n"
                        + "7922222223,Phạm Sinh Đôi,01/02/2019,Nam,7990001001,2A,Đang học\n"
                        + "7922222224,Phạm Sinh Đôi,01/02/2019,Nam,7990001001,2A,Đang học\n",
                Coverage.PARTIAL);
        assertThat(world.changes(run)).isEmpty();
        assertThat(world.findings(run))
                .containsExactlyInAnyOrder(
                        "SUSPECT NEAR_NAME 7922222221",
                        "SUSPECT NEAR_BIRTH_DATE 7922222222",
                        "SUSPECT TWICE_IN_FILE 7922222223",
                        "SUSPECT TWICE_IN_FILE 7922222224");
    }

    @Test
    void theSpellingOfATonePlaceIsThePersonsOwn() {
        world.take(HEAD + HOA, Coverage.COMPLETE);
        assertThat(world.changes(world.planned(HEAD + HOA.replace("Hòa", "Hoà"), Coverage.COMPLETE)))
                .isEmpty();
        assertThat(world.kinds(world.planned(HEAD + HOA.replace("Hòa", "Hoa"), Coverage.COMPLETE)))
                .containsExactly("UPDATE");
    }

    @Test
    void aLessPreciseBirthDateTakesNothingAway() {
        world.take(HEAD + AN, Coverage.COMPLETE);
        assertThat(world.changes(world.planned(HEAD + AN.replace("05/03/2019", "03/2019"), Coverage.COMPLETE)))
                .isEmpty();
    }

    @Test
    void whoIsMissingFromACompleteFileLeavesAndComesBack() {
        world.take(HEAD + AN + HOA + BINH, Coverage.COMPLETE);
        long run = world.planned(HEAD + AN + HOA, Coverage.COMPLETE);
        assertThat(world.kinds(run)).containsExactly("LEAVE", "END_ENROLMENT");
        assertThat(world.changes(world.planned(HEAD + AN + HOA, Coverage.PARTIAL)))
                .isEmpty();
        world.applied(run);
        Person binh = world.directory.personByCode("7900000003").orElseThrow();
        assertThat(binh.status()).isEqualTo(PersonStatus.LEFT);

        long back = world.planned(HEAD + AN + HOA + BINH, Coverage.COMPLETE);
        assertThat(world.kinds(back)).contains("RETURN");
        world.applied(back);
        assertThat(world.directory.person(binh.id()).orElseThrow().status()).isEqualTo(PersonStatus.ACTIVE);
    }

    @Test
    void aHandLockedAccountStaysLocked() {
        world.take(HEAD + AN, Coverage.COMPLETE);
        Person an = world.directory.personByCode("7900000001").orElseThrow();
        world.writer.update(an.withStatus(PersonStatus.SUSPENDED));
        assertThat(world.changes(world.planned(HEAD + AN, Coverage.COMPLETE))).isEmpty();
    }

    @Test
    void anImportGrantsNoAdministratorAndEndsNothingSetByHand() {
        String staff = "Mã cán bộ,Họ và tên,Ngày sinh,Mã trường,Chức vụ\n";
        long run = world.planned(
                staff
                        + "GV01,Phan Thu Cúc,01/02/1980,7990001001,Giáo viên\n"
                        + "GV02,Võ Minh Tú,03/04/1985,7990001001,Quản trị CNTT\n",
                Coverage.COMPLETE);
        assertThat(world.kinds(run)).containsExactly("CREATE", "CREATE", "APPOINT");
        assertThat(world.findings(run)).containsExactly("CONFLICT ADMINISTRATOR_NEVER GV02");
        world.applied(run);
        Person tu = world.directory.personByCode("GV02").orElseThrow();
        world.writer.add(new Appointment(
                java.util.UUID.randomUUID(),
                tu.id(),
                RosterWorld.PRIMARY,
                Position.QT_CNTT,
                AppointmentKind.CHINH,
                Validity.since(RosterWorld.DAY),
                Optional.empty()));

        long without = world.planned(staff + "GV01,Phan Thu Cúc,01/02/1980,7990001001,Giáo viên\n", Coverage.COMPLETE);
        assertThat(world.changes(without)).isEmpty();
        assertThat(world.findings(without)).containsExactly("NOTICE HAND_SET_KEPT ");
    }

    @Test
    void aGrantOfTheSealOrOfSigningStopsUntilSomeoneAnswersForIt() {
        long run = world.planned(
                "Mã cán bộ,Họ và tên,Ngày sinh,Mã trường,Chức vụ\nGV01,Phan Thu Cúc,01/02/1980,7990001001,Hiệu trưởng\n",
                Coverage.PARTIAL);
        ApplyResult stopped = world.roster.apply(run, RosterWorld.OFFICER, Optional.empty());
        assertThat(stopped)
                .isInstanceOfSatisfying(
                        ApplyResult.Stopped.class,
                        why -> assertThat(why.brakes())
                                .extracting(brake -> brake.rule() + " " + brake.unit())
                                .containsExactly("ROLE_GRANT " + RosterWorld.PRIMARY));
        assertThat(world.everything()).isEmpty();

        var pass = new BrakePass(java.util.UUID.fromString("00000000-0000-4000-8000-000000000002"), "quyết định 12/QĐ");
        assertThat(world.roster.apply(run, RosterWorld.OFFICER, Optional.of(pass)))
                .isEqualTo(new ApplyResult.Applied(2, 0));
        assertThat(world.roster.journal().run(run).passedBy())
                .contains(pass.by().toString());
        assertThat(world.count("select count(*) from audit_outbox where body like '%PASS_BRAKE%'"))
                .isEqualTo(1);
    }

    @Test
    void aFileThatLostAClassStopsAtTheBrake() {
        StringBuilder many = new StringBuilder(HEAD);
        for (int i = 10; i < 70; i++) {
            many.append("79000001")
                    .append(i)
                    .append(",Lê Thị Số ")
                    .append((char) ('A' + i % 26))
                    .append(i % 5 == 0 ? " Một" : " Hai")
                    .append(",")
                    .append(10 + i % 18)
                    .append("/0")
                    .append(1 + i % 9)
                    .append("/2018,Nữ,7990001001,")
                    .append(i < 40 ? "3A" : "3B")
                    .append(",Đang học\n");
        }
        world.take(many.toString(), Coverage.COMPLETE);
        String half =
                many.toString().lines().filter(line -> !line.contains(",3B,")).reduce("", (a, b) -> a + b + "\n");
        long run = world.planned(half, Coverage.COMPLETE);
        assertThat(world.roster.journal().brakes(run))
                .extracting(brake -> brake.rule() + " " + brake.found())
                .containsExactly("DISABLED 50.0", "SHRINK_PUPIL 50.0");
        assertThat(world.roster.apply(run, RosterWorld.OFFICER, Optional.empty()))
                .isInstanceOf(ApplyResult.Stopped.class);
    }

    @Test
    void anAccountMadeByHandMeetsItsFirstCode() {
        var made = new Person(
                java.util.UUID.randomUUID(),
                "an.nv",
                PersonName.of("Nguyễn Văn An"),
                Optional.of("2019-03-05"),
                Sex.MALE,
                Optional.empty(),
                PersonStatus.ACTIVE);
        world.writer.add(made);
        world.writer.add(
                new vn.khue.directory.ClassGroup("th-kim-dong-2026-2a", RosterWorld.PRIMARY, "2026-2027", 2, "2A"));
        world.writer.add(new vn.khue.directory.Enrolment(
                java.util.UUID.randomUUID(),
                made.id(),
                "th-kim-dong-2026-2a",
                RosterWorld.PRIMARY,
                ClassRole.PUPIL,
                Validity.between(LocalDate.of(2026, 8, 1), LocalDate.of(2027, 7, 31))));
        long run = world.planned(HEAD + AN, Coverage.COMPLETE);
        assertThat(world.changes(run))
                .extracting(change -> change.kind() + " " + change.reason())
                .isEqualTo(List.of("MERGE_CODE FIRST_CODE"));
    }

    @Test
    void parentsNamedInTheListAreNeitherAccountsNorErrorsBecauseNothingThereIsAKey() {
        String list = HEAD.replace("Trạng thái\n", "Trạng thái,Họ và tên cha,Năm sinh cha,Điện thoại cha,Họ và tên mẹ,")
                + "Năm sinh mẹ,Điện thoại mẹ,Số CCCD mẹ\n"
                + AN.replace("\n", ",Nguyễn Văn Ba,1985,0900000000,Trần Thị Tư,1987,0900000000,079187000000\n");
        long run = world.take(list, Coverage.COMPLETE);
        assertThat(world.kinds(run)).containsExactly("CREATE_CLASS", "CREATE", "ENROL");
        assertThat(world.findings(run)).containsExactly("NOTICE PARENTS_PASSED_OVER ");
        assertThat(world.count(
                        "select count(*) from roster_change where after::text ~ 'Ba|Tư|0900000000|079187000000'"))
                .isZero();
    }
}
