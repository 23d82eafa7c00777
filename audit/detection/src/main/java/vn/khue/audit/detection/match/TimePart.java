package vn.khue.audit.detection.match;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.Optional;

/** A part of a time, such as its hour, put to another test; Sigma 2.1, time modifiers. */
public record TimePart(Part part, ZoneId zone, ValueTest of) implements ValueTest {

    /** What can be taken out of a time. */
    public enum Part {
        MINUTE(ChronoField.MINUTE_OF_HOUR),
        HOUR(ChronoField.HOUR_OF_DAY),
        DAY(ChronoField.DAY_OF_MONTH),
        WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
        MONTH(ChronoField.MONTH_OF_YEAR),
        YEAR(ChronoField.YEAR);

        private final TemporalField field;

        Part(TemporalField field) {
            this.field = field;
        }
    }

    @Override
    public boolean passes(String value) {
        return time(value)
                .map(time -> of.passes(Integer.toString(time.get(part.field))))
                .orElse(false);
    }

    /** Milliseconds since 1970, or ISO 8601 with a zone. */
    private Optional<ZonedDateTime> time(String value) {
        try {
            boolean millis = !value.isEmpty()
                    && value.length() <= 15
                    && value.chars().allMatch(character -> character >= '0' && character <= '9');
            return Optional.of(
                    (millis ? Instant.ofEpochMilli(Long.parseLong(value)) : Instant.parse(value)).atZone(zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
