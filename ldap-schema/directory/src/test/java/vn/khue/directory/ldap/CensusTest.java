package vn.khue.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Position;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** Telling the whole directory, in pages. */
@ParameterizedClass(name = "{0}")
@EnumSource(ServerKind.class)
class CensusTest extends ServerTest {

    private static final int PAGE = 40;
    private static final int PUPILS = 235;
    private static final String A = "census-a";
    private static final String B = "census-b";

    private final List<Person> pupils = new ArrayList<>();
    private final List<Enrolment> enrolments = new ArrayList<>();
    private LdapCensus census;
    private Unit school;
    private UnitEdge edge;
    private ClassGroup group;
    private Person teacher;
    private Appointment former;
    private Guardianship guardianship;

    @BeforeParameterizedClassInvocation
    void fill() {
        pupils.clear();
        enrolments.clear();
        var pool = new LdapPool(server.adminEndpoint());
        census = new LdapCensus(pool, new Pages(pool, PAGE), new Tree(RunningServer.BASE), Optional.empty());
        school = addedUnit(A, UnitKind.TIEU_HOC, "Trường Tiểu học A");
        addedUnit(B, UnitKind.TIEU_HOC, "Trường Tiểu học B");
        edge = new UnitEdge(UUID.randomUUID(), "census-xa", A, EdgeKind.QUAN_LY, ALWAYS);
        writer.add(edge);
        writer.add(new UnitEdge(UUID.randomUUID(), "census-xa", B, EdgeKind.QUAN_LY, ALWAYS));
        group = new ClassGroup(A + "-1a", A, "2026-2027", 1, "1A");
        writer.add(group);
        writer.add(new ClassGroup(B + "-1a", B, "2026-2027", 1, "1A"));
        for (int i = 0; i < PUPILS; i++) {
            String at = i % 2 == 0 ? A : B;
            Person pupil = added("census." + i, "Nguyễn Học Sinh");
            pupils.add(pupil);
            enrolments.add(enrolled(pupil, at + "-1a", at, ALWAYS));
        }
        teacher = added("census.teacher", "Nguyễn Giáo Viên");
        former = appointed(
                teacher, A, Position.GIAO_VIEN, Validity.between(LocalDate.of(2001, 9, 1), LocalDate.of(2010, 5, 31)));
        guardianship = new Guardianship(
                UUID.randomUUID(),
                teacher.id(),
                pupils.get(0).id(),
                GuardianKind.FATHER,
                Set.of(GuardianScope.RECORDS),
                ALWAYS);
        writer.add(guardianship);
        writer.add(new Guardianship(
                UUID.randomUUID(),
                teacher.id(),
                pupils.get(1).id(),
                GuardianKind.FATHER,
                Set.of(GuardianScope.RECORDS),
                ALWAYS));
    }

    @AfterParameterizedClassInvocation
    void shut() {
        census.close();
    }

    @Test
    void everythingIsToldOnceOverSeveralPages() {
        Set<Person> all = new HashSet<>(pupils);
        all.add(teacher);
        assertThat(told(census::people)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(told(census::enrolments)).containsExactlyInAnyOrderElementsOf(enrolments);
        assertThat(told(census::units)).hasSize(2);
        assertThat(told(census::unitEdges)).hasSize(2);
        assertThat(told(census::classGroups)).hasSize(2);
        assertThat(told(census::appointments)).containsExactly(former);
        assertThat(told(census::guardianships)).hasSize(2);
        assertThat(told(census::retiredNames)).isEmpty();
    }

    @Test
    void oneSchoolIsToldAloneWithThoseWhoLeft() {
        var ofSchool = census.ofSchool(A);
        List<Person> here = new ArrayList<>(List.of(teacher));
        for (int i = 0; i < PUPILS; i += 2) {
            here.add(pupils.get(i));
        }
        assertThat(told(ofSchool::people)).containsExactlyInAnyOrderElementsOf(here);
        assertThat(told(ofSchool::enrolments)).hasSize(here.size() - 1);
        assertThat(told(ofSchool::units)).containsExactly(school);
        assertThat(told(ofSchool::unitEdges)).containsExactly(edge);
        assertThat(told(ofSchool::classGroups)).containsExactly(group);
        assertThat(told(ofSchool::appointments)).containsExactly(former);
        assertThat(told(ofSchool::guardianships)).containsExactly(guardianship);
    }

    @Test
    void consumerMayWriteAndReadMeanwhile() {
        Set<UUID> seen = new HashSet<>();
        census.people(person -> {
            assertThat(seen.add(person.id())).isTrue();
            if (person.uid().startsWith("census.1")) {
                writer.update(person.withCodes(Set.of("TAM-" + person.uid().substring(7))));
                assertThat(directory.person(person.id())).isPresent();
            }
        });
        assertThat(seen).hasSize(PUPILS + 1);
        pupils.stream().filter(pupil -> pupil.uid().startsWith("census.1")).forEach(writer::update);
    }

    @Test
    void whatTheConsumerThrowsComesOutAndTheNextTellingIsWhole() {
        assertThatThrownBy(() -> census.people(person -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(told(census::people)).hasSize(PUPILS + 1);
    }

    private static <T> List<T> told(Consumer<Consumer<T>> telling) {
        List<T> all = new ArrayList<>();
        telling.accept(all::add);
        return all;
    }
}
