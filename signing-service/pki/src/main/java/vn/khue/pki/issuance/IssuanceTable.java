package vn.khue.pki.issuance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.IssuerAndSerial;
import vn.khue.pki.store.SerialBytes;

/**
 * The entries of the log in the database (table {@code pki_issuance}). A certificate's entry waits, committed with it, until
 * {@link #enter} numbers it. Each call sees entries and register as of one moment. Thread-safe where the connections are.
 */
public final class IssuanceTable {
    private static final String ENTRIES = "select i.entry, i.ca, i.serial, i.leaf, c.der from pki_issuance i"
            + " left join pki_certificate c on c.ca = i.ca and c.serial = i.serial ";

    private static final int AT_ONCE = 1000;

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private final Connections connections;

    public IssuanceTable(Connections connections) {
        this.connections = connections;
    }

    /**
     * Numbers the entries that wait, in the order of their issue and without gaps, a thousand in a transaction.
     *
     * @return how many
     */
    public long enter() {
        long entered = 0;
        int more;
        do {
            more = connections.with(IssuanceTable::enterSome);
            entered += more;
        } while (more == AT_ONCE);
        return entered;
    }

    private static int enterSome(Connection connection) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("select pki_enter_issuances(?)")) {
            s.setInt(1, AT_ONCE);
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getInt(1);
            }
        }
    }

    /** How many entries there are, if none is missing: the last index and one. */
    public long size() {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select coalesce(max(entry), -1) + 1 from pki_issuance");
                    ResultSet r = s.executeQuery()) {
                r.next();
                return r.getLong(1);
            }
        });
    }

    /** Entries from that index on, in order, at most {@code limit}. */
    public List<Issuance> from(long first, int limit) {
        return entries("where i.entry >= ? order by i.entry limit ?", s -> {
            s.setLong(1, first);
            s.setInt(2, limit);
        });
    }

    /** The entry of that leaf hash (RFC 6962, 32 bytes). */
    public Optional<Issuance> byLeaf(byte[] leaf) {
        return entries("where i.leaf = ? order by i.entry limit 1", s -> s.setBytes(1, leaf)).stream()
                .findFirst();
    }

    /** Certificates that stand in the register, in no entry, and do not wait for one, at most {@code limit}. */
    public List<IssuerAndSerial> unlogged(int limit) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("select c.ca, c.serial from pki_certificate c"
                    + " where not exists (select 1 from pki_issuance i where i.ca = c.ca and i.serial = c.serial)"
                    + " and not exists (select 1 from pki_issuance_waiting w where w.ca = c.ca and w.serial = c.serial)"
                    + " order by c.issued limit ?")) {
                s.setInt(1, limit);
                List<IssuerAndSerial> found = new ArrayList<>();
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        found.add(new IssuerAndSerial(r.getString(1), SerialBytes.read(r.getBytes(2))));
                    }
                }
                return List.copyOf(found);
            }
        });
    }

    /** Certificates of our CAs, former ones included, in the order of their issue. */
    public List<byte[]> authorities() {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement(
                            "select der from pki_certificate where unit like 'khue:ca:%' order by issued");
                    ResultSet r = s.executeQuery()) {
                List<byte[]> found = new ArrayList<>();
                while (r.next()) {
                    found.add(r.getBytes(1));
                }
                return List.copyOf(found);
            }
        });
    }

    private List<Issuance> entries(String condition, Binding binding) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement(ENTRIES + condition)) {
                binding.to(s);
                List<Issuance> found = new ArrayList<>();
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        found.add(new Issuance(
                                r.getLong(1),
                                new IssuerAndSerial(r.getString(2), SerialBytes.read(r.getBytes(3))),
                                r.getBytes(4),
                                Optional.ofNullable(r.getBytes(5))));
                    }
                }
                return List.copyOf(found);
            }
        });
    }
}
