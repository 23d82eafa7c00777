package vn.khue.audit.app.browse;

import java.time.Duration;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.khue.audit.detection.engine.Why;

/** Says in the reader's language what an alert is and why it was raised. */
@Component
public final class AlertWords {

    private final MessageSource words;

    AlertWords(MessageSource words) {
        this.words = words;
    }

    /** What it is; the rule's name where the bundle does not know it. */
    public String title(String rule, Locale locale) {
        return words.getMessage("rule." + rule + ".title", null, rule, locale);
    }

    /** What it may mean and what to do. */
    public String explanation(String rule, Locale locale) {
        return words.getMessage("rule." + rule + ".explain", null, "", locale);
    }

    /** What was counted, within which time, and the threshold. */
    public String why(Why why, Locale locale) {
        return words.getMessage(
                why.key(),
                why.values().stream().map(value -> inWords(value, locale)).toArray(),
                "",
                locale);
    }

    /** A span in the largest unit that has no rest; anything else as it is. */
    private String inWords(String value, Locale locale) {
        return value.startsWith("P") ? span(Duration.parse(value), locale) : value;
    }

    /** A span in the largest unit that has no rest. */
    public String span(Duration span, Locale locale) {
        long seconds = span.toSeconds();
        if (seconds % 86_400 == 0) {
            return span("days", seconds / 86_400, locale);
        } else if (seconds % 3_600 == 0) {
            return span("hours", seconds / 3_600, locale);
        } else if (seconds % 60 == 0) {
            return span("minutes", seconds / 60, locale);
        }
        return span("seconds", seconds, locale);
    }

    private String span(String unit, long amount, Locale locale) {
        return words.getMessage("span." + unit, new Object[] {Long.toString(amount)}, "", locale);
    }
}
