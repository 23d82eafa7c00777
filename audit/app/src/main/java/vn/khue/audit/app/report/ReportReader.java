package vn.khue.audit.app.report;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.compliance.Answers;
import vn.khue.audit.app.compliance.Catalogue;
import vn.khue.audit.app.compliance.Compliance;
import vn.khue.audit.app.incident.Incident;
import vn.khue.audit.app.incident.IncidentRegister;
import vn.khue.audit.app.proof.ProofCheck;
import vn.khue.audit.app.report.ReportNumbers.Hosts;
import vn.khue.audit.app.report.ReportNumbers.LedgerState;
import vn.khue.audit.app.report.ReportNumbers.OfCatalogue;
import vn.khue.audit.app.report.ReportNumbers.OfRule;
import vn.khue.audit.app.report.ReportNumbers.OfUnit;
import vn.khue.audit.app.report.ReportNumbers.Review;
import vn.khue.audit.app.request.RequestRegister;
import vn.khue.audit.app.rights.AlertSight;
import vn.khue.audit.app.store.StoredDay;
import vn.khue.audit.app.store.StoredDays;
import vn.khue.audit.app.triage.TriageProfile;
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LedgerProofs;

/** Collects the numbers of a report. Events are counted by their places, so a year costs as much as a day. Thread-safe. */
final class ReportReader {

    private static final int MOST_UNITS = 20;

    private static final String RULES = """
            select a.rule, min(a.level) as level, count(*) as n,
                   count(*) filter (where t.reason = 'TRUE_POSITIVE'), count(*) filter (where t.reason = 'FALSE_POSITIVE'),
                   count(*) filter (where t.reason = 'BENIGN'), count(*) filter (where t.reason = 'DUPLICATE'),
                   count(*) filter (where t.state is distinct from 'CLOSED')
            from detection_alert a left join alert_triage t on t.alert = a.id
            where a.raised_at >= :from and a.raised_at < :to group by a.rule order by n desc, a.rule
            """;

    private final Compliance compliance;
    private final TriageProfile triage;
    private final ProofCheck proofs;

    ReportReader(Compliance compliance, TriageProfile triage, ProofCheck proofs) {
        this.compliance = compliance;
        this.triage = triage;
        this.proofs = proofs;
    }

    Answers.Around around() {
        return compliance.around();
    }

    /** In a transaction of the caller. */
    ReportNumbers read(Connection connection, ReportSpan span, Answers.Around around, Instant now) throws SQLException {
        JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        Instant from = StoredDay.begin(span.begins());
        Instant to = StoredDay.begin(span.ends().plusDays(1));
        List<OfCatalogue> catalogues = new ArrayList<>();
        for (Catalogue each : compliance.catalogues().all()) {
            if (each.inForce()) {
                catalogues.add(new OfCatalogue(each, compliance.all(connection, each, around, now)));
            }
        }
        return new ReportNumbers(
                span,
                now,
                entries(connection, sql, span),
                rules(sql, from, to),
                units(sql, from, to),
                incidents(connection, from, to, now),
                catalogues,
                RequestRegister.between(connection, span.begins(), span.ends()),
                review(sql, to),
                hosts(sql),
                ledger());
    }

    private static SortedMap<LocalDate, Long> entries(Connection connection, JdbcClient sql, ReportSpan span)
            throws SQLException {
        long size = sql.sql("select size from ledger_head").query(Long.class).single();
        SortedMap<LocalDate, Long> entries = new TreeMap<>();
        for (StoredDay day : new StoredDays(connection).all()) {
            if (!day.day().isBefore(span.begins()) && !day.day().isAfter(span.ends())) {
                entries.put(day.day(), Math.min(day.next(), size) - day.first());
            }
        }
        return entries;
    }

    private static List<OfRule> rules(JdbcClient sql, Instant from, Instant to) {
        return sql.sql(RULES)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new OfRule(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)))
                .list();
    }

    private static List<OfUnit> units(JdbcClient sql, Instant from, Instant to) {
        return sql.sql("select u.unit, count(*) as n from detection_alert a cross join unnest(a.units) as u (unit)"
                        + " where a.raised_at >= :from and a.raised_at < :to and u.unit <> '' group by u.unit"
                        + " order by n desc, u.unit limit " + MOST_UNITS)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new OfUnit(row.getString(1), row.getLong(2)))
                .list();
    }

    private List<Incident> incidents(Connection connection, Instant from, Instant to, Instant now) throws SQLException {
        return IncidentRegister.all(connection, triage, new AlertSight.Everything(), now).stream()
                .filter(each -> each.known().isBefore(to)
                        && (!each.known().isBefore(from)
                                || each.ended().map(at -> !at.isBefore(from)).orElse(true)))
                .toList();
    }

    private static Optional<Review> review(JdbcClient sql, Instant to) {
        return sql.sql(
                        "select r.number, r.signed_at, count(a.person), count(*) filter (where a.unused),"
                                + " count(*) filter (where a.decision = 'REMOVE')"
                                + " from rights_review r left join rights_review_account a on a.review = r.id"
                                + " where r.signed_at < :to group by r.id, r.number, r.signed_at order by r.signed_at desc limit 1")
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Review(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
                .optional();
    }

    private static Hosts hosts(JdbcClient sql) {
        return sql.sql("select count(*), count(*) filter (where state = 'ACTIVE'), count(score), min(score)"
                        + " from wazuh_agent where id <> '000'")
                .query((row, n) -> new Hosts(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        Optional.ofNullable(row.getObject(4, Integer.class))))
                .single();
    }

    /** The checkpoint's signature and the newest entry under it, from the files. */
    private LedgerState ledger() {
        try {
            LedgerProofs ledger = proofs.ledger();
            Checkpoint checkpoint = ledger.checkpoint();
            boolean proven = checkpoint.size() > 0
                    && ledger.inclusion(checkpoint.size() - 1, checkpoint.size())
                            .root(ledger.entry(checkpoint.size() - 1))
                            .equals(checkpoint.root());
            return new LedgerState(
                    checkpoint.origin(), checkpoint.size(), checkpoint.root().base64(), proven);
        } catch (LedgerException | IOException damaged) {
            return new LedgerState("", 0, "", false);
        }
    }
}
