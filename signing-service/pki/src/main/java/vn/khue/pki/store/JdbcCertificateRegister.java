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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * The register in PostgreSQL; DDL in the resource {@code db/pki/V1__pki.sql}. Made with {@link Connections#joined} it is
 * part of the caller's transaction (make one per transaction, it costs nothing); made with {@link Connections#of} each
 * call is its own and the object is thread-safe. Times are kept to the microsecond.
 */
public final class JdbcCertificateRegister implements CertificateRegister {
    private static final String COLUMNS =
            "ca, serial, der, profile, holder, unit, vault_key, not_before, not_after," + " state, changed_at, reason";

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private final Connections connections;

    public JdbcCertificateRegister(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void add(CertificateRecord certificate) {
        int added = connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("insert into pki_certificate (" + COLUMNS
                    + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
                s.setString(1, certificate.ca());
                s.setBytes(2, magnitude(certificate.serial()));
                s.setBytes(3, certificate.der());
                s.setString(4, certificate.profile());
                s.setObject(5, certificate.holder().orElse(null), Types.OTHER);
                s.setString(6, certificate.unit().orElse(null));
                s.setString(7, certificate.key().orElse(null));
                s.setObject(8, utc(certificate.notBefore()));
                s.setObject(9, utc(certificate.notAfter()));
                bind(s, 10, certificate.status());
                return s.executeUpdate();
            }
        });
        if (added == 0) {
            throw new PkiException(
                    Fault.STORE,
                    "a new serial expected, found " + certificate.serial().toString(16) + " issued before by "
                            + certificate.ca());
        }
    }

    @Override
    public Optional<CertificateRecord> find(String ca, BigInteger serial) {
        return connections.with(c -> find(c, ca, serial, ""));
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
    public List<CertificateRecord> expiring(Instant from, Instant to, int limit) {
        return list("where state <> 'R' and not_after >= ? and not_after < ? order by not_after limit ?", s -> {
            s.setObject(1, utc(from));
            s.setObject(2, utc(to));
            s.setInt(3, limit);
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
                s.setBytes(5, magnitude(serial));
                s.executeUpdate();
            }
            return present.with(status);
        });
    }

    @Override
    public List<CertificateRecord> withdrawn(String ca, Instant notExpiredBefore) {
        return list("where ca = ? and state <> 'G' and not_after >= ? order by length(serial), serial", s -> {
            s.setString(1, ca);
            s.setObject(2, utc(notExpiredBefore));
        });
    }

    @Override
    public BigInteger takeCrlNumber(String ca) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("insert into pki_crl_number (ca, last) values (?, 1)"
                    + " on conflict (ca) do update set last = pki_crl_number.last + 1 returning last")) {
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
                    + " (ca, number, der, this_update, next_update) values (?, ?, ?, ?, ?)"
                    + " on conflict (ca) do update set number = excluded.number, der = excluded.der,"
                    + " this_update = excluded.this_update, next_update = excluded.next_update"
                    + " where pki_crl.number < excluded.number")) {
                s.setString(1, crl.ca());
                s.setLong(2, crl.number().longValueExact());
                s.setBytes(3, crl.der());
                s.setObject(4, utc(crl.thisUpdate()));
                s.setObject(5, utc(crl.nextUpdate()));
                return s.executeUpdate();
            }
        });
        if (published == 0) {
            throw InMemoryCertificateRegister.olderCrl(crl);
        }
    }

    @Override
    public Optional<PublishedCrl> latestCrl(String ca) {
        return connections.with(c -> {
            try (PreparedStatement s =
                    c.prepareStatement("select number, der, this_update, next_update from pki_crl where ca = ?")) {
                s.setString(1, ca);
                try (ResultSet r = s.executeQuery()) {
                    return r.next()
                            ? Optional.of(new PublishedCrl(
                                    ca, BigInteger.valueOf(r.getLong(1)), r.getBytes(2), instant(r, 3), instant(r, 4)))
                            : Optional.empty();
                }
            }
        });
    }

    private static Optional<CertificateRecord> find(Connection c, String ca, BigInteger serial, String lock)
            throws SQLException {
        if (serial.signum() < 0 || serial.bitLength() > 160) {
            return Optional.empty();
        }
        try (PreparedStatement s =
                c.prepareStatement("select " + COLUMNS + " from pki_certificate where ca = ? and serial = ?" + lock)) {
            s.setString(1, ca);
            s.setBytes(2, magnitude(serial));
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? Optional.of(read(r)) : Optional.empty();
            }
        }
    }

    private List<CertificateRecord> list(String condition, Binding binding) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select " + COLUMNS + " from pki_certificate " + condition)) {
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
                new BigInteger(1, r.getBytes(2)),
                r.getBytes(3),
                r.getString(4),
                Optional.ofNullable(r.getObject(5, UUID.class)),
                Optional.ofNullable(r.getString(6)),
                Optional.ofNullable(r.getString(7)),
                instant(r, 8),
                instant(r, 9),
                status(r));
    }

    private static CertificateStatus status(ResultSet r) throws SQLException {
        return switch (r.getString(10)) {
            case "S" -> new CertificateStatus.Suspended(instant(r, 11));
            case "R" ->
                new CertificateStatus.Revoked(
                        instant(r, 11), RevocationReason.byCode(r.getInt(12)).orElse(RevocationReason.UNSPECIFIED));
            default -> new CertificateStatus.Good();
        };
    }

    private static byte[] magnitude(BigInteger serial) {
        byte[] bytes = serial.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet r, int column) throws SQLException {
        return r.getObject(column, OffsetDateTime.class).toInstant();
    }
}
