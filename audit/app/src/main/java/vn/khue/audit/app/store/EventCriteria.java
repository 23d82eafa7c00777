package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.audit.event.EventKind;

/** Conditions on events and their values, joined by "and". For one thread. */
final class EventCriteria {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * A query as one or two lists that are laid into each other: a person is who acted or whom it was about, and each has an index of its own.
     *
     * @param at time of the event that is asked for by id
     */
    static List<EventCriteria> of(EventQuery query, Optional<Instant> at) {
        if (query.person().isEmpty()) {
            return List.of(common(query, at));
        }
        String person = query.person().get().toString();
        return List.of(
                common(query, at).and("actor = ?", person), common(query, at).and("subject = ?", person));
    }

    private static EventCriteria common(EventQuery query, Optional<Instant> at) {
        EventCriteria criteria = new EventCriteria();
        query.from().ifPresent(from -> criteria.and("event_time >= ?", from));
        query.to().ifPresent(to -> criteria.and("event_time < ?", to));
        query.outcome().ifPresent(outcome -> criteria.and("outcome = ?", outcome.name()));
        query.target().ifPresent(target -> criteria.and("target = ?", target));
        query.after()
                .ifPresent(after ->
                        criteria.and("(event_time, ledger_index) < (?, ?)", after.time(), after.ledgerIndex()));
        if (!query.kinds().isEmpty()) {
            criteria.anyOf("kind", names(query.kinds()));
        } else if (query.marks().event().isEmpty()) {
            criteria.and("kind <> '" + EventKind.HEARTBEAT + "'");
        }
        if (!query.units().isEmpty()) {
            criteria.anyOf("unit", query.units());
        }
        EventMarks marks = query.marks();
        marks.ip().ifPresent(ip -> criteria.and("ip = ?", ip));
        marks.app().ifPresent(app -> criteria.and("app = ?", app));
        marks.certificate().ifPresent(certificate -> criteria.and("certificate = ?", certificate));
        marks.card().ifPresent(card -> criteria.and("target = ? and target_kind = 'CARD'", card));
        marks.event().ifPresent(event -> criteria.and("event_time = ? and id = ?", at.orElse(Instant.EPOCH), event));
        return criteria;
    }

    private static List<String> names(Set<EventKind> kinds) {
        return kinds.stream().map(Enum::name).toList();
    }

    /** One value as "=", which leaves the order of the index to the list. */
    private void anyOf(String column, Collection<String> wanted) {
        if (wanted.size() == 1) {
            and(column + " = ?", wanted.iterator().next());
        } else {
            and(column + " = any (?)", (Object) wanted.toArray(String[]::new));
        }
    }

    EventCriteria and(String condition, Object... bound) {
        conditions.add(condition);
        values.addAll(List.of(bound));
        return this;
    }

    String text() {
        return String.join(" and ", conditions);
    }

    /** @return the next place to bind */
    int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        int at = first;
        for (Object value : values) {
            if (value instanceof Instant instant) {
                statement.setObject(at++, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof String[] texts) {
                statement.setArray(at++, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(at++, value);
            }
        }
        return at;
    }
}
