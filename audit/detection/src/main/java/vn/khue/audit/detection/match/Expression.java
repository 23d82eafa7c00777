package vn.khue.audit.detection.match;

import java.util.List;
import java.util.Optional;

/** What a rule asks of one event. Immutable; its depth is bounded by the reader. */
public sealed interface Expression {

    /** Values are looked at up to here; no field of ours is longer, so only a stranger's event is cut. */
    int LONGEST = 65_536;

    boolean matches(Fields event);

    /** Every part; of none, true. */
    record All(List<Expression> parts) implements Expression {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Fields event) {
            for (Expression part : parts) {
                if (!part.matches(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One part or more; of none, false. */
    record Any(List<Expression> parts) implements Expression {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Fields event) {
            for (Expression part : parts) {
                if (part.matches(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Not the part. */
    record Not(Expression part) implements Expression {
        @Override
        public boolean matches(Fields event) {
            return !part.matches(event);
        }
    }

    /** The field is there and its value passes. */
    record Value(String field, ValueTest test) implements Expression {
        @Override
        public boolean matches(Fields event) {
            Optional<String> value = event.value(field);
            return value.isPresent() && test.passes(bounded(value.get()));
        }
    }

    /** Whether the field is there, whatever it holds. */
    record Exists(String field, boolean there) implements Expression {
        @Override
        public boolean matches(Fields event) {
            return event.value(field).isPresent() == there;
        }
    }

    /** Sigma's null: the field is not there, or empty. */
    record Absent(String field) implements Expression {
        @Override
        public boolean matches(Fields event) {
            return event.value(field).filter(value -> !value.isEmpty()).isEmpty();
        }
    }

    /** Both fields are there and compare: {@code field} against {@code other} as the pattern. */
    record Compared(String field, String other, Glob.Anchor anchor, boolean cased) implements Expression {
        @Override
        public boolean matches(Fields event) {
            Optional<String> value = event.value(field);
            Optional<String> pattern = event.value(other);
            return value.isPresent()
                    && pattern.isPresent()
                    && Glob.literal(bounded(pattern.get()), anchor, cased).passes(bounded(value.get()));
        }
    }

    /** Any value of the event passes. */
    record Keyword(ValueTest test) implements Expression {
        @Override
        public boolean matches(Fields event) {
            for (String value : event.values()) {
                if (test.passes(bounded(value))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String bounded(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    }
}
