package vn.khue.audit.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.detection.SampleEvents;
import vn.khue.audit.detection.field.KhueTaxonomy;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;
import vn.khue.audit.detection.sigma.Reading;
import vn.khue.audit.detection.sigma.RuleSet;
import vn.khue.audit.detection.sigma.SigmaDocument;
import vn.khue.audit.detection.sigma.SigmaReader;
import vn.khue.audit.detection.sigma.Threshold;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;

class DetectionEngineTest {

    private static final SchoolNetworks SCHOOLS = SchoolNetworks.of(List.of("10.20.0.0/16"));
    private static final DetectionPack PACK = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
    private static final Instant BEGIN = SampleEvents.BEGIN;

    private static DetectionEngine small(String correlation, EngineLimits limits) {
        String text = "title: f\nname: failed\nlogsource: {product: khue}\n"
                + "detection: {s: {unmapped.kind: LOGIN_FAILED}, condition: s}\n---\n"
                + "title: i\nname: in\nlogsource: {product: khue}\n"
                + "detection: {s: {unmapped.kind: LOGIN}, condition: s}\n---\n" + correlation;
        var taxonomy = new KhueTaxonomy(ZoneOffset.UTC);
        var read = (Reading.Understood<List<SigmaDocument>>) new SigmaReader(taxonomy, Map.of()).read("t.yml", text);
        var rules = (Reading.Understood<RuleSet>) RuleSet.of(read.value(), taxonomy);
        return new DetectionEngine(rules.value(), Map.of("c", Threshold.atLeast(6)), SCHOOLS, limits);
    }

    private static String correlation(String type, String rules, String group, String more) {
        return "title: c\nname: c\ncorrelation: {type: " + type + ", rules: [" + rules + "], group-by: [" + group
                + "], timespan: 1m" + more + "}\n";
    }

    private static final String THREE =
            correlation("event_count", "failed", "src_endpoint.ip", ", condition: {gte: 3}");

    /** Runs to the end: what waits is judged too. */
    private static List<Alert> run(DetectionEngine engine, List<Observed> events) {
        List<Alert> alerts = new ArrayList<>();
        events.forEach(event -> alerts.addAll(engine.accept(event)));
        alerts.addAll(engine.advance(BEGIN.plus(Duration.ofDays(30))));
        return alerts;
    }

    private static Observed failed(int person, String ip, double second) {
        Instant time = BEGIN.plusMillis(Math.round(second * 1_000));
        return SampleEvents.observed(SampleEvents.failed(person, ip, time), Duration.ofMillis(200));
    }

    private static Observed login(int person, String ip, double second) {
        Instant time = BEGIN.plusMillis(Math.round(second * 1_000));
        return SampleEvents.observed(SampleEvents.login(person, ip, time), Duration.ofMillis(200));
    }

    /** An hour of a district with some attacks in it. */
    private static List<AuditEvent> hour(long seed) {
        Random random = new Random(seed);
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            Instant time = BEGIN.plusMillis(random.nextInt(3_600_000));
            String ip = random.nextInt(3) == 0 ? "10.20.0." + random.nextInt(4) : "203.0.113." + random.nextInt(40);
            int person = random.nextInt(600);
            events.add(
                    random.nextInt(5) == 0
                            ? SampleEvents.failed(person, ip, time)
                            : SampleEvents.login(person, ip, time));
        }
        for (int i = 0; i < 30; i++) {
            events.add(SampleEvents.failed(9_000, "198.51.100." + i % 3, BEGIN.plusMillis(900_000 + i * 7_001L)));
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfArrivalWithinTheLatenessChangesNothing(long seed) {
        List<AuditEvent> events = hour(seed);
        List<Observed> inOrder = new ArrayList<>();
        List<Observed> shuffled = new ArrayList<>();
        Random random = new Random(seed);
        for (AuditEvent event : events) {
            inOrder.add(SampleEvents.observed(event, Duration.ofMillis(1)));
            shuffled.add(SampleEvents.observed(event, Duration.ofMillis(random.nextInt(2_999))));
        }
        inOrder.sort(Comparator.comparing(Observed::storedAt));
        shuffled.sort(Comparator.comparing(Observed::storedAt));
        assertThat(shuffled.stream().map(o -> o.event().id()).toList())
                .isNotEqualTo(inOrder.stream().map(o -> o.event().id()).toList());
        DetectionEngine engine = PACK.engine(SCHOOLS);
        List<Alert> expected = run(engine, inOrder);
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(expected)
                .extracting(Alert::rule)
                .contains("account_brute_force", "password_spray", "login_after_spray");
        assertThat(engine.counters().late()).isZero();
        assertThat(run(PACK.engine(SCHOOLS), shuffled)).isEqualTo(expected);
    }

    @Test
    void fedAgainFromItsHorizonAfterAStopItGivesTheSameAlertsAndNoOthers() {
        List<Observed> stored = new ArrayList<>();
        Random random = new Random(5);
        for (int day = 0; day < 3; day++) {
            for (AuditEvent event : hour(day)) {
                AuditEvent moved = new AuditEvent(
                        event.id(),
                        event.time().plus(Duration.ofHours(9L * day)),
                        event.kind(),
                        event.outcome(),
                        event.actor(),
                        event.target(),
                        event.unit(),
                        event.source(),
                        event.details());
                // Some come minutes late, as from a part that was cut off.
                long later = random.nextInt(50) == 0 ? 200_000 : random.nextInt(2_500);
                stored.add(SampleEvents.observed(moved, Duration.ofMillis(later)));
            }
        }
        stored.sort(Comparator.comparing(Observed::storedAt));
        Map<UUID, Alert> whole = byId(run(PACK.engine(SCHOOLS), stored));
        for (int stop : new int[] {1, 4_031, 7_777, stored.size() - 1}) {
            Map<UUID, Alert> alerts = new HashMap<>();
            DetectionEngine first = PACK.engine(SCHOOLS);
            stored.subList(0, stop).forEach(event -> first.accept(event).forEach(a -> alerts.put(a.id(), a)));
            DetectionEngine second = PACK.engine(SCHOOLS);
            Instant now = stored.get(stop - 1).storedAt();
            for (Observed event : stored.subList(0, stop)) {
                if (event.storedAt()
                        .isAfter(now.minus(second.horizon(event.event().kind())))) {
                    second.accept(event);
                }
            }
            stored.subList(stop, stored.size())
                    .forEach(event -> second.accept(event).forEach(a -> {
                        assertThat(alerts).as("stop at " + stop).doesNotContainKey(a.id());
                        alerts.put(a.id(), a);
                    }));
            second.advance(BEGIN.plus(Duration.ofDays(30))).forEach(a -> alerts.put(a.id(), a));
            assertThat(alerts).as("stop at " + stop).isEqualTo(whole);
        }
    }

    private static Map<UUID, Alert> byId(List<Alert> alerts) {
        return alerts.stream().collect(Collectors.toMap(Alert::id, alert -> alert));
    }

    @Test
    void countsWithinTheSpanAndFiresOnceAGroupAndSlot() {
        DetectionEngine engine = small(THREE, EngineLimits.standard());
        List<Alert> alerts = run(
                engine,
                List.of(
                        failed(1, "203.0.113.1", 0),
                        failed(1, "203.0.113.2", 1),
                        failed(1, "203.0.113.1", 30),
                        failed(1, "203.0.113.1", 59.9),
                        failed(1, "203.0.113.1", 59.95),
                        failed(1, "203.0.113.2", 61),
                        failed(1, "203.0.113.2", 100)));
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("c");
            assertThat(alert.group()).isEqualTo(Map.of("src_endpoint.ip", "203.0.113.1"));
            assertThat(alert.count()).isEqualTo(3);
            assertThat(alert.events()).hasSize(3);
            assertThat(alert.from()).isEqualTo(BEGIN);
            assertThat(alert.to()).isEqualTo(BEGIN.plusMillis(59_900));
            assertThat(alert.why()).isEqualTo(new Why("why.event_count", List.of("3", "PT1M", "3")));
            assertThat(alert.id().version()).isEqualTo(8);
        });
    }

    @Test
    void aSchoolHasAThresholdOfItsOwn() {
        List<Observed> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            five.add(failed(i, "10.20.1.1", i));
        }
        assertThat(run(small(THREE, EngineLimits.standard()), five)).isEmpty();
        five.add(failed(6, "10.20.1.1", 7));
        assertThat(run(small(THREE, EngineLimits.standard()), five))
                .singleElement()
                .satisfies(alert -> assertThat(alert.why().values()).containsExactly("6", "PT1M", "6"));
    }

    @Test
    void theSameEventCountsOnce() {
        Observed one = failed(1, "203.0.113.1", 0);
        Observed two = failed(1, "203.0.113.1", 1);
        DetectionEngine engine = small(THREE, EngineLimits.standard());
        assertThat(run(engine, List.of(one, two, one, two, one))).isEmpty();
        assertThat(engine.counters().duplicate()).isEqualTo(3);
        assertThat(engine.counters().seen()).isEqualTo(2);
    }

    @Test
    void whatComesTooLateForItsPlaceIsJudgedStill() {
        DetectionEngine engine = small(THREE, EngineLimits.standard());
        List<Alert> alerts = new ArrayList<>();
        engine.accept(failed(1, "203.0.113.1", 0)).forEach(alerts::add);
        engine.accept(failed(1, "203.0.113.1", 40)).forEach(alerts::add);
        engine.accept(failed(2, "203.0.113.9", 900)).forEach(alerts::add);
        assertThat(alerts).isEmpty();
        Observed late =
                new Observed(SampleEvents.failed(1, "203.0.113.1", BEGIN.plusSeconds(20)), BEGIN.plusSeconds(901));
        engine.accept(late).forEach(alerts::add);
        assertThat(engine.counters().late()).isEqualTo(1);
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.to()).isEqualTo(BEGIN.plusSeconds(40)));
    }

    @Test
    void aBacklogOfHoursIsDetected() {
        DetectionEngine engine = small(THREE, EngineLimits.standard());
        engine.accept(failed(2, "203.0.113.9", 40_000));
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Observed backlog = new Observed(
                    SampleEvents.failed(1, "203.0.113.1", BEGIN.plusSeconds(i)), BEGIN.plusSeconds(40_001));
            alerts.addAll(engine.accept(backlog));
        }
        assertThat(alerts).hasSize(1);
        assertThat(engine.counters().late()).isEqualTo(4);
    }

    @Test
    void anEventOfTheFutureHoldsNobodyBackAndIsJudgedWhenItIsStored() {
        DetectionEngine engine = small(THREE, EngineLimits.standard());
        AuditEvent future = SampleEvents.failed(1, "203.0.113.1", Instant.parse("2199-01-01T00:00:00Z"));
        List<Alert> alerts = run(
                engine, List.of(new Observed(future, BEGIN), failed(1, "203.0.113.1", 1), failed(1, "203.0.113.1", 2)));
        assertThat(alerts).hasSize(1);
        assertThat(engine.counters().late()).isZero();
    }

    @Test
    void countsDistinctValues() {
        String distinct =
                correlation("value_count", "failed", "src_endpoint.ip", ", condition: {gte: 3, field: actor.user.uid}");
        assertThat(run(
                        small(distinct, EngineLimits.standard()),
                        List.of(
                                failed(1, "203.0.113.1", 0),
                                failed(1, "203.0.113.1", 1),
                                failed(2, "203.0.113.1", 2),
                                failed(2, "203.0.113.1", 61),
                                failed(3, "203.0.113.1", 61.5))))
                .isEmpty();
        assertThat(run(
                        small(distinct, EngineLimits.standard()),
                        List.of(
                                failed(1, "203.0.113.1", 0),
                                failed(2, "203.0.113.1", 2),
                                failed(3, "203.0.113.1", 59))))
                .hasSize(1);
    }

    @Test
    void temporalWantsBothAndOrderedWantsThemInOrder() {
        String any = correlation("temporal", "failed, in", "src_endpoint.ip", "");
        String order = correlation("temporal_ordered", "failed, in", "src_endpoint.ip", "");
        List<Observed> wrong = List.of(login(1, "203.0.113.1", 0), failed(2, "203.0.113.1", 5));
        List<Observed> right = List.of(failed(2, "203.0.113.1", 0), login(1, "203.0.113.1", 5));
        List<Observed> far = List.of(failed(2, "203.0.113.1", 0), login(1, "203.0.113.1", 60));
        List<Observed> apart = List.of(failed(2, "203.0.113.1", 0), login(1, "203.0.113.2", 5));
        assertThat(run(small(any, EngineLimits.standard()), wrong)).hasSize(1);
        assertThat(run(small(any, EngineLimits.standard()), right)).hasSize(1);
        assertThat(run(small(any, EngineLimits.standard()), far)).isEmpty();
        assertThat(run(small(any, EngineLimits.standard()), apart)).isEmpty();
        assertThat(run(small(order, EngineLimits.standard()), wrong)).isEmpty();
        assertThat(run(small(order, EngineLimits.standard()), right)).hasSize(1);
        assertThat(run(small(order, EngineLimits.standard()), far)).isEmpty();
    }

    @Test
    void nobodyWashesTheFirstStepOutByRepeatingIt() {
        String order = correlation("temporal_ordered", "failed, in, failed", "src_endpoint.ip", "");
        List<Observed> events = new ArrayList<>(List.of(failed(1, "203.0.113.1", 0), login(1, "203.0.113.1", 1)));
        for (int i = 0; i < 500; i++) {
            events.add(failed(2, "203.0.113.1", 2 + i / 100.0));
        }
        assertThat(run(small(order, EngineLimits.standard()), events)).hasSize(1);
    }

    @Test
    void rangesHaveAnEnd() {
        String range = correlation("event_count", "failed", "src_endpoint.ip", ", condition: {gt: 1, lte: 2}");
        assertThat(run(
                        small(range, EngineLimits.standard()),
                        List.of(failed(1, "203.0.113.1", 0), failed(1, "203.0.113.1", 1), failed(1, "203.0.113.1", 2))))
                .singleElement()
                .satisfies(alert -> assertThat(alert.count()).isEqualTo(2));
    }

    @Test
    void aFloodStaysWithinItsBounds() {
        EngineLimits limits = new EngineLimits(Duration.ofSeconds(3), Duration.ofMinutes(1), 50, 100, 10_000, 1_000);
        DetectionEngine engine = small(THREE, limits);
        List<Observed> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            events.add(failed(1, "203.0." + i % 200 + ".1", i / 1_000.0));
        }
        for (int i = 0; i < 20_000; i++) {
            events.add(failed(1, "198.51.100.1", 20 + i / 1_000.0));
        }
        List<Alert> alerts = run(engine, events);
        assertThat(engine.counters().groups()).isLessThanOrEqualTo(50);
        assertThat(engine.counters().evicted()).isPositive();
        assertThat(alerts).anySatisfy(alert -> assertThat(alert.group()).containsValue("198.51.100.1"));
    }

    @Test
    void allGroupsTogetherStayWithinTheirBoundAndAFloodedCorrelationForgetsItsOwn() {
        EngineLimits limits = new EngineLimits(Duration.ofSeconds(3), Duration.ofHours(1), 100_000, 100, 2_000, 500);
        String two = correlation("event_count", "failed", "src_endpoint.ip", ", condition: {gte: 3}") + "---\n"
                + correlation("event_count", "in", "actor.user.uid", ", condition: {gte: 3}");
        DetectionEngine engine = small(
                two.replace(
                        "title: c\nname: c\ncorrelation: {type: event_count, rules: [in]",
                        "title: d\nname: d\ncorrelation: {type: event_count, rules: [in]"),
                limits);
        List<Observed> events = new ArrayList<>(List.of(login(7, "203.0.113.1", 0), login(7, "203.0.113.1", 1)));
        for (int i = 0; i < 20_000; i++) {
            events.add(failed(1, "10." + i / 62_500 + "." + i / 250 % 250 + "." + i % 250, 2 + i / 1_000.0));
        }
        events.add(login(7, "203.0.113.1", 23));
        List<Alert> alerts = run(engine, events);
        assertThat(engine.counters().groups()).isLessThanOrEqualTo(2_100);
        assertThat(engine.counters().evicted()).isGreaterThan(17_000);
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.rule()).isEqualTo("d"));
    }

    @Test
    void groupsInWhichNothingCanHappenAnyMoreAreForgotten() {
        DetectionEngine engine =
                small(THREE, new EngineLimits(Duration.ofSeconds(1), Duration.ZERO, 100_000, 100, 100_000, 1_000));
        for (int i = 0; i < 30_000; i++) {
            engine.accept(failed(1, "10.1." + i / 250 + "." + i % 250, i));
        }
        assertThat(engine.counters().groups()).isLessThan(5_000);
        assertThat(engine.counters().evicted()).isZero();
    }

    @Test
    void theHorizonIsTwiceTheLongestWay() {
        assertThat(PACK.engine(SCHOOLS).horizon(EventKind.LOGIN))
                .isEqualTo(Duration.ofHours(12).plusSeconds(3));
        assertThat(PACK.engine(SCHOOLS).horizon(EventKind.LOGIN_FAILED))
                .isEqualTo(Duration.ofHours(14).plusSeconds(3));
        assertThat(PACK.engine(SCHOOLS).kinds()).doesNotContain(EventKind.ALERT_RAISED);
    }

    @Test
    void shufflingBeyondTheLatenessStillFindsTheAttack() {
        List<Observed> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(
                    new Observed(SampleEvents.failed(i, "203.0.113.1", BEGIN.plusSeconds(i)), BEGIN.plusSeconds(600)));
        }
        Collections.shuffle(events, new Random(3));
        assertThat(run(small(THREE, EngineLimits.standard()), events)).isNotEmpty();
    }
}
