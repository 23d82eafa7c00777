package vn.khue.audit.app.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.audit.app.intake.BatchRefusedException.Rule;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.RefusedLine;
import vn.khue.audit.app.store.StoreResult;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.AuditEventException;
import vn.khue.audit.event.EventJson;

/**
 * Takes a batch of NDJSON: at most 4 MiB, 1,000 lines, 60,000 bytes a line; or records, as they lie in a log that their sender has left. The
 * whole is read and judged before the database is touched, so a slow sender holds no lock. Good events are stored though others of the
 * batch are refused. Thread-safe.
 */
public final class EventIntake {

    static final int MAX_BODY = 4 << 20;
    static final int MAX_LINES = 1_000;

    private final EventStore store;
    private final Runnable stored;

    /**
     * @param stored told after each commit that brought something new
     */
    public EventIntake(EventStore store, Runnable stored) {
        this.store = store;
        this.stored = stored;
    }

    /**
     * @param sender client id of the authenticated service
     * @throws BatchRefusedException if the batch is refused as a whole
     * @throws IOException if the body cannot be read
     */
    public IntakeAnswer take(InputStream body, String sender) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new BatchRefusedException(
                    Rule.TOO_LARGE,
                    "expected a body of at most " + MAX_BODY + " bytes, found more; send smaller batches");
        }
        List<IncomingEvent> events = new ArrayList<>();
        List<RefusedLine> refused = new ArrayList<>();
        for (byte[] line : lines(bytes)) {
            read(line, events, refused, events.size() + refused.size() + 1);
        }
        if (events.isEmpty() && refused.isEmpty()) {
            return new IntakeAnswer(0, 0, List.of());
        }
        return keep(store.store(events, refused, sender));
    }

    /**
     * Takes records of one source, each a line. Their sender is gone, so each is stored or refused by itself, whatever it is, and none
     * keeps the others from being stored.
     *
     * @param source proven by the road that they came; an event that names another is refused
     * @param sender under which name the source is known here
     * @param door by which they came, for who reads of a refusal
     */
    public IntakeAnswer takeRecords(List<byte[]> records, String source, String sender, String door) {
        List<IncomingEvent> events = new ArrayList<>();
        List<RefusedLine> refused = new ArrayList<>();
        for (byte[] record : records) {
            readRecord(record, source, events, refused);
        }
        return keep(store.store(events, refused, sender, door));
    }

    /**
     * Tells the log that events are gone that never came in.
     *
     * @param what which, for a person
     */
    public void lost(String what, String sender, String door) {
        keep(store.store(List.of(), List.of(new RefusedLine(Optional.empty(), what, new byte[0])), sender, door));
    }

    private IntakeAnswer keep(StoreResult result) {
        stored.run();
        return new IntakeAnswer(
                result.accepted(),
                result.duplicate(),
                result.refused().stream()
                        .map(line -> new IntakeAnswer.Rejected(
                                line.id().map(UUID::toString).orElse(""), line.reason()))
                        .toList());
    }

    private static void readRecord(
            byte[] record, String source, List<IncomingEvent> events, List<RefusedLine> refused) {
        try {
            AuditEvent event = EventJson.read(record);
            if (!event.source().equals(source)) {
                refused.add(new RefusedLine(
                        Optional.of(event.id()),
                        "expected an event of the source " + source + ", by whose road it came, found one of "
                                + event.source(),
                        record));
            } else if (!isOneLine(record)) {
                refused.add(new RefusedLine(
                        Optional.of(event.id()), "expected one line, found a line break in it", record));
            } else {
                events.add(new IncomingEvent(event, record));
            }
        } catch (AuditEventException e) {
            refused.add(new RefusedLine(EventJson.claimedId(record), e.getMessage(), record));
        }
    }

    private static boolean isOneLine(byte[] record) {
        for (byte each : record) {
            if (each == '\n' || each == '\r') {
                return false;
            }
        }
        return true;
    }

    private static void read(byte[] line, List<IncomingEvent> events, List<RefusedLine> refused, int number) {
        try {
            events.add(new IncomingEvent(EventJson.read(line), line));
        } catch (AuditEventException e) {
            Optional<UUID> id = EventJson.claimedId(line);
            if (id.isEmpty()) {
                throw new BatchRefusedException(
                        Rule.UNREADABLE_LINE, "line " + number + ", from which no id can be read: " + e.getMessage());
            }
            refused.add(new RefusedLine(id, e.getMessage(), line));
        }
    }

    /** Lines ended by a line feed; the last may do without, empty ones are passed over. */
    private static List<byte[]> lines(byte[] body) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        while (from < body.length) {
            int to = from;
            while (to < body.length && body[to] != '\n') {
                to++;
            }
            int end = to > from && body[to - 1] == '\r' ? to - 1 : to;
            if (end > from) {
                lines.add(Arrays.copyOfRange(body, from, end));
            }
            if (lines.size() > MAX_LINES) {
                throw new BatchRefusedException(
                        Rule.TOO_LARGE, "expected at most " + MAX_LINES + " lines, found more; send smaller batches");
            }
            from = to + 1;
        }
        return lines;
    }
}
