package vn.khue.audit.app.wazuh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.wazuh.LinesFile;

/**
 * Writes the log into the file that Wazuh's agent follows, without heartbeats, and without alerts where these are sent by themselves. The
 * file has in the clear what the ledger seals, and an erasure does not reach it. Its own end tells where a writer stopped that came no further to say so, so no line stands there twice.
 */
final class EventLines {

    private static final int BATCH = 1_000;

    private final DataSource dataSource;
    private final EventStore store;
    private final LinesFile file;
    private boolean resumed;

    EventLines(DataSource dataSource, EventStore store, LinesFile file) {
        this.dataSource = dataSource;
        this.store = store;
        this.file = file;
    }

    /**
     * Writes until nothing is left.
     *
     * @param alertsToo whether alerts stand in the file as well
     * @return how many lines
     */
    int write(boolean alertsToo) throws SQLException {
        String kinds = alertsToo ? "kind <> 'HEARTBEAT'" : "kind not in ('HEARTBEAT', 'ALERT_RAISED')";
        int written = 0;
        try (Connection connection = dataSource.getConnection()) {
            Progress progress = new Progress(connection);
            while (true) {
                long from = progress.next(Progress.Way.LINES);
                Progress.Batch batch = progress.after(from, kinds, BATCH);
                List<byte[]> lines = store.opened(connection, batch.lines());
                List<byte[]> fresh = resumed ? lines : behindTheEnd(lines);
                resumed = true;
                file.append(fresh);
                written += fresh.size();
                if (batch.next() > from) {
                    progress.moveTo(Progress.Way.LINES, batch.next());
                }
                if (batch.lines().size() < BATCH) {
                    return written;
                }
            }
        }
    }

    private List<byte[]> behindTheEnd(List<byte[]> lines) {
        Optional<UUID> last = file.last().flatMap(EventJson::claimedId);
        if (last.isPresent()) {
            for (int i = 0; i < lines.size(); i++) {
                if (EventJson.claimedId(lines.get(i)).equals(last)) {
                    return lines.subList(i + 1, lines.size());
                }
            }
        }
        return lines;
    }
}
