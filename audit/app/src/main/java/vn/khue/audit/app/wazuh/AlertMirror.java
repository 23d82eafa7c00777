package vn.khue.audit.app.wazuh;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.wazuh.EventIntake;
import vn.khue.audit.wazuh.Refusal;
import vn.khue.audit.wazuh.Reply;

/**
 * Sends our alerts to Wazuh in the order of the ledger, as the very lines that stand in it, a hundred at a time. What was taken is written
 * down before more is sent; after a crash between the two at most one post is sent again, under the same ids. Whoever is away
 * for a day gets all of it, within the budget of {@code /events}.
 */
final class AlertMirror {

    private static final Logger LOG = LoggerFactory.getLogger(AlertMirror.class);
    private static final String KINDS = "kind = 'ALERT_RAISED'";

    private final DataSource dataSource;

    AlertMirror(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Sends until nothing is left or nothing more is taken.
     *
     * @return answered with how long to let it alone once all is sent, else how it failed
     */
    Reply<Duration> send(EventIntake intake) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Progress progress = new Progress(connection);
            while (true) {
                long from = progress.next(Progress.Way.ALERTS);
                Progress.Batch batch = progress.after(from, KINDS, EventIntake.MAX_EVENTS);
                if (!batch.lines().isEmpty()) {
                    Reply<Integer> reply = post(intake, batch.lines());
                    if (!(reply instanceof Reply.Answered)) {
                        return reply.map(never -> Duration.ZERO);
                    }
                }
                if (batch.next() > from) {
                    progress.moveTo(Progress.Way.ALERTS, batch.next());
                }
                if (batch.lines().size() < EventIntake.MAX_EVENTS) {
                    return new Reply.Answered<>(Duration.ofSeconds(2));
                }
            }
        }
    }

    /** A line that Wazuh cannot take must not hold the others up: of a refused batch each is sent alone, and the one refused is named. */
    private static Reply<Integer> post(EventIntake intake, List<byte[]> lines) {
        Reply<Integer> together = intake.post(texts(lines));
        if (together instanceof Reply.Partly<Integer> partly) {
            // Which were taken is not said; sent again, all of them would stand there twice.
            LOG.warn("Wazuh took a part of {} alerts: {}", lines.size(), partly.failures());
            return new Reply.Answered<>(lines.size());
        }
        if (!isInvalid(together)) {
            return together;
        }
        for (byte[] line : lines) {
            Reply<Integer> alone = intake.post(texts(List.of(line)));
            if (isInvalid(alone)) {
                LOG.warn("Wazuh does not take an alert of {} bytes; it stays in the ledger", line.length);
            } else if (!(alone instanceof Reply.Answered)) {
                return alone;
            }
        }
        return new Reply.Answered<>(lines.size());
    }

    private static boolean isInvalid(Reply<Integer> reply) {
        return reply instanceof Reply.Refused<Integer> refused
                && refused.refusal().reason() == Refusal.Reason.INVALID;
    }

    private static List<String> texts(List<byte[]> lines) {
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }
}
