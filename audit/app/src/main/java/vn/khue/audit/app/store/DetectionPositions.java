package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import vn.khue.audit.detection.engine.Shard;

/**
 * How far each shard of detection has come, how many there are, and who holds them. The number of shards is changed when nobody works with
 * the old one: all then begin where the last of the old ones was, and what is found again is known by its id. For one connection.
 */
final class DetectionPositions {

    /** Names the first shard, and the only one, among PostgreSQL's advisory locks: "khue" and 2. */
    private static final long FIRST = 0x6B687565_0000_0002L;

    /** The others: "khue", 2 and their index. */
    private static final long OTHERS = 0x6B687565_0002_0000L;

    /** Whoever changes the number of shards. */
    private static final long CUTTER = 0x6B687565_0002_FFFEL;

    private final Connection connection;
    private final Shard shard;

    DetectionPositions(Connection connection, Shard shard) {
        this.connection = connection;
        this.shard = shard;
    }

    private static long lock(int index) {
        return index == 0 ? FIRST : OTHERS + index;
    }

    boolean tryLock(int index) throws SQLException {
        return ask("select pg_try_advisory_lock(?)", lock(index));
    }

    void unlock(int index) throws SQLException {
        ask("select pg_advisory_unlock(?)", lock(index));
    }

    private boolean ask(String sql, long lock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, lock);
            try (ResultSet answer = select.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** How many shards there are. */
    int shards() throws SQLException {
        return (int) number("select max(shards) from detection_position");
    }

    long next() throws SQLException {
        return number("select next_index from detection_position where shard = " + shard.index());
    }

    void moveTo(long nextIndex) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update detection_position set next_index = ? where shard = ? and shards = ?")) {
            update.setLong(1, nextIndex);
            update.setInt(2, shard.index());
            update.setInt(3, shard.of());
            if (update.executeUpdate() != 1) {
                throw new SQLException("expected a position of shard " + shard.index() + " of " + shard.of()
                        + ", found none; give all nodes the same khue.detection.shards");
            }
        }
    }

    /**
     * Cuts anew if there is another number of shards and nobody works with it.
     *
     * @return whether there are now as many as wanted
     */
    boolean cutAsWanted() throws SQLException {
        if (shards() == shard.of()) {
            return true;
        }
        connection.setAutoCommit(false);
        try {
            boolean cut = ask("select pg_try_advisory_xact_lock(?)", CUTTER) && cutAlone(shards());
            connection.commit();
            return cut;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private boolean cutAlone(int before) throws SQLException {
        int held = 0;
        try {
            while (held < before && tryLock(held)) {
                held++;
            }
            if (held < before) {
                return false;
            }
            try (Statement cut = connection.createStatement()) {
                cut.execute("with gone as (delete from detection_position returning next_index)"
                        + " select min(next_index) from gone");
                try (ResultSet last = cut.getResultSet()) {
                    last.next();
                    insert(last.getLong(1));
                }
            }
            connection.commit();
            return true;
        } finally {
            for (int i = 0; i < held; i++) {
                unlock(i);
            }
        }
    }

    private void insert(long next) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into detection_position (shard, shards, next_index)"
                        + " select shard, ?, ? from generate_series(0, ? - 1) as each (shard)")) {
            insert.setInt(1, shard.of());
            insert.setLong(2, next);
            insert.setInt(3, shard.of());
            insert.executeUpdate();
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("expected a row of " + sql + ", found none; run the migrations");
            }
            return found.getLong(1);
        }
    }
}
