package vn.khue.audit.app.compliance;

import java.util.List;
import vn.khue.audit.app.store.CountedEvents.Counted;

/**
 * What a query found.
 *
 * @param facts in words
 * @param events the newest that show it; each has its proof
 */
public record Finding(Query query, Standing standing, List<Fact> facts, List<Counted> events) {

    public Finding {
        facts = List.copyOf(facts);
        events = List.copyOf(events);
    }

    /**
     * A fact.
     *
     * @param code of a text {@code compliance.fact.CODE}
     * @param values that the text names
     */
    public record Fact(String code, List<String> values) {

        public Fact {
            values = List.copyOf(values);
        }

        /** For the text. */
        public Object[] arguments() {
            return values.toArray();
        }

        static Fact of(String code, Object... values) {
            return new Fact(
                    code, java.util.Arrays.stream(values).map(String::valueOf).toList());
        }
    }

    static Finding of(Query query, boolean met, Fact... facts) {
        return new Finding(query, met ? Standing.MET : Standing.GAP, List.of(facts), List.of());
    }

    static Finding unseen(Query query, Fact... facts) {
        return new Finding(query, Standing.UNSEEN, List.of(facts), List.of());
    }
}
