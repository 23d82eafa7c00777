package vn.khue.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.UuidV7;

/**
 * Batches of NDJSON as senders post them, at little cost: lines are written once, and get a new id and a new time each time they are used, so
 * that the benchmark measures the intake and not itself. For one thread.
 */
final class AuditLines {

    private static final int DIFFERENT = 4_000;
    private static final Instant ANY = Instant.parse("2026-11-23T01:00:00Z");

    private record Line(byte[] text, int timeAt, int idAt) {}

    private final List<Line> lines = new ArrayList<>();
    private int next;

    AuditLines(long seed) {
        AuditCrowd crowd = new AuditCrowd(seed);
        for (int i = 0; i < DIFFERENT; i++) {
            AuditEvent event = crowd.next(ANY);
            // The same few would fail again and again, and each would be an attack.
            while (event.kind() == EventKind.LOGIN_FAILED) {
                event = crowd.next(ANY);
            }
            String text = new String(EventJson.write(event), StandardCharsets.UTF_8);
            // Before both there is nothing but ASCII.
            int time = text.indexOf("\"time\":") + 7;
            int id = text.indexOf(event.id().toString());
            if (time < 7 || id < 0 || !text.substring(0, id).chars().allMatch(c -> c < 128)) {
                throw new BenchException("expected time and id of an event near its beginning, found " + text);
            }
            lines.add(new Line(text.getBytes(StandardCharsets.UTF_8), time, id));
        }
    }

    /** So many events that happen at this time. */
    byte[] batch(int events, Instant time) {
        byte[] digits = Long.toString(time.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[events * 1_400];
        int end = 0;
        for (int i = 0; i < events; i++) {
            Line line = lines.get(next++ % DIFFERENT);
            UUID id = UuidV7.at(time);
            System.arraycopy(line.text(), 0, body, end, line.text().length);
            System.arraycopy(digits, 0, body, end + line.timeAt(), digits.length);
            System.arraycopy(id.toString().getBytes(StandardCharsets.US_ASCII), 0, body, end + line.idAt(), 36);
            end += line.text().length;
            body[end++] = '\n';
        }
        return java.util.Arrays.copyOf(body, end);
    }
}
