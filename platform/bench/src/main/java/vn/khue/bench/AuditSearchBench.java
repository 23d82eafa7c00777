package vn.khue.bench;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import vn.khue.audit.app.retention.LogDays;
import vn.khue.audit.app.retention.RetentionProfile;
import vn.khue.audit.app.store.EventMarks;
import vn.khue.audit.app.store.EventPage;
import vn.khue.audit.app.store.EventPlace;
import vn.khue.audit.app.store.EventQuery;
import vn.khue.audit.app.store.EventSearch;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;

/**
 * The log searched at ten million events over thirty days, each kind of search as an officer does it: a page of fifty, newest first, with the
 * trace that it leaves. Beside the second that a person waits. {@code -Dkhue.bench.audit.rows} and {@code .days} say otherwise.
 */
public final class AuditSearchBench implements Bench {

    private static final int ROWS = Integer.getInteger("khue.bench.audit.rows", 10_000_000);
    private static final int DAYS = Integer.getInteger("khue.bench.audit.days", 30);
    private static final int BATCH = 5_000;
    private static final int SEARCHES = 100;
    private static final double LIMIT_MILLIS = 1_000;
    private static final LocalDate LAST = LocalDate.parse("2026-11-27");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Random random = new Random(2026);

    @Override
    public String name() {
        return "audit-search";
    }

    @Override
    public String about() {
        return String.format(
                Locale.ROOT,
                "each kind of search over %,d events of %d days, p95 beside a second; fills for minutes",
                ROWS,
                DAYS);
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public List<Measurement> run() {
        try (AuditLog log = new AuditLog(false)) {
            long begun = System.nanoTime();
            List<UUID> some = fill(log);
            double seconds = (System.nanoTime() - begun) / 1e9;
            log.execute("analyze audit_event");
            List<Measurement> rows = new ArrayList<>();
            rows.add(new Measurement(
                    name(),
                    "bytes an event takes with its indexes",
                    "bytes",
                    Measurement.Better.LOWER,
                    log.number("select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent"
                                    + " = 'audit_event'::regclass")
                            / ROWS,
                    log.number("select avg(octet_length(body)) from audit_event where ledger_index < 10000"),
                    "its line alone",
                    Optional.empty()));
            rows.add(new Measurement(
                    name(),
                    "bytes of its id, for delivery once and for search by id",
                    "bytes",
                    Measurement.Better.LOWER,
                    log.number("select pg_total_relation_size('audit_event_id')") / ROWS,
                    48,
                    "id and digest alone",
                    Optional.empty()));
            System.out.printf(
                    Locale.ROOT, "  filled in %,.0f s, %,.0f events/s, not forced to disk%n", seconds, ROWS / seconds);
            rows.addAll(searches(log, some));
            return rows;
        } catch (IOException e) {
            throw new BenchException("expected a PostgreSQL, found " + e, e);
        }
    }

    private static Instant begin(int day) {
        return LAST.minusDays(DAYS - 1L - day).atStartOfDay(ZONE).toInstant();
    }

    /** @return ids of some of the events */
    private static List<UUID> fill(AuditLog log) {
        List<UUID> some = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            int left = ROWS;
            for (int day = 0; day < DAYS; day++) {
                int today = left / (DAYS - day);
                left -= today;
                Instant begin = begin(day);
                new LogDays(
                                log.dataSource(),
                                new EventStore(log.dataSource(), log.keys(), Clock.fixed(begin, ZoneOffset.UTC)),
                                RetentionProfile.load(RetentionProfile.CURRENT),
                                Clock.fixed(begin, ZoneOffset.UTC))
                        .keep();
                List<Future<UUID>> batches = new ArrayList<>();
                for (int at = 0; at < today; at += BATCH) {
                    int from = at;
                    int size = Math.min(BATCH, today - at);
                    int seed = day * 1_000_000 + at;
                    batches.add(threads.submit(() -> store(log, seed, begin, from, size, today)));
                }
                for (Future<UUID> each : batches) {
                    some.add(each.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchException("expected the events to be stored, found " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        return some;
    }

    private static UUID store(AuditLog log, long seed, Instant begin, int from, int size, int today) {
        AuditCrowd crowd = new AuditCrowd(seed);
        List<IncomingEvent> batch = new ArrayList<>(size);
        Instant last = begin;
        for (int i = 0; i < size; i++) {
            last = begin.plusMillis((long) (86_000_000.0 * (from + i) / today));
            batch.add(IncomingEvent.own(crowd.next(last)));
        }
        Clock clock = Clock.fixed(last.plusMillis(300), ZoneOffset.UTC);
        new EventStore(log.dataSource(), log.keys(), clock).store(batch, List.of(), "khue-events");
        return batch.get(size / 2).event().id();
    }

    private List<Measurement> searches(AuditLog log, List<UUID> some) {
        Clock now = Clock.fixed(begin(DAYS).minus(Duration.ofMinutes(3)), ZoneOffset.UTC);
        EventSearch search = new EventSearch(log.dataSource(), new EventStore(log.dataSource(), log.keys(), now), now);
        EventQuery newest = EventQuery.newest(50);
        EventMarks none = EventMarks.none();
        return List.of(
                timed(search, "newest page", () -> newest),
                timed(search, "person", () -> newest.withPerson(Optional.of(AuditCrowd.person(somebody())))),
                timed(search, "person who does not exist", () -> newest.withPerson(Optional.of(UUID.randomUUID()))),
                timed(search, "school", () -> newest.withUnits(Set.of(school()))),
                timed(
                        search,
                        "school, failures only",
                        () -> newest.withUnits(Set.of(school())).withOutcome(Optional.of(Outcome.FAILURE))),
                timed(
                        search,
                        "app",
                        () -> newest.withMarks(none.withApp(AuditCrowd.app(random.nextInt(AuditCrowd.APPS))))),
                timed(search, "app that does not exist", () -> newest.withMarks(none.withApp("none"))),
                timed(
                        search,
                        "address of a school",
                        () -> newest.withMarks(
                                none.withIp(AuditCrowd.schoolAddress(random.nextInt(AuditCrowd.SCHOOLS))))),
                timed(
                        search,
                        "address of a home",
                        () -> newest.withMarks(none.withIp(
                                "113." + random.nextInt(200) + "." + random.nextInt(200) + "." + random.nextInt(200)))),
                timed(
                        search,
                        "key",
                        () -> newest.withMarks(none.withCertificate(AuditCrowd.key(random.nextInt(AuditCrowd.KEYS))))),
                timed(search, "card", () -> newest.withMarks(none.withCard(AuditCrowd.card(somebody())))),
                timed(search, "event", () -> newest.withMarks(none.withEvent(some.get(random.nextInt(some.size()))))),
                timed(search, "an hour", () -> hour(newest)),
                timed(search, "a school in an hour", () -> hour(newest.withUnits(Set.of(school())))),
                timed(search, "kind", () -> newest.withKinds(Set.of(EventKind.CARD_CHANGED))),
                timed(
                        search,
                        "a page far back",
                        () -> newest.withAfter(Optional.of(new EventPlace(anyTime(), Long.MAX_VALUE)))),
                timed(search, "person and app and school", () -> {
                    int person = somebody();
                    return newest.withPerson(Optional.of(AuditCrowd.person(person)))
                            .withUnits(Set.of(AuditCrowd.school(person % AuditCrowd.SCHOOLS)))
                            .withMarks(none.withApp(AuditCrowd.app(random.nextInt(AuditCrowd.APPS))));
                }),
                timed(
                        search,
                        "rare kind at a school",
                        () -> newest.withKinds(Set.of(EventKind.LOGIN_FAILED)).withUnits(Set.of(school()))));
    }

    private int somebody() {
        return random.nextInt(AuditCrowd.PEOPLE);
    }

    private String school() {
        return AuditCrowd.school(random.nextInt(AuditCrowd.SCHOOLS));
    }

    private Instant anyTime() {
        return begin(0).plusSeconds(random.nextInt(DAYS * 86_400));
    }

    private EventQuery hour(EventQuery query) {
        Instant from = anyTime();
        return query.withRange(Optional.of(from), Optional.of(from.plusSeconds(3_600)));
    }

    private Measurement timed(EventSearch search, String what, Supplier<EventQuery> query) {
        Reader officer = new Reader(Actor.person(AuditCrowd.person(1)), Optional.of("AN_NINH"), Optional.empty());
        double[] millis = new double[SEARCHES];
        long shown = 0;
        for (int i = 0; i < SEARCHES; i++) {
            EventQuery asked = query.get();
            long begun = System.nanoTime();
            EventPage page = search.search(asked, officer);
            millis[i] = (System.nanoTime() - begun) / 1e6;
            shown += page.events().size();
        }
        Arrays.sort(millis);
        return new Measurement(
                name(),
                "p95 by " + what + String.format(Locale.ROOT, ", %.0f shown", (double) shown / SEARCHES),
                "ms",
                Measurement.Better.LOWER,
                millis[(int) (SEARCHES * 0.95)],
                LIMIT_MILLIS,
                "the bar",
                Optional.of(1.0));
    }
}
