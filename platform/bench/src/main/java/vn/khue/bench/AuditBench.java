package vn.khue.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import vn.khue.audit.app.retention.LogDays;
import vn.khue.audit.app.retention.RetentionProfile;
import vn.khue.audit.app.store.EventStore;

/**
 * The intake as it is used: batches of NDJSON read, checked, stored on the disk, indexed, chained into the signed ledger and put to every rule of
 * detection; beside bare COPY of the same rows into a table without an index, on the same PostgreSQL in the same run. Two parts: as fast as all
 * of it keeps up, and 10,000 events a second for as long as {@code -Dkhue.bench.audit.seconds} says.
 */
public final class AuditBench implements Bench {

    static final int SECONDS = Integer.getInteger("khue.bench.audit.seconds", 60);

    private static final int FAST_SECONDS = 20;
    private static final int PACE = 10_000;
    private static final double LAG_MILLIS = 2_000;
    private static final double ALERT_SECONDS = 5;

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public String about() {
        return "events stored, indexed, chained and detected, beside bare COPY of the same rows; " + SECONDS
                + " s at 10,000 a second (600: JAVA_TOOL_OPTIONS=-Dkhue.bench.audit.seconds=600)";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-audit");
            try (AuditLog log = new AuditLog(true)) {
                return measure(log, folder);
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException | SQLException e) {
            throw new BenchException("expected a log to measure, found " + e, e);
        }
    }

    private List<Measurement> measure(AuditLog log, Path folder) throws IOException, SQLException {
        AuditRun.Figures fast;
        AuditRun.Figures paced;
        Clock clock = Clock.systemUTC();
        new LogDays(
                        log.dataSource(),
                        new EventStore(log.dataSource(), log.keys(), clock),
                        RetentionProfile.load(RetentionProfile.CURRENT),
                        clock)
                .keep();
        try (AuditRun run = new AuditRun(log, folder, clock)) {
            run.load(5, Integer.MAX_VALUE);
            fast = run.load(FAST_SECONDS, Integer.MAX_VALUE);
            paced = run.load(SECONDS, PACE);
        }
        double text = copy(log, folder, "");
        double binary = copy(log, folder, " (format binary)");
        return List.of(
                row(
                        "events stored, indexed, chained, detected",
                        "events/s",
                        fast.perSecond(),
                        text,
                        "bare COPY, text",
                        Optional.of(0.4)),
                row("the same", "events/s", fast.perSecond(), binary, "bare COPY, binary", Optional.empty()),
                row(
                        "sustained for " + SECONDS + " s",
                        "events/s",
                        paced.perSecond(),
                        PACE,
                        "the bar",
                        Optional.of(0.99)),
                limit("acknowledged to checkpoint, p99 at that pace", "ms", paced.lagMillis(), LAG_MILLIS),
                limit(
                        "last event to its alert, p95 of " + paced.alerts() + " at that pace",
                        "s",
                        paced.alertSeconds(),
                        ALERT_SECONDS),
                new Measurement(
                        name(),
                        "bytes an event takes with its indexes, and its id",
                        "bytes",
                        Measurement.Better.LOWER,
                        log.number(
                                        "select (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent"
                                                + " = 'audit_event'::regclass) + pg_total_relation_size('audit_event_id')")
                                / log.number("select size from ledger_head"),
                        log.number("select avg(octet_length(body)) from audit_event"),
                        "its line alone",
                        Optional.empty()));
    }

    private Measurement row(
            String metric, String unit, double ours, double peer, String peerName, Optional<Double> goal) {
        return new Measurement(name(), metric, unit, Measurement.Better.HIGHER, ours, peer, peerName, goal);
    }

    private Measurement limit(String metric, String unit, double ours, double most) {
        return new Measurement(name(), metric, unit, Measurement.Better.LOWER, ours, most, "the bar", Optional.of(1.0));
    }

    /** Rows a second of one COPY and its commit. */
    private static double copy(AuditLog log, Path folder, String form) throws SQLException, IOException {
        log.execute("drop table if exists bare");
        log.execute("create table bare (like audit_event)");
        Path rows = folder.resolve("rows");
        try (Connection connection = log.dataSource().getConnection()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows), 1 << 16)) {
                copy.copyOut(
                        "copy (select * from audit_event where ledger_index < 200000 order by ledger_index) to stdout"
                                + form,
                        out);
            }
            try (InputStream in = Files.newInputStream(rows)) {
                long begun = System.nanoTime();
                long copied = copy.copyIn("copy bare from stdin" + form, in, 1 << 16);
                return copied / ((System.nanoTime() - begun) / 1e9);
            }
        }
    }
}
