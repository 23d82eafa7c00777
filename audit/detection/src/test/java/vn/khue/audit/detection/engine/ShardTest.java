package vn.khue.audit.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
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

/** Engines that share the work find together what one finds, each alert once. */
class ShardTest {

    private static final SchoolNetworks SCHOOLS = SchoolNetworks.of(List.of("10.20.0.0/16"));
    private static final DetectionPack PACK = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
    private static final Instant BEGIN = SampleEvents.BEGIN;

    /** An hour with groups of many kinds: by person, by address, by both one after the other; some events come late. */
    private static List<Observed> hour(long seed) {
        Random random = new Random(seed);
        List<Observed> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Instant time = BEGIN.plusMillis(random.nextInt(3_600_000));
            String ip = random.nextInt(3) == 0 ? "10.20.0." + random.nextInt(4) : "203.0.113." + random.nextInt(40);
            int person = random.nextInt(400);
            events.add(later(
                    random.nextInt(4) == 0
                            ? SampleEvents.failed(person, ip, time)
                            : SampleEvents.login(person, ip, time),
                    random));
        }
        for (int attack = 0; attack < 20; attack++) {
            for (int i = 0; i < 12; i++) {
                Instant time = BEGIN.plusMillis(100_000L * attack + i * 7_001L);
                String ip = "198.51.100." + attack;
                events.add(later(SampleEvents.failed(9_000 + attack, ip, time), random));
                events.add(later(SampleEvents.failed(9_100 + 20 * i + attack, ip, time.plusMillis(1)), random));
            }
            events.add(later(
                    SampleEvents.login(
                            9_000 + attack, "198.51.100." + attack, BEGIN.plusMillis(100_000L * attack + 90_000)),
                    random));
        }
        events.sort(Comparator.comparing(Observed::storedAt));
        return events;
    }

    private static Observed later(vn.khue.audit.event.AuditEvent event, Random random) {
        return SampleEvents.observed(
                event, Duration.ofMillis(random.nextInt(50) == 0 ? random.nextInt(60_000) : random.nextInt(2_000)));
    }

    private static List<Alert> run(DetectionEngine engine, List<Observed> events) {
        List<Alert> alerts = new ArrayList<>();
        events.forEach(event -> alerts.addAll(engine.accept(event)));
        alerts.addAll(engine.advance(BEGIN.plus(Duration.ofDays(30))));
        return alerts;
    }

    private static List<Alert> together(int of, Function<Shard, DetectionEngine> engines, List<Observed> events) {
        return IntStream.range(0, of)
                .mapToObj(index -> run(engines.apply(new Shard(index, of)), events))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Alert::id))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 7})
    void findTogetherWhatOneFinds(int of) {
        List<Observed> events = hour(of);
        List<Alert> expected = together(1, shard -> PACK.engine(SCHOOLS, shard), events);
        assertThat(expected).hasSizeGreaterThan(60);
        assertThat(expected)
                .extracting(Alert::rule)
                .contains("account_brute_force", "password_spray", "login_after_spray", "login_after_brute_force");
        assertThat(together(of, shard -> PACK.engine(SCHOOLS, shard), events)).isEqualTo(expected);
    }

    @Test
    void eachHasItsPart() {
        List<Observed> events = hour(5);
        long seen = 0;
        for (int index = 0; index < 4; index++) {
            DetectionEngine engine = PACK.engine(SCHOOLS, new Shard(index, 4));
            assertThat(run(engine, events)).hasSizeGreaterThan(5);
            seen += engine.counters().seen();
        }
        // An event has groups of several kinds, so of four shards two and a half look at it.
        assertThat(seen).isLessThan(events.size() * 3L);
    }

    /** The outer correlation counts by person what the inner one counts by person and address: each group is held where both look for it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void aCorrelationOfCorrelationsIsCountedWhereItsOwnGroupFalls(int of) {
        String text = "title: f\nname: failed\nlogsource: {product: khue}\n"
                + "detection: {s: {unmapped.kind: LOGIN_FAILED}, condition: s}\n---\n"
                + "title: i\nname: in\nlogsource: {product: khue}\n"
                + "detection: {s: {unmapped.kind: LOGIN}, condition: s}\n---\n"
                + "title: n\nname: inner\ncorrelation: {type: event_count, rules: [failed],"
                + " group-by: [src_endpoint.ip, actor.user.uid], timespan: 5m, condition: {gte: 3}}\n---\n"
                + "title: o\nname: outer\ncorrelation: {type: temporal_ordered, rules: [inner, in],"
                + " group-by: [actor.user.uid], timespan: 30m, generate: true}\n";
        var taxonomy = new KhueTaxonomy(ZoneOffset.UTC);
        var read = (Reading.Understood<List<SigmaDocument>>) new SigmaReader(taxonomy, Map.of()).read("t.yml", text);
        var rules = (Reading.Understood<RuleSet>) RuleSet.of(read.value(), taxonomy);
        Function<Shard, DetectionEngine> engines =
                shard -> new DetectionEngine(rules.value(), Map.of(), SCHOOLS, EngineLimits.standard(), shard);
        List<Observed> events = hour(11);
        List<Alert> expected = together(1, engines, events);
        assertThat(expected).extracting(Alert::rule).contains("inner", "outer");
        assertThat(together(of, engines, events)).isEqualTo(expected);
    }

    @Test
    void thereIsNoneOutsideOfThem() {
        assertThatThrownBy(() -> new Shard(4, 4)).hasMessageContaining("index 4 of 4");
        assertThatThrownBy(() -> new Shard(0, Shard.MOST + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Shard.whole().holds(List.of("whatever"))).isTrue();
    }
}
