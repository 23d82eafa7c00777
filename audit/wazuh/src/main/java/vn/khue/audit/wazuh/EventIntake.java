package vn.khue.audit.wazuh;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /events}, 4.x only: at most 30 posts a minute of 100 events each, so a way for alerts and never for the bulk. An answer
 * says that the events were handed to the analysis, not that they were analysed.
 */
public final class EventIntake {

    public static final int MAX_EVENTS = 100;

    /** The analysis cuts what is longer than 64 KiB with its header. */
    public static final int MAX_EVENT_BYTES = 60_000;

    private final Calls calls;

    EventIntake(Calls calls) {
        this.calls = calls;
    }

    /**
     * @param events 1 to {@value #MAX_EVENTS}, each one line of at most {@value #MAX_EVENT_BYTES} bytes of UTF-8, for example JSON
     * @return how many were taken
     */
    public Reply<Integer> post(List<String> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw new WazuhException("Wazuh events: expected 1 to " + MAX_EVENTS + ", found " + events.size());
        }
        for (String event : events) {
            if (event.isEmpty()
                    || event.indexOf('\n') >= 0
                    || event.getBytes(StandardCharsets.UTF_8).length > MAX_EVENT_BYTES) {
                throw new WazuhException(
                        "Wazuh event: expected one line of 1 to " + MAX_EVENT_BYTES + " bytes, found something else");
            }
        }
        return calls.envelope(Request.of(Operation.EVENTS).json(Map.of("events", List.copyOf(events))))
                .map(envelope -> Envelopes.data(envelope).count("total_affected_items"));
    }
}
