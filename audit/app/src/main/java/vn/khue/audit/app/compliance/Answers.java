package vn.khue.audit.app.compliance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import vn.khue.audit.app.browse.LedgerStanding;
import vn.khue.audit.app.browse.PartsStanding;
import vn.khue.audit.app.chart.Patience;
import vn.khue.audit.app.compliance.Finding.Fact;
import vn.khue.audit.app.incident.Incident;
import vn.khue.audit.app.incident.IncidentRegister;
import vn.khue.audit.app.request.RequestRegister;
import vn.khue.audit.app.retention.RetentionProfile;
import vn.khue.audit.app.retention.StorageWatch;
import vn.khue.audit.app.rights.AlertSight;
import vn.khue.audit.app.store.RecentEvents;
import vn.khue.audit.app.triage.TriageProfile;
import vn.khue.web.time.VietnamTime;

/** Answers the queries of controls from what this service itself knows. Nothing is remembered: each answer is of this moment. Thread-safe. */
public final class Answers {

    /** Beyond so many the number says no more. */
    private static final int BOUND = 10_000;

    private final ComplianceProfile profile;
    private final RetentionProfile retention;
    private final TriageProfile triage;
    private final LedgerStanding ledger;
    private final PartsStanding parts;
    private final StorageWatch storage;
    private final VietnamTime time = new VietnamTime();

    Answers(
            ComplianceProfile profile,
            RetentionProfile retention,
            TriageProfile triage,
            LedgerStanding ledger,
            PartsStanding parts,
            StorageWatch storage) {
        this.profile = profile;
        this.retention = retention;
        this.triage = triage;
        this.ledger = ledger;
        this.parts = parts;
        this.storage = storage;
    }

    /** What is read by connections of its own, before the transaction of the reading begins. */
    public record Around(LedgerStanding.Standing ledger, java.util.List<PartsStanding.Standing> parts) {}

    Around around() {
        return new Around(ledger.now(), parts.now());
    }

    /** @param shown how many events to name */
    Finding of(Connection connection, Query query, Around around, Instant now, int shown) throws SQLException {
        return switch (query.ask()) {
            case EVENTS -> events(connection, query, now, shown);
            case LEDGER -> ledger(query, around.ledger());
            case PARTS -> parts(query, around);
            case RETENTION -> retention(connection, query);
            case STORAGE -> storage(query);
            case ALERTS -> alerts(connection, query, now);
            case HOSTS_SEEN -> hostsSeen(connection, query);
            case HOSTS_ASSESSED -> hostsAssessed(connection, query);
            case RIGHTS_REVIEW -> rightsReview(connection, query, now);
            case INCIDENTS -> incidents(connection, query, now);
            case REQUESTS -> requests(connection, query, now);
        };
    }

    private Finding events(Connection connection, Query query, Instant now, int shown) throws SQLException {
        Optional<RecentEvents.Found> found = Patience.within(
                connection,
                () -> RecentEvents.of(connection, query.kinds(), now.minus(profile.window()), now, shown, BOUND));
        if (found.isEmpty()) {
            return Finding.unseen(query, Fact.of("slow"));
        }
        long count = found.get().count();
        Standing standing =
                count > 0 ? Standing.MET : query.expect() == Query.Expectation.SOME ? Standing.GAP : Standing.UNSEEN;
        Fact fact = Fact.of(
                count >= BOUND ? "events.many" : "events",
                Long.toString(count),
                Long.toString(profile.window().toDays()));
        return new Finding(query, standing, java.util.List.of(fact), found.get().newest());
    }

    private Finding ledger(Query query, LedgerStanding.Standing now) {
        boolean met = now.signedAt().isPresent()
                && !now.late()
                && now.age().orElseThrow().compareTo(profile.ledgerAge()) <= 0;
        Fact size = Fact.of("ledger.size", Long.toString(now.signed()), Long.toString(now.waiting()));
        return now.signedAt()
                .map(at -> Finding.of(
                        query,
                        met || now.waiting() == 0,
                        size,
                        Fact.of("ledger.signed", time.second(at)),
                        Fact.of("ledger.root", now.root())))
                .orElseGet(() -> Finding.of(query, false, size));
    }

    private Finding parts(Query query, Around around) {
        String silent = String.join(
                ", ",
                around.parts().stream()
                        .filter(PartsStanding.Standing::silent)
                        .map(PartsStanding.Standing::source)
                        .toList());
        String heard = String.join(
                ", ",
                around.parts().stream()
                        .filter(each -> !each.silent())
                        .map(PartsStanding.Standing::source)
                        .toList());
        Fact here = Fact.of("parts.heard", heard.isEmpty() ? "–" : heard);
        return silent.isEmpty()
                ? Finding.of(query, true, here)
                : Finding.of(query, false, here, Fact.of("parts.silent", silent));
    }

    private Finding retention(Connection connection, Query query) throws SQLException {
        Optional<java.time.LocalDate> oldest = one(
                connection, "select min(day) from audit_event_day", row -> row.getObject(1, java.time.LocalDate.class));
        Fact kept = Fact.of(
                "retention",
                retention.online().toTotalMonths(),
                retention.source(),
                profile.logKept().toTotalMonths(),
                profile.logSource());
        boolean met = retention.online().toTotalMonths() >= profile.logKept().toTotalMonths();
        return oldest.map(day -> Finding.of(query, met, kept, Fact.of("retention.oldest", time.day(day))))
                .orElseGet(() -> Finding.of(query, met, kept));
    }

    private Finding storage(Query query) {
        if (storage.volumes().isEmpty()) {
            return Finding.unseen(query, Fact.of("storage.unknown"));
        }
        return Finding.of(
                query,
                storage.low().isEmpty(),
                storage.volumes().stream()
                        .map(each -> Fact.of("storage", each.name(), each.freePercent()))
                        .toArray(Fact[]::new));
    }

    private Finding alerts(Connection connection, Query query, Instant now) throws SQLException {
        long waiting = one(
                        connection,
                        "select count(*) from detection_alert a left join alert_triage t on t.alert = a.id"
                                + " where a.raised_at < ? and (t.alert is null or t.state = 'OPEN')"
                                + " and not exists (select 1 from alert_suppression s where s.rule = a.rule"
                                + " and s.group_fields = a.group_fields and s.group_values = a.group_values"
                                + " and s.begins is not null and a.raised_at >= s.begins and a.raised_at < s.ends)",
                        row -> row.getLong(1),
                        now.minus(profile.alertsWaiting()).atOffset(ZoneOffset.UTC))
                .orElse(0L);
        return Finding.of(
                query,
                waiting == 0,
                Fact.of("alerts", waiting, profile.alertsWaiting().toDays()));
    }

    private record Hosts(long all, long here, long assessed, Optional<Integer> least, long low, long failed) {}

    private Hosts hosts(Connection connection) throws SQLException {
        return one(
                        connection,
                        "select count(*), count(*) filter (where state = 'ACTIVE'), count(score), min(score),"
                                + " count(*) filter (where score < ?), coalesce(sum(failed), 0)"
                                + " from wazuh_agent where id <> '000'",
                        row -> new Hosts(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                Optional.ofNullable(row.getObject(4, Integer.class)),
                                row.getLong(5),
                                row.getLong(6)),
                        profile.leastScore())
                .orElseThrow();
    }

    private Finding hostsSeen(Connection connection, Query query) throws SQLException {
        Hosts hosts = hosts(connection);
        return hosts.all() == 0
                ? Finding.unseen(query, Fact.of("hosts.none"))
                : Finding.of(query, hosts.here() == hosts.all(), Fact.of("hosts.seen", hosts.here(), hosts.all()));
    }

    private Finding hostsAssessed(Connection connection, Query query) throws SQLException {
        Hosts hosts = hosts(connection);
        if (hosts.all() == 0) {
            return Finding.unseen(query, Fact.of("hosts.none"));
        } else if (hosts.assessed() == 0) {
            return Finding.unseen(query, Fact.of("hosts.unassessed", hosts.all()));
        }
        return Finding.of(
                query,
                hosts.assessed() == hosts.all() && hosts.low() == 0,
                Fact.of("hosts.assessed", hosts.assessed(), hosts.all()),
                Fact.of("hosts.score", hosts.least().orElse(0), profile.leastScore(), hosts.failed()));
    }

    private Finding rightsReview(Connection connection, Query query, Instant now) throws SQLException {
        record Signed(long number, Instant at) {}
        Optional<Signed> last = one(
                connection,
                "select number, signed_at from rights_review where signed_at is not null order by signed_at desc limit 1",
                row -> new Signed(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()));
        long months = profile.review().toTotalMonths();
        return last.map(each -> Finding.of(
                        query,
                        each.at()
                                .atZone(VietnamTime.ZONE)
                                .plus(profile.review())
                                .toInstant()
                                .isAfter(now),
                        Fact.of("review", Long.toString(each.number()), time.day(each.at()), months)))
                .orElseGet(() -> Finding.of(query, false, Fact.of("review.none", months)));
    }

    private Finding incidents(Connection connection, Query query, Instant now) throws SQLException {
        var all = IncidentRegister.all(connection, triage, new AlertSight.Everything(), now);
        long late = all.stream().filter(Incident::late).count();
        return all.isEmpty()
                ? Finding.unseen(query, Fact.of("incidents.none"))
                : Finding.of(query, late == 0, Fact.of("incidents", all.size(), late));
    }

    private Finding requests(Connection connection, Query query, Instant now) {
        RequestRegister.Sums sums = RequestRegister.sums(connection, time.dayOf(now));
        return sums.all() == 0
                ? Finding.unseen(query, Fact.of("requests.none"))
                : Finding.of(query, sums.overdue() == 0, Fact.of("requests", sums.all(), sums.open(), sums.overdue()));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> Optional<T> one(Connection connection, String sql, Row<T> read, Object... values)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(read.of(row)) : Optional.empty();
            }
        }
    }
}
