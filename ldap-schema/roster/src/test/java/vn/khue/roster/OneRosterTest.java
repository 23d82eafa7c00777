package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Role;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.OneRosterSource;
import vn.khue.roster.source.TableSettings;
import vn.khue.roster.source.Zips;

/** OneRoster archives of both versions, bulk and delta, taken into a real directory. */
class OneRosterTest {

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
    void version11BringsPupilsTeachersAndParents() {
        world.applied(planned(version11()));
        Person child = world.directory.personByCode("HS001").orElseThrow();
        Person teacher = world.directory.personByCode("GV001").orElseThrow();
        Person mother = world.directory.personByCode("PH001").orElseThrow();
        assertThat(child.birthDate()).contains("2019-03-05");
        assertThat(roles(child)).containsExactly(Role.HOC_SINH);
        assertThat(roles(teacher)).containsExactly(Role.GIAO_VIEN, Role.GV_CHU_NHIEM);
        assertThat(roles(mother)).containsExactly(Role.PHU_HUYNH);
        assertThat(world.directory.guardiansOf(child.id(), RosterWorld.DAY))
                .singleElement()
                .satisfies(edge -> assertThat(edge.guardian()).isEqualTo(mother.id()));
        assertThat(world.changes(planned(version11()))).isEmpty();
    }

    @Test
    void version12SaysRolesInAFileOfTheirOwn() {
        Map<String, String> files = version11();
        files.put("manifest.csv", manifest("1.2", "bulk"));
        files.put("users.csv", files.get("users.csv").replaceFirst(",role,", ",unused,"));
        files.put(
                "roles.csv",
                "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
                        + "r1,,,u1,primary,student,,,s1\nr2,,,u2,primary,teacher,,,s1\nr3,,,u3,primary,parent,,,s1\n"
                        + "r4,,,u2,secondary,siteAdministrator,,,s1\n");
        files.put("manifest.csv", files.get("manifest.csv") + "file.roles,bulk\n");
        long run = planned(files);
        assertThat(world.findings(run)).containsExactly("CONFLICT ADMINISTRATOR_NEVER u2");
        world.applied(run);
        assertThat(roles(world.directory.personByCode("GV001").orElseThrow()))
                .containsExactly(Role.GIAO_VIEN, Role.GV_CHU_NHIEM);
    }

    @Test
    void aDeltaSpeaksOnlyOfWhomItNames() {
        world.applied(planned(version11()));
        Map<String, String> files = version11();
        files.put("manifest.csv", manifest("1.1", "delta"));
        files.put(
                "users.csv",
                files.get("users.csv").lines().limit(1).findFirst().orElseThrow()
                        + "\nu1,tobedeleted,2026-10-01T00:00:00Z,true,s1,student,hs1,,An,Nguyễn,Văn,HS001,,,u3,\n");
        files.put(
                "enrollments.csv",
                files.get("enrollments.csv").lines().limit(1).findFirst().orElseThrow() + "\n");
        long run = planned(files);
        assertThat(world.kinds(run)).containsExactly("LEAVE", "END_ENROLMENT");
        world.applied(run);
        assertThat(world.directory.personByCode("HS001").orElseThrow().status()).isEqualTo(PersonStatus.LEFT);
        assertThat(world.directory.personByCode("GV001").orElseThrow().status()).isEqualTo(PersonStatus.ACTIVE);
    }

    @Test
    void brokenReferencesCirclesAndDoubledKeysAreToldTogether() {
        Map<String, String> files = version11();
        files.put("orgs.csv", files.get("orgs.csv").replace("d1,,,Huyện,district,,", "d1,,,Huyện,district,,s1"));
        files.put("enrollments.csv", files.get("enrollments.csv") + "e9,,,c9,s1,u1,student,,,\n");
        files.put("users.csv", files.get("users.csv") + "u4,,,true,s9,student,hs4,,An,Nguyễn,Văn,HS004,,,,\n");
        PlanResult result = plan(files);
        assertThat(result)
                .isInstanceOfSatisfying(
                        PlanResult.Unreadable.class,
                        wrong -> assertThat(wrong.errors())
                                .extracting(error -> error.file() + " " + error.row() + " " + error.problem())
                                .contains(
                                        "orgs.csv 3 REFERENCE_CIRCLE",
                                        "users.csv 5 REFERENCE_BROKEN",
                                        "enrollments.csv 4 REFERENCE_BROKEN"));
        assertThat(world.count("select count(*) from roster_run")).isZero();

        Map<String, String> doubled = version11();
        doubled.put("users.csv", doubled.get("users.csv") + "u1,,,true,s1,student,hs4,,Bình,Lê,,HS004,,,,\n");
        doubled.put("enrollments.csv", doubled.get("enrollments.csv") + "e9,,,c1,s1,u7,student,,,\n");
        assertThat(plan(doubled))
                .isInstanceOfSatisfying(
                        PlanResult.Unreadable.class,
                        wrong -> assertThat(wrong.errors())
                                .extracting(error -> error.file() + " " + error.row() + " " + error.problem())
                                .containsExactly("enrollments.csv 4 REFERENCE_BROKEN", "users.csv 5 KEY_DOUBLE"));
    }

    private java.util.Set<Role> roles(Person person) {
        return world.directory
                .standing(person.id(), RosterWorld.DAY)
                .orElseThrow()
                .roles();
    }

    private long planned(Map<String, String> files) {
        return RosterWorld.number(plan(files));
    }

    private PlanResult plan(Map<String, String> files) {
        Path file = Zips.zip(folder.resolve("oneroster.zip"), files);
        var settings = new TableSettings("2026-2027", Optional.empty(), Coverage.PARTIAL, RosterWorld.DAY);
        return world.plan(
                new OneRosterSource(file, settings, InputLimits.standard()), LocalDate.of(2026, 9, 1), Decisions.NONE);
    }

    private static String manifest(String version, String mode) {
        return "propertyName,value\nmanifest.version,1.0\noneroster.version," + version
                + "\nfile.orgs,bulk\nfile.academicSessions,bulk\nfile.classes,bulk\nfile.demographics,bulk\nfile.users,"
                + mode
                + "\nfile.enrollments," + mode + "\n";
    }

    private static Map<String, String> version11() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("manifest.csv", manifest("1.1", "bulk"));
        files.put(
                "orgs.csv",
                "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
                        + "s1,,,Kim Đồng,school,7990001001,d1\nd1,,,Huyện,district,,\n");
        files.put(
                "academicSessions.csv",
                "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
                        + "y,,,2026-2027,schoolYear,2026-08-01,2027-07-31,,2027\nt,,,HK1,term,2026-08-01,2027-01-15,y,2027\n");
        files.put(
                "classes.csv",
                "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n"
                        + "c1,,,2A,02,co1,,homeroom,,s1,t,,,\nc2,,,Toán 2A,02,co1,,scheduled,,s1,t,,,\n");
        files.put("demographics.csv", "sourcedId,status,dateLastModified,birthDate,sex\nu1,,,2019-03-05,male\n");
        files.put(
                "users.csv",
                "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,agentSourcedIds,grades\n"
                        + "u1,,,true,s1,student,hs1,,An,Nguyễn,Văn,HS001,,,u3,02\n"
                        + "u2,,,true,s1,teacher,gv1,,Cúc,Phan,Thu,GV001,cuc@example.vn,,,\n"
                        + "u3,,,true,s1,parent,ph1,,Mai,Lê,Thị,PH001,,,,\n");
        files.put(
                "enrollments.csv",
                "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
                        + "e1,,,c1,s1,u1,student,,,\ne2,,,c1,s1,u2,teacher,true,,\n");
        return files;
    }
}
