package vn.khue.pki.store;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * The register in PostgreSQL; DDL in the resource {@code db/pki}. Made with {@link Connections#joined} it is
 * part of the caller's transaction (make one per transaction, it costs nothing); made with {@link Connections#of} each
 * call is its own and the object is thread-safe. Times are kept to the microsecond.
 */
public final class JdbcCertificateRegister implements CertificateRegister {
    private static final String COLUMNS =
            "ca, serial, der, profile, holder, unit, vault_key, not_before, not_after, state, changed_at, reason,"
                    + " crl_partition";

    /** What the database says to a CA whose certificate is revoked (V7). */
    private static final String REVOKED_AUTHORITY = "KC001";

    /** Names of all keys of a CA of the plan, see {@link #bindKeys}. */
    static final String KEYS = "(with recursive key (name, number) as (select cast(? as text), 1"
            + " union all select ? || '-' || (number + 1), number + 1 from key where exists (select 1 from pki_certificate"
            + " where unit like '" + AUTHORITY + "%' and unit = '" + AUTHORITY
            + "' || ? || '-' || (number + 1))) select name from key)";

    /** The first parameter after those of {@link #KEYS}. */
    static final int AFTER_KEYS = 4;

    /** Binds a statement's parameters. */
    interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private final Connections connections;

    public JdbcCertificateRegister(Connections connections) {
        this.connections = connections;
    }

    @Override
    public boolean add(CertificateRecord certificate) {
        Optional<Boolean> listed = connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("insert into pki_certificate (" + COLUMNS
                    + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing"
                    + " returning exists (select 1 from pki_crl where ca = ? and partition = ?)")) {
                s.setString(1, certificate.ca());
                s.setBytes(2, SerialBytes.of(certificate.serial()));
                s.setBytes(3, certificate.der());
                s.setString(4, certificate.profile());
                s.setObject(5, certificate.holder().orElse(null), Types.OTHER);
                s.setString(6, certificate.unit().orElse(null));
                s.setString(7, certificate.key().orElse(null));
                s.setObject(8, utc(certificate.notBefore()));
                s.setObject(9, utc(certificate.notAfter()));
                bind(s, 10, certificate.status());
                if (certificate.crlPartition().isPresent()) {
                    s.setInt(13, certificate.crlPartition().getAsInt());
                } else {
                    s.setNull(13, Types.INTEGER);
                }
                s.setString(14, certificate.ca());
                s.setInt(15, certificate.crl().partition());
                return added(s, certificate.ca());
            }
        });
        return listed.orElseThrow(() -> new PkiException(
                Fault.STORE,
                "a new serial expected, found " + certificate.serial().toString(16) + " issued before by "
                        + certificate.ca()));
    }

    private static Optional<Boolean> added(PreparedStatement s, String ca) throws SQLException {
        try (ResultSet r = s.executeQuery()) {
            return r.next() ? Optional.of(r.getBoolean(1)) : Optional.empty();
        } catch (SQLException e) {
            throw refused(e, ca);
        }
    }

    @Override
    public Optional<CertificateRecord> find(String ca, BigInteger serial) {
        return connections.with(c -> find(c, ca, serial, ""));
    }

    @Override
    public Optional<CertificateRecord> findByAnyKey(String ca, BigInteger serial) {
        if (!SerialBytes.possible(serial)) {
            return Optional.empty();
        }
        return list("where ca in " + KEYS + " and serial = ?", s -> {
                    bindKeys(s, ca);
                    s.setBytes(AFTER_KEYS, SerialBytes.of(serial));
                })
                .stream()
                .findFirst();
    }

    @Override
    public List<CertificateRecord> ofHolder(UUID holder) {
        return list("where holder = ? order by issued desc", s -> s.setObject(1, holder));
    }

    @Override
    public List<CertificateRecord> ofUnit(String unit, String profile) {
        return list("where unit = ? and profile = ? order by issued desc", s -> {
            s.setString(1, unit);
            s.setString(2, profile);
        });
    }

    @Override
    public List<CertificateRecord> unrevoked(
            String ca, Instant notExpiredBefore, Optional<BigInteger> after, int limit) {
        return list("where ca = ? and state <> 'R' and not_after >= ? and serial > ? order by serial limit ?", s -> {
            s.setString(1, ca);
            s.setObject(2, utc(notExpiredBefore));
            s.setBytes(3, after.map(SerialBytes::of).orElse(new byte[0]));
            s.setInt(4, limit);
        });
    }

    @Override
    public CertificateRecord change(String ca, BigInteger serial, CertificateStatus status) {
        return connections.with(c -> {
            CertificateRecord present = find(c, ca, serial, " for update")
                    .orElseThrow(() -> InMemoryCertificateRegister.unknown(ca, serial));
            if (!StatusChange.needed(present, status)) {
                return present;
            }
            try (PreparedStatement s = c.prepareStatement("update pki_certificate set state = ?, changed_at = ?,"
                    + " reason = ? where ca = ? and serial = ?")) {
                bind(s, 1, status);
                s.setString(4, ca);
                s.setBytes(5, SerialBytes.of(serial));
                s.executeUpdate();
            }
            return present.with(status);
        });
    }

    @Override
    public boolean authorityRevoked(String ca) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select pki_authority_revoked(?)")) {
                s.setString(1, ca);
                return first(s);
            }
        });
    }

    @Override
    public boolean holdsUnended(String ca, Instant after, String besides) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select exists (select 1 from pki_certificate"
                    + " where ca = ? and not_after > ? and profile <> ?)")) {
                s.setString(1, ca);
                s.setObject(2, utc(after));
                s.setString(3, besides);
                return first(s);
            }
        });
    }

    private static boolean first(PreparedStatement s) throws SQLException {
        try (ResultSet r = s.executeQuery()) {
            r.next();
            return r.getBoolean(1);
        }
    }

    private static int executed(PreparedStatement s, String ca) throws SQLException {
        try {
            return s.executeUpdate();
        } catch (SQLException e) {
            throw refused(e, ca);
        }
    }

    private static SQLException refused(SQLException e, String ca) {
        if (REVOKED_AUTHORITY.equals(e.getSQLState())) {
            throw InMemoryCertificateRegister.revokedAuthority(ca);
        }
        return e;
    }

    @Override
    public List<Withdrawal> withdrawn(String ca, Instant notExpiredBefore) {
        return withdrawals("", ca, notExpiredBefore);
    }

    @Override
    public List<Withdrawal> withdrawn(CrlName list, Instant notExpiredBefore) {
        // A number, not text from outside.
        String names = list.isMain() ? "crl_partition is null" : "crl_partition = " + list.partition();
        return withdrawals(" and " + names, list.ca(), notExpiredBefore);
    }

    private List<Withdrawal> withdrawals(String condition, String ca, Instant notExpiredBefore) {
        return connections.with(c -> {
            try (PreparedStatement s =
                    c.prepareStatement("select serial, state, changed_at, reason from pki_certificate"
                            + " where ca = ? and state <> 'G' and not_after >= ?" + condition
                            + " order by length(serial), serial")) {
                s.setString(1, ca);
                s.setObject(2, utc(notExpiredBefore));
                List<Withdrawal> found = new ArrayList<>();
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        found.add(new Withdrawal(SerialBytes.read(r.getBytes(1)), status(r, 2)));
                    }
                }
                return found;
            }
        });
    }

    @Override
    public long takeIssuingPlace() {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select nextval('pki_issuing_place')");
                    ResultSet r = s.executeQuery()) {
                r.next();
                return r.getLong(1);
            }
        });
    }

    /**
     * Also notes which changes are certainly visible from here on. The row stays locked until the transaction ends, so that
     * a list with a higher number never knows less.
     */
    @Override
    public BigInteger takeCrlNumber(String ca) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("insert into pki_crl_number (ca, last, seen)"
                    + " values (?, 1, pg_snapshot_xmin(pg_current_snapshot()))"
                    + " on conflict (ca) do update set last = pki_crl_number.last + 1, seen = excluded.seen"
                    + " returning last")) {
                s.setString(1, ca);
                try (ResultSet r = s.executeQuery()) {
                    r.next();
                    return BigInteger.valueOf(r.getLong(1));
                }
            }
        });
    }

    @Override
    public void publish(PublishedCrl crl) {
        int published = connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("insert into pki_crl"
                    + " (ca, partition, number, der, this_update, next_update, seen)"
                    + " values (?, ?, ?, ?, ?, ?, coalesce((select seen from pki_crl_number where ca = ?), '0'))"
                    + " on conflict (ca, partition) do update set number = excluded.number, der = excluded.der,"
                    + " this_update = excluded.this_update, next_update = excluded.next_update, seen = excluded.seen"
                    + " where pki_crl.number < excluded.number")) {
                s.setString(1, crl.name().ca());
                s.setInt(2, crl.name().partition());
                s.setLong(3, crl.number().longValueExact());
                s.setBytes(4, crl.der());
                s.setObject(5, utc(crl.thisUpdate()));
                s.setObject(6, utc(crl.nextUpdate()));
                s.setString(7, crl.name().ca());
                return executed(s, crl.name().ca());
            }
        });
        if (published == 0) {
            throw InMemoryCertificateRegister.olderCrl(crl);
        }
    }

    @Override
    public Optional<PublishedCrl> latestCrl(CrlName list) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select number, der, this_update, next_update from pki_crl"
                    + " where ca = ? and partition = ? and not pki_authority_revoked(ca)")) {
                s.setString(1, list.ca());
                s.setInt(2, list.partition());
                try (ResultSet r = s.executeQuery()) {
                    return r.next()
                            ? Optional.of(new PublishedCrl(
                                    list,
                                    BigInteger.valueOf(r.getLong(1)),
                                    r.getBytes(2),
                                    instant(r, 3),
                                    instant(r, 4)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<CrlName> dueCrls(String ca, MainCrl covers, Instant needed, Instant endsBy, int limit) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select w.partition from"
                    + " (select 0 as partition union all"
                    + " select partition from pki_crl_partition where ca = ? and ends >= ?) w"
                    + " left join pki_crl l on l.ca = ? and l.partition = w.partition"
                    + " where not pki_authority_revoked(?) and (l.number is null or l.next_update <= ?"
                    + " or exists (select 1 from pki_status_change h"
                    + " where h.ca = ? and h.partition = w.partition and h.xact >= l.seen)"
                    + " or (w.partition = 0 and ? and exists (select 1 from pki_status_change h"
                    + " where h.ca = ? and h.xact >= l.seen)))"
                    + " order by l.next_update nulls first, w.partition limit ?")) {
                s.setString(1, ca);
                s.setObject(2, utc(needed));
                s.setString(3, ca);
                s.setString(4, ca);
                s.setObject(5, utc(endsBy));
                s.setString(6, ca);
                s.setBoolean(7, covers == MainCrl.EVERYTHING);
                s.setString(8, ca);
                s.setInt(9, limit);
                List<CrlName> found = new ArrayList<>();
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        found.add(new CrlName(ca, r.getInt(1)));
                    }
                }
                return found;
            }
        });
    }

    private static Optional<CertificateRecord> find(Connection c, String ca, BigInteger serial, String lock)
            throws SQLException {
        if (!SerialBytes.possible(serial)) {
            return Optional.empty();
        }
        try (PreparedStatement s =
                c.prepareStatement("select " + COLUMNS + " from pki_certificate where ca = ? and serial = ?" + lock)) {
            s.setString(1, ca);
            s.setBytes(2, SerialBytes.of(serial));
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? Optional.of(read(r)) : Optional.empty();
            }
        }
    }

    static void bindKeys(PreparedStatement s, String ca) throws SQLException {
        for (int i = 1; i < AFTER_KEYS; i++) {
            s.setString(i, ca);
        }
    }

    List<CertificateRecord> list(String condition, Binding binding) {
        return connections.with(c -> {
            try (PreparedStatement s =
                    c.prepareStatement("select " + COLUMNS + " from pki_certificate c " + condition)) {
                binding.to(s);
                List<CertificateRecord> found = new ArrayList<>();
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        found.add(read(r));
                    }
                }
                return List.copyOf(found);
            }
        });
    }

    private static void bind(PreparedStatement s, int at, CertificateStatus status) throws SQLException {
        if (status instanceof CertificateStatus.Suspended suspended) {
            s.setString(at, "S");
            s.setObject(at + 1, utc(suspended.since()));
            s.setNull(at + 2, Types.SMALLINT);
        } else if (status instanceof CertificateStatus.Revoked revoked) {
            s.setString(at, "R");
            s.setObject(at + 1, utc(revoked.at()));
            s.setShort(at + 2, (short) revoked.reason().code());
        } else {
            s.setString(at, "G");
            s.setNull(at + 1, Types.TIMESTAMP_WITH_TIMEZONE);
            s.setNull(at + 2, Types.SMALLINT);
        }
    }

    private static CertificateRecord read(ResultSet r) throws SQLException {
        return new CertificateRecord(
                r.getString(1),
                SerialBytes.read(r.getBytes(2)),
                r.getBytes(3),
                r.getString(4),
                Optional.ofNullable(r.getObject(5, UUID.class)),
                Optional.ofNullable(r.getString(6)),
                Optional.ofNullable(r.getString(7)),
                instant(r, 8),
                instant(r, 9),
                status(r, 10),
                partition(r, 13));
    }

    private static OptionalInt partition(ResultSet r, int column) throws SQLException {
        int partition = r.getInt(column);
        return r.wasNull() ? OptionalInt.empty() : OptionalInt.of(partition);
    }

    /** The state in that column, the instant and the reason in the two after it. */
    private static CertificateStatus status(ResultSet r, int column) throws SQLException {
        return switch (r.getString(column)) {
            case "S" -> new CertificateStatus.Suspended(instant(r, column + 1));
            case "R" ->
                new CertificateStatus.Revoked(
                        instant(r, column + 1),
                        RevocationReason.byCode(r.getInt(column + 2)).orElse(RevocationReason.UNSPECIFIED));
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
