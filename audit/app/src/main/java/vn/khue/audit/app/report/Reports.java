package vn.khue.audit.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.compliance.Answers;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Makes reports, has them sealed, keeps them and gives them out. The numbers are read first and the seal is asked for without holding the
 * database; then file and event are kept in one transaction. Thread-safe.
 */
final class Reports {

    private static final int MOST = 200;

    private final RecordedReading reading;
    private final ReportReader numbers;
    private final ReportPaper paper;
    private final ReportSeal seal;
    private final EventStore events;
    private final Clock clock;

    Reports(
            DataSource dataSource,
            ReportReader numbers,
            ReportPaper paper,
            ReportSeal seal,
            EventStore events,
            Clock clock) {
        this.reading = new RecordedReading(dataSource, events, clock);
        this.numbers = numbers;
        this.paper = paper;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    /** A file, and whether and why not it is sealed. */
    private record Bound(byte[] pdf, String unsealed) {}

    /**
     * Makes one now.
     *
     * @param officer empty where it is made by itself, which happens once for each span
     * @return its id; empty where it was made by itself before
     */
    Optional<UUID> make(ReportSpan span, Optional<Officer> officer) {
        Answers.Around around = numbers.around();
        Instant now = clock.instant();
        ReportNumbers read = reading.in(connection -> numbers.read(connection, span, around, now));
        Bound bound = bound(read);
        return reading.in(connection -> keep(connection, span, now, bound, officer));
    }

    private Bound bound(ReportNumbers read) {
        try {
            ReportSeal.Outcome outcome = seal.seal(paper.write(read, Optional.empty()));
            if (outcome instanceof ReportSeal.Outcome.Sealed sealed) {
                return new Bound(sealed.pdf(), "");
            }
            String why = ((ReportSeal.Outcome.Unsealed) outcome).why();
            return new Bound(paper.write(read, Optional.of(why)), why);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to lay a report out, could not; check memory and fonts", e);
        }
    }

    private Optional<UUID> keep(
            Connection connection, ReportSpan span, Instant now, Bound bound, Optional<Officer> officer)
            throws SQLException {
        UUID id = UUID.randomUUID();
        String sha256 = sha256(bound.pdf());
        int kept = on(connection)
                .sql(
                        "insert into audit_report (id, period, begins, ends, made_at, made_by, made_name, sealed, unsealed, sha256, bytes)"
                                + " values (:id, :period, :begins, :ends, :now, cast(:by as uuid), :name, :sealed, :unsealed, :sha256, :bytes)"
                                + " on conflict (period, begins) where made_by is null do nothing")
                .param("id", id)
                .param("period", span.period().name())
                .param("begins", span.begins())
                .param("ends", span.ends())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", officer.map(Officer::id).orElse(null))
                .param("name", officer.map(each -> each.assignee().name()).orElse(""))
                .param("sealed", bound.unsealed().isEmpty())
                .param("unsealed", bound.unsealed())
                .param("sha256", sha256)
                .param("bytes", bound.pdf())
                .update();
        if (kept == 0) {
            return Optional.empty();
        }
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.REPORT_MADE,
                        Outcome.SUCCESS,
                        officer.map(each -> each.reader().actor()).orElse(Actor.service("khue-audit")),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.REPORT, id.toString())
                .with(DetailKey.OPERATION, span.period().name().toLowerCase(Locale.ROOT))
                .with(DetailKey.REASON, bound.unsealed())
                .with(DetailKey.FROM, span.begins().toString())
                .with(DetailKey.TO, span.ends().toString())
                .with(DetailKey.FILE_SHA256, sha256)
                .with(DetailKey.FILE_BYTES, bound.pdf().length)
                .with(
                        DetailKey.ROLE,
                        officer.flatMap(each -> each.reader().role()).orElse(""));
        officer.flatMap(each -> each.reader().unit()).ifPresent(event::unit);
        events.storeIn(connection, List.of(IncomingEvent.own(event.build())), List.of(), EventStore.SOURCE);
        return Optional.of(id);
    }

    /** Whether one is to be made by itself: it was not yet, and the log has something of that time. */
    boolean wanted(ReportSpan span) {
        return reading.in(connection -> on(connection)
                .sql(
                        "select exists (select 1 from audit_event_day where day between :begins and :ends) and not exists"
                                + " (select 1 from audit_report where period = :period and begins = :begins and made_by is null)")
                .param("period", span.period().name())
                .param("begins", span.begins())
                .param("ends", span.ends())
                .query(Boolean.class)
                .single());
    }

    /** Newest first. */
    List<MadeReport> list(Reader reader) {
        return reading.in(connection -> {
            List<MadeReport> found = on(connection)
                    .sql(
                            "select id, period, begins, ends, made_at, made_name, sealed, unsealed, sha256, length(bytes) as size"
                                    + " from audit_report order by made_at desc, id limit " + MOST)
                    .query((row, n) -> report(row))
                    .list();
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "reports").with(DetailKey.ROWS, found.size()));
            return found;
        });
    }

    /** A report with its bytes. */
    record Taken(MadeReport report, byte[] pdf) {}

    Optional<Taken> take(UUID id, Reader reader) {
        return reading.in(connection -> {
            Optional<Taken> found = on(connection)
                    .sql("select id, period, begins, ends, made_at, made_name, sealed, unsealed, sha256,"
                            + " length(bytes) as size, bytes from audit_report where id = :id")
                    .param("id", id)
                    .query((row, n) -> new Taken(report(row), row.getBytes("bytes")))
                    .optional();
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.REPORT, id.toString())
                            .with(DetailKey.ROWS, found.isPresent() ? 1 : 0));
            return found;
        });
    }

    private static MadeReport report(ResultSet row) throws SQLException {
        return new MadeReport(
                row.getObject("id", UUID.class),
                new ReportSpan(
                        ReportSpan.Period.valueOf(row.getString("period")),
                        row.getObject("begins", LocalDate.class),
                        row.getObject("ends", LocalDate.class)),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("made_name"),
                row.getBoolean("sealed"),
                row.getString("unsealed"),
                row.getString("sha256"),
                row.getLong("size"));
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }
}
