package vn.khue.audit.app.store;

import java.util.List;
import java.util.Optional;

/**
 * A page of events, newest first.
 *
 * @param events at most as many as asked for
 * @param next where the next page begins; empty on the last page
 */
public record EventPage(List<StoredEvent> events, Optional<EventPlace> next) {

    public EventPage {
        events = List.copyOf(events);
    }
}
