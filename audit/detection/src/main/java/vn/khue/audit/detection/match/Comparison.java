package vn.khue.audit.detection.match;

/** A number against a number; a value that is none does not pass. */
public record Comparison(Operator operator, double limit) implements ValueTest {

    /** Which way. */
    public enum Operator {
        LT,
        LTE,
        GT,
        GTE
    }

    @Override
    public boolean passes(String value) {
        double number;
        try {
            number = value.length() > 32 ? Double.NaN : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return false;
        }
        return switch (operator) {
            case LT -> number < limit;
            case LTE -> number <= limit;
            case GT -> number > limit;
            case GTE -> number >= limit;
        };
    }
}
