package vn.khue.audit.app.wazuh;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.event.DetailKey;

/** The newest alerts of Wazuh in its own words; each look is recorded, for they may tell of persons. */
final class HostAlertList {

    private static final int MOST = 50;

    private final RecordedReading reading;

    HostAlertList(RecordedReading reading) {
        this.reading = reading;
    }

    /** @param level 0 to 16 */
    record Line(
            Instant time,
            String host,
            String agent,
            String rule,
            int level,
            String description,
            String path,
            long place) {
        public String word() {
            return HostAlertIntake.level(level);
        }
    }

    List<Line> newest(Reader reader) {
        return reading.in(connection -> {
            List<Line> lines = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select h.raised_at, h.host, h.agent, h.rule, h.level, h.description, h.path, e.ledger_index"
                            + " from (select * from wazuh_host_alert order by raised_at desc, event limit ?) h"
                            + " join audit_event e on e.kind = 'HOST_ALERT' and e.event_time = h.event_time and e.id = h.event"
                            + " order by h.raised_at desc, h.event")) {
                select.setInt(1, MOST);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        lines.add(new Line(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getInt(5),
                                row.getString(6),
                                row.getString(7),
                                row.getLong(8)));
                    }
                }
            }
            reading.record(
                    connection,
                    reader,
                    trace -> trace.with(DetailKey.FILTER, "kind=HOST_ALERT").with(DetailKey.ROWS, lines.size()));
            return lines;
        });
    }
}
