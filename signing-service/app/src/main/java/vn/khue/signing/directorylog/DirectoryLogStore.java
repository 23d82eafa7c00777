package vn.khue.signing.directorylog;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each server's log was told, and which changes, so that none is told twice. Joins the caller's transaction. Thread-safe. */
@Repository
class DirectoryLogStore {

    private final JdbcClient jdbc;

    DirectoryLogStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Up to where that log was told; empty where it never was. */
    Optional<String> reached(String log) {
        return jdbc.sql("select reached from directory_log_position where log = ?")
                .param(log)
                .query(String.class)
                .optional();
    }

    /** Never goes back, whichever node writes last. */
    void reached(String log, String place) {
        jdbc.sql(
                        "insert into directory_log_position (log, reached) values (?, ?)"
                                + " on conflict (log) do update set reached = greatest(directory_log_position.reached, excluded.reached)")
                .param(log)
                .param(place)
                .update();
    }

    /** Whether this call made the log a lost one, or one that is back. */
    boolean lost(String log, boolean lost) {
        return jdbc.sql("update directory_log_position set lost = ? where log = ? and lost <> ?")
                        .param(lost)
                        .param(log)
                        .param(lost)
                        .update()
                > 0;
    }

    /** Which of these were told. */
    Set<String> told(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("select change from directory_log_told where change in (:keys)")
                .param("keys", keys)
                .query(String.class)
                .list());
    }

    /** Whether the caller is to tell it: true once for each change, over all servers and nodes, unless that transaction is rolled back. */
    boolean claim(String key, Instant at) {
        return jdbc.sql("insert into directory_log_told (change, at) values (?, ?) on conflict do nothing")
                        .param(key)
                        .param(Timestamp.from(at))
                        .update()
                > 0;
    }

    /** Forgets changes that no log holds any more. */
    int forget(Instant before) {
        return jdbc.sql("delete from directory_log_told where at < ?")
                .param(Timestamp.from(before))
                .update();
    }
}
