package vn.khue.roster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.roster.scim.ScimWorld.group;
import static vn.khue.roster.scim.ScimWorld.pupil;
import static vn.khue.roster.scim.ScimWorld.teacher;
import static vn.khue.roster.scim.ScimWorld.user;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.roster.RosterWorld;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.Problem;

/** What is pushed becomes a plan, the plan is applied and taken back, over HTTP, a real database and a real directory. */
class ScimLifeTest {

    private static final String CLASS = "th-kim-dong-2026-2a";

    @TempDir
    private Path folder;

    private ScimWorld scim;

    @BeforeEach
    void open() {
        scim = new ScimWorld(folder);
    }

    @AfterEach
    void close() {
        scim.close();
    }

    @Test
    void aPushChangesNothingUntilItsPlanIsAppliedAndUndoTakesItBack() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        String cuc =
                scim.post("/Users", teacher("cuc", "GV01", "Phan Thu", "Cúc")).id();
        ScimWorld.Answer made = scim.post("/Groups", group("2A", ",\"formTeacher\":\"" + cuc + "\"", an, cuc));
        assertThat(made.status()).isEqualTo(201);
        assertThat(scim.world.everything()).isEmpty();

        long run = scim.planned();
        assertThat(scim.world.findings(run)).isEmpty();
        assertThat(scim.world.kinds(run))
                .containsExactly("CREATE_CLASS", "CREATE", "CREATE", "APPOINT", "ENROL", "ENROL");
        assertThat(scim.world.roster.journal().run(run).source()).isEqualTo("scim:" + scim.source);
        assertThat(scim.world.everything()).isEmpty();
        scim.world.applied(run);

        Person child = scim.world.directory.personByCode("7900000001").orElseThrow();
        assertThat(child.name().full()).isEqualTo("Nguyễn Văn An");
        assertThat(child.name().family()).isEqualTo("Nguyễn");
        assertThat(child.birthDate()).contains("2019-03-05");
        assertThat(child.sex()).isEqualTo(Sex.MALE);
        assertThat(scim.world.directory.members(CLASS, ClassRole.PUPIL, RosterWorld.DAY))
                .extracting(Person::id)
                .containsExactly(child.id());
        assertThat(scim.world.directory.members(CLASS, ClassRole.FORM_TEACHER, RosterWorld.DAY))
                .extracting(person -> person.name().full())
                .containsExactly("Phan Thu Cúc");
        assertThat(scim.world.changes(scim.planned())).isEmpty();

        assertThat(scim.world.roster.undo(run, RosterWorld.OFFICER).leftAlone()).isEmpty();
        assertThat(scim.world.everything()).isEmpty();
        assertThat(scim.world.kinds(scim.planned())).hasSize(6);
    }

    @Test
    void whoIsDeletedLeavesOnceByThePlan() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An", ",\"className\":\"2A\""))
                .id();
        scim.post("/Users", pupil("binh", "7900000002", "Lê", "Bình", ",\"className\":\"2A\""));
        scim.take();
        assertThat(scim.delete("/Users/" + an).status()).isEqualTo(204);
        assertThat(scim.get("/Users/" + an).status()).isEqualTo(404);
        assertThat(status("7900000001")).isEqualTo(PersonStatus.ACTIVE);

        long run = scim.planned();
        assertThat(scim.world.kinds(run)).containsExactlyInAnyOrder("LEAVE", "END_ENROLMENT");
        // Not applied, so it still has to be said.
        assertThat(scim.world.kinds(scim.planned())).hasSize(2);
        scim.world.applied(run);
        assertThat(status("7900000001")).isEqualTo(PersonStatus.LEFT);
        assertThat(status("7900000002")).isEqualTo(PersonStatus.ACTIVE);

        // Another source brings the child back; what was said once is not said again.
        scim.world.take(
                "Mã học sinh,Họ và tên,Ngày sinh,Giới tính,Mã trường,Lớp,Trạng thái\n"
                        + "7900000001,Nguyễn Văn An,05/03/2019,Nam,7990001001,2A,Đang học\n",
                Coverage.PARTIAL);
        assertThat(status("7900000001")).isEqualTo(PersonStatus.ACTIVE);
        assertThat(scim.world.changes(scim.planned())).isEmpty();
    }

    @Test
    void anUndoneLeaveIsSaidAgain() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An", ",\"className\":\"2A\""))
                .id();
        scim.take();
        scim.patch("/Users/" + an, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
        SortedMap<String, String> before = scim.world.everything();
        long run = scim.take();
        assertThat(status("7900000001")).isEqualTo(PersonStatus.LEFT);
        scim.world.roster.undo(run, RosterWorld.OFFICER);
        assertThat(scim.world.everything()).isEqualTo(before);
        assertThat(scim.world.kinds(scim.planned())).containsExactlyInAnyOrder("LEAVE", "END_ENROLMENT");

        scim.patch("/Users/" + an, "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}");
        assertThat(scim.world.changes(scim.planned())).isEmpty();
    }

    @Test
    void whatWasDeletedIsForgottenAfterTheTimeOfThePolicy() throws SQLException {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        scim.post("/Users", pupil("binh", "7900000002", "Lê", "Bình"));
        scim.delete("/Users/" + an);
        scim.planned();
        assertThat(scim.world.count("select count(*) from scim_resource where deleted"))
                .isEqualTo(1);
        try (Connection connection = scim.world.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update scim_resource set changed_at = changed_at - interval '401 days'");
        }
        scim.planned();
        assertThat(scim.world.count("select count(*) from scim_resource where deleted"))
                .isZero();
        assertThat(scim.mirrored()).isEqualTo(1);
    }

    @Test
    void whoWasNeverPlannedForIsNotMadeToLeave() {
        scim.world.take(
                "Mã học sinh,Họ và tên,Ngày sinh,Giới tính,Mã trường,Lớp,Trạng thái\n"
                        + "7900000001,Nguyễn Văn An,05/03/2019,Nam,7990001001,2A,Đang học\n",
                Coverage.PARTIAL);
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        scim.delete("/Users/" + an);
        long run = scim.planned();
        assertThat(scim.world.changes(run)).isEmpty();
        assertThat(scim.world.findings(run)).isEmpty();
    }

    @Test
    void whoIsPushedAgainUnderTheSameCodeDoesNotLeave() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An", ",\"className\":\"2A\""))
                .id();
        scim.take();
        scim.delete("/Users/" + an);
        assertThat(scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An", ",\"className\":\"2A\""))
                        .status())
                .isEqualTo(201);
        assertThat(scim.world.changes(scim.planned())).isEmpty();
    }

    @Test
    void takingSomeoneOutOfAClassEndsThatEnrolmentOnly() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        String cuc =
                scim.post("/Users", teacher("cuc", "GV01", "Phan Thu", "Cúc")).id();
        String group = scim.post("/Groups", group("2A", "", an, cuc)).id();
        scim.take();
        assertThat(scim.patch(
                                "/Groups/" + group,
                                "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + cuc + "\\\"]\"}")
                        .status())
                .isEqualTo(204);
        long run = scim.planned();
        assertThat(scim.world.kinds(run)).containsExactly("END_ENROLMENT");
        scim.world.applied(run);
        assertThat(scim.world.directory.members(CLASS, ClassRole.SUBJECT_TEACHER, RosterWorld.DAY))
                .isEmpty();
        assertThat(scim.world.directory.members(CLASS, ClassRole.PUPIL, RosterWorld.DAY))
                .hasSize(1);
        assertThat(status("GV01")).isEqualTo(PersonStatus.ACTIVE);
        assertThat(scim.world.changes(scim.planned())).isEmpty();
    }

    @Test
    void aGroupMadeAnewUnderTheSameNameEndsNothing() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        String group = scim.post("/Groups", group("2A", "", an)).id();
        scim.take();
        scim.delete("/Groups/" + group);
        scim.post("/Groups", group("2A", "", an));
        assertThat(scim.world.changes(scim.planned())).isEmpty();
    }

    @Test
    void aDeletedGroupTakesItsMembersOutOfTheClass() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        String group = scim.post("/Groups", group("2A", "", an)).id();
        scim.take();
        scim.delete("/Groups/" + group);
        assertThat(scim.get("/Groups?count=10").body().get("totalResults").asInt())
                .isZero();
        assertThat(scim.world.kinds(scim.planned())).containsExactly("END_ENROLMENT");
    }

    @Test
    void aGroupThatWasNeverPlannedForLeavesNoEmptyClass() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        String group = scim.post("/Groups", group("2A", "", an)).id();
        scim.delete("/Groups/" + group);
        assertThat(scim.world.kinds(scim.planned())).containsExactly("CREATE");
    }

    @Test
    void aPupilWhoMovesIsMoved() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        String first = scim.post("/Groups", group("2A", "", an)).id();
        String second = scim.post("/Groups", group("2B", "")).id();
        scim.take();
        scim.patch(
                "/Groups/" + first, "{\"op\":\"remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + an + "\"}]}");
        scim.patch("/Groups/" + second, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + an + "\"}]}");
        long run = scim.planned();
        assertThat(scim.world.kinds(run)).containsExactly("CLASS_CHANGE", "ENROL");
        scim.world.applied(run);
        assertThat(scim.world.directory.members(CLASS, ClassRole.PUPIL, RosterWorld.DAY))
                .isEmpty();
        assertThat(scim.world.changes(scim.planned())).isEmpty();
    }

    @Test
    void administratorsAreNeverMadeAndLeadersStopAtTheBrake() {
        scim.post(
                "/Users",
                user(
                        "admin",
                        "Lê",
                        "Quản",
                        "\"role\":\"staff\",\"position\":\"QT_CNTT\",\"officialCode\":\"GV09\",\"schoolCode\":\"7990001001\""));
        scim.post(
                "/Users",
                user(
                        "head",
                        "Trần",
                        "Trưởng",
                        "\"role\":\"staff\",\"position\":\"Hiệu trưởng\",\"officialCode\":\"GV08\",\"schoolCode\":\"7990001001\""));
        long run = scim.planned();
        assertThat(scim.world.findings(run)).singleElement().asString().startsWith("CONFLICT ADMINISTRATOR_NEVER");
        assertThat(scim.world.changes(run))
                .filteredOn(change -> change.kind().name().equals("APPOINT"))
                .hasSize(1);
        assertThat(scim.world.roster.apply(run, RosterWorld.OFFICER, java.util.Optional.empty()))
                .isInstanceOf(ApplyResult.Stopped.class);
    }

    @Test
    void peopleWithoutARoleAreToldOfAndGroupsWithoutASchoolArePassedOver() {
        String guest = scim.post(
                        "/Users",
                        "{\"schemas\":[\"" + ScimWorld.USER
                                + "\"],\"userName\":\"svc@khue.vn\",\"displayName\":\"Máy Quét\","
                                + "\"userType\":\"Guest\"}")
                .id();
        assertThat(scim.post(
                                "/Groups",
                                "{\"schemas\":[\"" + ScimWorld.GROUP
                                        + "\"],\"displayName\":\"Everyone\",\"members\":[{\"value\":\"" + guest
                                        + "\"}]}")
                        .status())
                .isEqualTo(201);
        long run = scim.planned();
        assertThat(scim.world.changes(run)).isEmpty();
        assertThat(scim.world.findings(run)).containsExactly("NOTICE NO_CAPACITY " + guest);
    }

    @Test
    void whatAPlanLacksIsToldByTheAddressOfTheResource() {
        String an = scim.post("/Users", user("an", "Nguyễn", "An", "\"role\":\"student\",\"schoolCode\":\"1\""))
                .id();
        assertThat(scim.plan())
                .isInstanceOfSatisfying(
                        PlanResult.Unreadable.class,
                        wrong -> assertThat(wrong.errors()).singleElement().satisfies(error -> {
                            assertThat(error.problem()).isEqualTo(Problem.VALUE_MISSING);
                            assertThat(error.column()).isEqualTo("officialCode");
                            assertThat(error.file()).isEqualTo("Users/" + an);
                        }));
    }

    @Test
    void whatEveryClientHasStandsInForTheExtension() {
        scim.post(
                "/Users",
                "{\"schemas\":[\"" + ScimWorld.USER + "\"],\"userName\":\"an@truong.vn\",\"userType\":\"student\","
                        + "\"displayName\":\"Nguyễn Văn An\",\"emails\":[{\"value\":\"an@nha.vn\",\"type\":\"home\"},"
                        + "{\"value\":\"an@truong.vn\",\"type\":\"work\",\"primary\":true}],"
                        + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"employeeNumber\":\"7900000001\","
                        + "\"organization\":\"7990001001\"}}");
        scim.take();
        Person an = scim.world.directory.personByCode("7900000001").orElseThrow();
        assertThat(an.name().full()).isEqualTo("Nguyễn Văn An");
        assertThat(an.mail()).contains("an@truong.vn");
    }

    @Test
    void aSourceForOneSchoolSpeaksOfNoOther() {
        scim.tokens.issue(
                scim.source, java.util.Optional.of(java.util.Set.of(RosterWorld.SECONDARY)), RosterWorld.OFFICER);
        scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"));
        assertThat(scim.plan())
                .isInstanceOfSatisfying(
                        PlanResult.Unreadable.class,
                        wrong -> assertThat(wrong.errors())
                                .extracting(error -> error.problem())
                                .containsOnly(Problem.UNIT_NOT_ASKED));
    }

    @Test
    void inACompleteMirrorWhoIsMissingHasLeft() {
        scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An", ",\"className\":\"2A\""));
        scim.world.take(
                "Mã học sinh,Họ và tên,Ngày sinh,Giới tính,Mã trường,Lớp,Trạng thái\n"
                        + "7900000005,Lê Bình,01/02/2019,Nam,7990001001,2A,Đang học\n",
                Coverage.PARTIAL);
        assertThat(scim.world.kinds(RosterWorld.number(scim.plan(RosterWorld.DAY, Coverage.PARTIAL))))
                .doesNotContain("LEAVE");
        assertThat(scim.world.kinds(RosterWorld.number(scim.plan(RosterWorld.DAY, Coverage.COMPLETE))))
                .contains("LEAVE");
    }

    @Test
    void everyPushThatChangedSomethingHasOneEventWithoutPersonalData() {
        long before = events();
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        scim.put("/Users/" + an, pupil("an", "7900000001", "Nguyễn Văn", "An"));
        scim.get("/Users/" + an);
        scim.post("/Users", pupil("an", "7900000009", "Nguyễn Văn", "An"));
        assertThat(events() - before).isEqualTo(1);
        scim.delete("/Users/" + an);
        assertThat(events() - before).isEqualTo(2);
        assertThat(scim.world.count("select count(*) from audit_outbox where body ~ 'Nguyễn|7900000001|khue-scim_'"))
                .isZero();
        assertThat(scim.world.count("select count(*) from audit_outbox where body like '%SCIM_CREATE_USER%'"))
                .isEqualTo(1);
    }

    @Test
    void onlyWhatARosterNeedsIsKept() {
        String an = scim.post(
                        "/Users",
                        "{\"schemas\":[\"" + ScimWorld.USER + "\"],\"userName\":\"an\",\"password\":\"Bimat!2026\","
                                + "\"nickName\":\"Tèo\",\"phoneNumbers\":[{\"value\":\"0909000111\"}],\"secretThing\":\"x\","
                                + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"manager\":{\"value\":\"1\"}}}")
                .id();
        assertThat(scim.get("/Users/" + an).body().propertyNames())
                .containsExactlyInAnyOrder("schemas", "id", "userName", "active", "meta");
        assertThat(scim.world.count(
                        "select count(*) from scim_resource where document::text ~ 'Bimat|Tèo|0909|secret'"))
                .isZero();
    }

    private PersonStatus status(String code) {
        return scim.world.directory.personByCode(code).orElseThrow().status();
    }

    private long events() {
        return scim.world.count("select count(*) from audit_outbox");
    }
}
