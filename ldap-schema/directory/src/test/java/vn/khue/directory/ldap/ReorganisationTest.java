package vn.khue.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.reorganisation.Move;
import vn.khue.directory.reorganisation.ReorganisationOrder;
import vn.khue.directory.reorganisation.ReorganisationPlan;
import vn.khue.directory.reorganisation.ReorganisationPlan.Problem;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** Many units given to others on one day. */
@ParameterizedClass(name = "{0}")
@EnumSource(ServerKind.class)
class ReorganisationTest extends ServerTest {

    private static final int SCHOOLS = 40;
    private static final int COMMUNES = 7;

    private LdapReorganisations reorganisations;

    @BeforeParameterizedClassInvocation
    void open() {
        reorganisations = new LdapReorganisations(server.adminEndpoint());
    }

    @AfterParameterizedClassInvocation
    void shut() {
        reorganisations.close();
    }

    @Test
    void readersSeeAllOfItOrNothingWhileItIsApplied() throws Exception {
        district("live");
        var order = new ReorganisationOrder(UUID.randomUUID(), FIRST_OF_XA, moves("live"));
        ReorganisationPlan.Ready plan = ready(order);
        assertThat(plan.closes()).hasSize(2 * SCHOOLS);
        assertThat(plan.opens()).hasSize(2 * SCHOOLS);
        assertThat(plan.unchanged()).isEmpty();
        assertThat(plan.leftBehind()).isEmpty();

        Set<Integer> seen = new TreeSet<>();
        var reading = new AtomicBoolean(true);
        var threads = Executors.newSingleThreadExecutor();
        try {
            var reader = threads.submit(() -> {
                while (reading.get()) {
                    seen.add(directory
                            .below("live-phong", EdgeKind.QUAN_LY, FIRST_OF_XA)
                            .size());
                }
            });
            int touched = reorganisations.apply(plan);
            reading.set(false);
            reader.get(30, TimeUnit.SECONDS);
            assertThat(touched).isEqualTo(4 * SCHOOLS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(seen).isSubsetOf(0, SCHOOLS);
        checkMoved("live");
        assertThat(reorganisations.underWay()).isEmpty();
        assertThat(reorganisations.apply(plan)).isZero();
        assertThat(ready(new ReorganisationOrder(UUID.randomUUID(), FIRST_OF_XA, moves("live")))
                        .unchanged())
                .hasSize(2 * SCHOOLS);
    }

    @Test
    void oneThatWasKilledHoldsAtOnceAndIsCompletedLater() throws Exception {
        district("cut");
        var order = new ReorganisationOrder(UUID.randomUUID(), FIRST_OF_XA, moves("cut"));
        ReorganisationPlan.Ready plan = ready(order);
        Tree tree = new Tree(RunningServer.BASE);
        try (LDAPConnection admin = server.admin()) {
            admin.add(new ReorganisationForm(tree).write(plan.reorganisation()));
            // Killed after some of the edges, in no order.
            for (UnitEdge edge : plan.opens().subList(20, 50)) {
                writer.add(edge);
            }
            for (UnitEdge edge : plan.closes().subList(50, 70)) {
                writer.closeUnitEdge(edge.id(), LAST_OF_PHONG);
            }
        }
        checkMoved("cut");
        List<UnitEdge> told = new ArrayList<>();
        try (var census = new LdapCensus(server.adminEndpoint())) {
            census.unitEdges(told::add);
        }
        assertThat(told.stream().filter(edge -> edge.child().startsWith("cut-")).toList())
                .hasSize(4 * SCHOOLS)
                .doesNotHaveDuplicates();
        assertThat(directory.unitHistory("cut-th-30").orElseThrow().above())
                .hasSize(4)
                .filteredOn(edge -> edge.validity().to().isPresent())
                .hasSize(2)
                .allMatch(edge -> edge.validity().to().equals(Optional.of(LAST_OF_PHONG)));
        assertThat(reorganisations.underWay()).containsExactly(plan.reorganisation());

        assertThat(reorganisations.apply(plan)).isEqualTo(4 * SCHOOLS - 50);
        checkMoved("cut");
        assertThat(reorganisations.underWay()).isEmpty();
        assertThat(reorganisations.resume(order.id())).isZero();
        assertReason(Reason.NOT_FOUND, () -> reorganisations.resume(UUID.randomUUID()));
    }

    @Test
    void planThatTheDirectoryHasOutrunIsRefused() {
        addedUnit("stale-phong", UnitKind.PHONG, "Phòng");
        addedUnit("stale-xa", UnitKind.XA, "Xã");
        addedUnit("stale-th", UnitKind.TIEU_HOC, "Trường");
        var edge = new UnitEdge(UUID.randomUUID(), "stale-phong", "stale-th", EdgeKind.QUAN_LY, ALWAYS);
        writer.add(edge);
        ReorganisationPlan.Ready plan = ready(order(new Move("stale-th", EdgeKind.QUAN_LY, "stale-xa")));
        writer.closeUnitEdge(edge.id(), LAST_OF_PHONG.minusYears(1));
        assertReason(Reason.REFUSED, () -> reorganisations.apply(plan));
        assertThat(reorganisations.underWay()).isEmpty();
        assertThat(directory.managing("stale-th", EdgeKind.QUAN_LY, FIRST_OF_XA))
                .isEmpty();
    }

    @Test
    void everyReasonAgainstAPlanIsNamed() {
        addedUnit("bad-a", UnitKind.XA, "A");
        addedUnit("bad-b", UnitKind.XA, "B");
        addedUnit("bad-c", UnitKind.XA, "C");
        writer.add(new Unit(
                "bad-closed",
                UnitKind.PHONG,
                List.of(new vn.khue.directory.Dated<>("Đóng", Validity.between(ALWAYS.from(), LAST_OF_PHONG))),
                List.of(),
                java.util.OptionalInt.empty()));
        writer.add(new UnitEdge(UUID.randomUUID(), "bad-a", "bad-b", EdgeKind.QUAN_LY, ALWAYS));
        writer.add(new UnitEdge(
                UUID.randomUUID(), "bad-a", "bad-c", EdgeKind.QUAN_LY, Validity.since(FIRST_OF_XA.plusDays(1))));
        var refused = (ReorganisationPlan.Refused) reorganisations.plan(order(
                new Move("bad-none", EdgeKind.QUAN_LY, "bad-a"),
                new Move("bad-b", EdgeKind.CHUYEN_MON, "bad-closed"),
                new Move("bad-a", EdgeKind.QUAN_LY, "bad-b"),
                new Move("bad-b", EdgeKind.CHUYEN_MON, "bad-a"),
                new Move("bad-c", EdgeKind.QUAN_LY, "bad-b")));
        assertThat(refused.problems())
                .containsExactlyInAnyOrder(
                        new Problem(Problem.Kind.UNKNOWN_UNIT, "bad-none"),
                        new Problem(Problem.Kind.PARENT_NOT_OPEN, "bad-closed"),
                        new Problem(Problem.Kind.CIRCLE, "bad-a"),
                        new Problem(Problem.Kind.MOVED_TWICE, "bad-b"),
                        new Problem(Problem.Kind.LATER_CHANGE, "bad-c"));
        assertThatThrownBy(() -> order()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoIsForgottenIsShown() {
        addedUnit("left-phong", UnitKind.PHONG, "Phòng");
        addedUnit("left-xa", UnitKind.XA, "Xã");
        for (String id : List.of("left-1", "left-2")) {
            addedUnit(id, UnitKind.TIEU_HOC, "Trường " + id);
            writer.add(new UnitEdge(UUID.randomUUID(), "left-phong", id, EdgeKind.QUAN_LY, ALWAYS));
        }
        assertThat(ready(order(new Move("left-1", EdgeKind.QUAN_LY, "left-xa"))).leftBehind())
                .extracting(UnitEdge::child)
                .containsExactly("left-2");
    }

    private void checkMoved(String name) {
        assertThat(directory.below(name + "-phong", EdgeKind.QUAN_LY, FIRST_OF_XA))
                .isEmpty();
        assertThat(directory.below(name + "-phong", EdgeKind.QUAN_LY, LAST_OF_PHONG))
                .hasSize(SCHOOLS);
        assertThat(directory.below(name + "-so", EdgeKind.CHUYEN_MON, FIRST_OF_XA))
                .hasSize(SCHOOLS);
        assertThat(directory.below(name + "-so", EdgeKind.CHUYEN_MON, LAST_OF_PHONG))
                .isEmpty();
        for (int i = 0; i < SCHOOLS; i++) {
            String school = name + "-th-" + i;
            assertThat(directory
                            .managing(school, EdgeKind.QUAN_LY, LAST_OF_PHONG)
                            .map(Unit::id))
                    .contains(name + "-phong");
            assertThat(directory.managing(school, EdgeKind.QUAN_LY, FIRST_OF_XA).map(Unit::id))
                    .contains(name + "-xa-" + i % COMMUNES);
        }
    }

    private void district(String name) {
        addedUnit(name + "-so", UnitKind.SO, "Sở");
        addedUnit(name + "-phong", UnitKind.PHONG, "Phòng");
        IntStream.range(0, COMMUNES).forEach(i -> addedUnit(name + "-xa-" + i, UnitKind.XA, "Xã " + i));
        for (int i = 0; i < SCHOOLS; i++) {
            String school = name + "-th-" + i;
            addedUnit(school, UnitKind.TIEU_HOC, "Trường " + i);
            for (EdgeKind kind : EdgeKind.values()) {
                writer.add(new UnitEdge(UUID.randomUUID(), name + "-phong", school, kind, ALWAYS));
            }
        }
    }

    private static List<Move> moves(String name) {
        return IntStream.range(0, SCHOOLS)
                .boxed()
                .flatMap(i -> List.of(
                        new Move(name + "-th-" + i, EdgeKind.QUAN_LY, name + "-xa-" + i % COMMUNES),
                        new Move(name + "-th-" + i, EdgeKind.CHUYEN_MON, name + "-so"))
                        .stream())
                .toList();
    }

    private static ReorganisationOrder order(Move... moves) {
        return new ReorganisationOrder(UUID.randomUUID(), FIRST_OF_XA, List.of(moves));
    }

    private ReorganisationPlan.Ready ready(ReorganisationOrder order) {
        ReorganisationPlan plan = reorganisations.plan(order);
        assertThat(plan).isInstanceOf(ReorganisationPlan.Ready.class);
        return (ReorganisationPlan.Ready) plan;
    }
}
