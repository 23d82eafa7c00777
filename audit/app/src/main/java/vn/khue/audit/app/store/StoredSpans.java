package vn.khue.audit.app.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Days as a condition on the time of storing; days that follow each other become one span. Immutable. */
final class StoredSpans {

    private record Span(Instant from, Instant to) {}

    private final List<Span> spans;

    private StoredSpans(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    /** Of at least one day. */
    static StoredSpans of(List<StoredDay> days) {
        List<Span> spans = new ArrayList<>();
        for (StoredDay day :
                days.stream().sorted(Comparator.comparing(StoredDay::day)).toList()) {
            int last = spans.size() - 1;
            if (last >= 0 && spans.get(last).to().equals(day.begin())) {
                spans.set(last, new Span(spans.get(last).from(), day.end()));
            } else {
                spans.add(new Span(day.begin(), day.end()));
            }
        }
        return new StoredSpans(spans);
    }

    /** With two places to bind for each span. */
    String condition(String column) {
        return spans.stream()
                .map(span -> column + " >= ? and " + column + " < ?")
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** @return the next place to bind */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int at = first;
        for (Span span : spans) {
            statement.setObject(at++, span.from().atOffset(ZoneOffset.UTC));
            statement.setObject(at++, span.to().atOffset(ZoneOffset.UTC));
        }
        return at;
    }
}
