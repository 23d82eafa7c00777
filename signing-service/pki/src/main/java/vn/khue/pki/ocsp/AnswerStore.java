package vn.khue.pki.ocsp;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.IssuerAndSerial;
import vn.khue.pki.store.RevocationReason;
import vn.khue.pki.store.SerialBytes;

/**
 * Pre-signed answers in PostgreSQL (table {@code pki_ocsp_answer}). A row comes with its certificate; a change of state empties
 * it in the same transaction, by a trigger, whoever makes the change. {@link #keep} never stores an answer for another state
 * than the one that is committed. Thread-safe where the connections are.
 */
public final class AnswerStore {
    /** Names the lock under which one process at a time signs ahead. */
    private static final long SIGNING = 0x6b687565_6f637370L;

    private static final int MOST_CHANGES = 1000;

    /** A certificate that needs an answer, and its state as read. */
    record Due(IssuerAndSerial certificate, CertificateStatus status) {}

    /**
     * @param position where to go on reading; opaque
     * @param certificates whose state changed, some of them perhaps told before
     * @param all whether these are all of them
     */
    record Changes(String position, List<IssuerAndSerial> certificates, boolean all) {}

    /**
     * How far the answers reach.
     *
     * @param until when the first of them ends; empty where there is none
     * @param waiting how many certificates have none, counted to 1,000
     */
    public record Reach(Optional<Instant> until, int waiting) {}

    private final Connections connections;

    public AnswerStore(Connections connections) {
        this.connections = connections;
    }

    StoredAnswer find(IssuerAndSerial certificate) {
        if (!SerialBytes.possible(certificate.serial())) {
            return new StoredAnswer.None();
        }
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select der, this_update, next_update, refresh_at"
                    + " from pki_ocsp_answer where ca = ? and serial = ?")) {
                s.setString(1, certificate.ca());
                s.setBytes(2, SerialBytes.of(certificate.serial()));
                try (ResultSet r = s.executeQuery()) {
                    if (!r.next()) {
                        return new StoredAnswer.None();
                    }
                    byte[] der = r.getBytes(1);
                    return der == null
                            ? new StoredAnswer.Waiting()
                            : new StoredAnswer.Signed(der, instant(r, 2), instant(r, 3), instant(r, 4));
                }
            }
        });
    }

    /** Whether this transaction may sign ahead; false where another process is at it. */
    boolean lock() {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
                s.setLong(1, SIGNING);
                try (ResultSet r = s.executeQuery()) {
                    r.next();
                    return r.getBoolean(1);
                }
            }
        });
    }

    /** Certificates of a CA whose answer is to be signed at that time, the longest overdue first; locks nothing. */
    List<Due> due(String ca, Instant now, int limit) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select c.serial, c.state, c.changed_at, c.reason"
                    + " from pki_ocsp_answer a join pki_certificate c on c.ca = a.ca and c.serial = a.serial"
                    + " where a.ca = ? and a.refresh_at <= ? and a.not_after > ? order by a.refresh_at limit ?")) {
                s.setString(1, ca);
                s.setObject(2, utc(now));
                s.setObject(3, utc(now));
                s.setInt(4, limit);
                List<Due> found = new ArrayList<>();
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        found.add(new Due(new IssuerAndSerial(ca, SerialBytes.read(r.getBytes(1))), status(r)));
                    }
                }
                return found;
            }
        });
    }

    /**
     * Stores answers, each only where the certificate is committed in the very state that the answer speaks of, or was brought
     * into it by this transaction. Until this transaction ends nobody else changes those certificates' state; one that somebody
     * is changing now is left out, so that nobody waits for this in a circle.
     *
     * @return how many were stored
     */
    int keep(List<PresignedAnswer> answers) {
        return connections.with(c -> {
            int stored = 0;
            try (PreparedStatement s = c.prepareStatement("update pki_ocsp_answer a set der = ?, this_update = ?,"
                    + " next_update = ?, refresh_at = ? from (select ca, serial from pki_certificate"
                    + " where ca = ? and serial = ? and state = ? and changed_at is not distinct from ? for share skip locked) c"
                    + " where a.ca = c.ca and a.serial = c.serial"
                    + " and (a.this_update is null or a.this_update <= ?)")) {
                for (PresignedAnswer answer : answers) {
                    s.setBytes(1, answer.der());
                    s.setObject(2, utc(answer.thisUpdate()));
                    s.setObject(3, utc(answer.nextUpdate()));
                    s.setObject(4, utc(answer.refreshAt()));
                    s.setString(5, answer.certificate().ca());
                    s.setBytes(6, SerialBytes.of(answer.certificate().serial()));
                    s.setString(7, state(answer.about()));
                    s.setObject(
                            8,
                            changedAt(answer.about()).map(AnswerStore::utc).orElse(null),
                            java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
                    s.setObject(9, utc(answer.thisUpdate()));
                    s.addBatch();
                }
                for (int count : s.executeBatch()) {
                    stored += Math.max(count, 0);
                }
            }
            return stored;
        });
    }

    /** How far the answers reach that are published now. */
    public Reach reach(Instant now) {
        return connections.with(c -> {
            Optional<Instant> until = Optional.empty();
            try (PreparedStatement s = c.prepareStatement(
                    "select min(next_update) from pki_ocsp_answer" + " where der is not null and next_update > ?")) {
                s.setObject(1, utc(now));
                try (ResultSet r = s.executeQuery()) {
                    r.next();
                    until = Optional.ofNullable(r.getObject(1, OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant);
                }
            }
            try (PreparedStatement s = c.prepareStatement("select count(*) from (select 1 from pki_ocsp_answer"
                    + " where der is null and not_after > ? limit " + MOST_CHANGES + ") w")) {
                s.setObject(1, utc(now));
                try (ResultSet r = s.executeQuery()) {
                    r.next();
                    return new Reach(until, r.getInt(1));
                }
            }
        });
    }

    /** Removes the answers of certificates that have ended, and what readers of changes have long read. */
    void tidy(Instant now, Instant changesBefore) {
        connections.with(c -> {
            execute(c, "delete from pki_ocsp_answer where not_after <= ?", now);
            execute(c, "delete from pki_status_change where at < ?", changesBefore);
            return null;
        });
    }

    /** Where reading of changes begins: whatever is committed by now is before it. */
    String position() {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select pg_snapshot_xmin(pg_current_snapshot())::text");
                    ResultSet r = s.executeQuery()) {
                r.next();
                return r.getString(1);
            }
        });
    }

    /**
     * Every change that was committed before this is called and not before {@code position} was taken. A transaction that was
     * under way then is read again until it and all older ones have ended, so that none is missed.
     */
    Changes changes(String position) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select pg_snapshot_xmin(pg_current_snapshot())::text, h.ca,"
                    + " h.serial from (select 1) one left join (select ca, serial from pki_status_change"
                    + " where xact >= ?::xid8 limit " + (MOST_CHANGES + 1) + ") h on true")) {
                s.setString(1, position);
                List<IssuerAndSerial> found = new ArrayList<>();
                String next = position;
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        next = r.getString(1);
                        byte[] serial = r.getBytes(3);
                        if (serial != null) {
                            found.add(new IssuerAndSerial(r.getString(2), SerialBytes.read(serial)));
                        }
                    }
                }
                return new Changes(next, found, found.size() <= MOST_CHANGES);
            }
        });
    }

    private static void execute(Connection c, String sql, Instant bound) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setObject(1, utc(bound));
            s.executeUpdate();
        }
    }

    private static String state(CertificateStatus status) {
        if (status instanceof CertificateStatus.Revoked) {
            return "R";
        }
        return status instanceof CertificateStatus.Suspended ? "S" : "G";
    }

    private static Optional<Instant> changedAt(CertificateStatus status) {
        if (status instanceof CertificateStatus.Revoked revoked) {
            return Optional.of(revoked.at());
        }
        return status instanceof CertificateStatus.Suspended suspended
                ? Optional.of(suspended.since())
                : Optional.empty();
    }

    private static CertificateStatus status(ResultSet r) throws SQLException {
        return switch (r.getString(2)) {
            case "S" -> new CertificateStatus.Suspended(instant(r, 3));
            case "R" ->
                new CertificateStatus.Revoked(
                        instant(r, 3), RevocationReason.byCode(r.getInt(4)).orElse(RevocationReason.UNSPECIFIED));
            default -> new CertificateStatus.Good();
        };
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet r, int column) throws SQLException {
        return r.getObject(column, OffsetDateTime.class).toInstant();
    }
}
