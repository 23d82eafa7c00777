package vn.khue.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.Appointment;
import vn.khue.directory.Census;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapCensus;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.ldap.LdapReorganisations;
import vn.khue.directory.reorganisation.Move;
import vn.khue.directory.reorganisation.ReorganisationOrder;
import vn.khue.directory.reorganisation.ReorganisationPlan;

/** R5.21: the 104 schools go from one Phòng to seven communes in one operation. */
@Tag("slow")
class ReorganisedDistrictTest {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final District DISTRICT = new District(District.DEMO_SEED, Scale.ONE_SCHOOL);

    @TempDir
    private Path folder;

    @Test
    void allSchoolsMoveToTheCommunesAndNobodyIsTouched() {
        try (var server = EmbeddedServer.start(
                new EmbeddedSettings(folder.resolve("data"), BASE, 0, "admin-secret", Map.of()), e -> {
                    throw new AssertionError(e);
                })) {
            var admin = LdapEndpoint.of("ldap://127.0.0.1:" + server.port(), BASE, "cn=admin," + BASE, "admin-secret");
            try (var writer = new LdapDirectoryWriter(admin);
                    var load = new ParallelLoad(writer, 8, done -> {})) {
                DISTRICT.tell(new BeforeTheCommunes(load));
                load.finish();
            }
            try (var directory = new LdapDirectory(admin);
                    var census = new LdapCensus(admin);
                    var reorganisations = new LdapReorganisations(admin)) {
                var truth = new Records();
                DISTRICT.tell(truth);
                List<UnitEdge> wanted = truth.edges.stream()
                        .filter(edge -> edge.validity().from().equals(UnitMap.FIRST_OF_COMMUNES))
                        .toList();
                assertThat(wanted).hasSize(2 * Scale.ALL_SCHOOLS);
                Everybody before = Everybody.in(census);

                var plan = (ReorganisationPlan.Ready) reorganisations.plan(new ReorganisationOrder(
                        UUID.randomUUID(),
                        UnitMap.FIRST_OF_COMMUNES,
                        wanted.stream()
                                .map(edge -> new Move(edge.child(), edge.kind(), edge.parent()))
                                .toList()));
                assertThat(plan.closes()).hasSize(2 * Scale.ALL_SCHOOLS);
                assertThat(plan.leftBehind()).isEmpty();
                assertThat(reorganisations.apply(plan)).isEqualTo(4 * Scale.ALL_SCHOOLS);

                for (UnitEdge edge : wanted) {
                    assertThat(directory
                                    .managing(edge.child(), edge.kind(), UnitMap.LAST_OF_PHONG)
                                    .map(Unit::id))
                            .contains(UnitMap.PHONG);
                    assertThat(directory
                                    .managing(edge.child(), edge.kind(), UnitMap.FIRST_OF_COMMUNES)
                                    .map(Unit::id))
                            .contains(edge.parent());
                }
                assertThat(edges(census)).isEqualTo(plain(truth.edges));
                assertThat(Everybody.in(census)).isEqualTo(before);
                assertThat(before.people()).containsExactlyInAnyOrderElementsOf(truth.people);
            }
        }
    }

    private static List<String> edges(Census census) {
        var all = new java.util.ArrayList<UnitEdge>();
        census.unitEdges(all::add);
        return plain(all);
    }

    /** What matters of them: the new ones were given ids of their own. */
    private static List<String> plain(List<UnitEdge> edges) {
        return edges.stream()
                .map(edge -> edge.child() + " " + edge.kind() + " " + edge.parent() + " " + edge.validity())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Every record that names a person: login names, Khuê ids, and what hangs on them. */
    private record Everybody(
            Set<Person> people,
            Set<Appointment> appointments,
            Set<Enrolment> enrolments,
            Set<Guardianship> guardianships) {

        static Everybody in(Census census) {
            var all = new Everybody(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
            census.people(all.people::add);
            census.appointments(all.appointments::add);
            census.enrolments(all.enrolments::add);
            census.guardianships(all.guardianships::add);
            return all;
        }
    }
}
