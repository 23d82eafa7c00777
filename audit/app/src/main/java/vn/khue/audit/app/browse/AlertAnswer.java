package vn.khue.audit.app.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.MessageSource;
import vn.khue.audit.app.store.StoredAlert;

/**
 * An alert for a reader.
 *
 * @param title what it is, in the reader's language
 * @param explanation what it may mean and what to do
 * @param why what was counted
 * @param events ids of those that count
 */
record AlertAnswer(
        UUID id,
        String rule,
        String level,
        String title,
        String explanation,
        String why,
        List<String> techniques,
        Map<String, String> group,
        Instant from,
        Instant to,
        long count,
        List<UUID> events) {

    static AlertAnswer of(StoredAlert alert, MessageSource words, Locale locale) {
        String rule = "rule." + alert.rule();
        return new AlertAnswer(
                alert.id(),
                alert.rule(),
                alert.level().word(),
                words.getMessage(rule + ".title", null, alert.rule(), locale),
                words.getMessage(rule + ".explain", null, "", locale),
                words.getMessage(
                        alert.why().key(),
                        alert.why().values().stream()
                                .map(value -> inWords(value, words, locale))
                                .toArray(),
                        "",
                        locale),
                alert.techniques(),
                alert.group(),
                alert.from(),
                alert.to(),
                alert.count(),
                alert.events());
    }

    /** A span in the largest unit that has no rest; anything else as it is. */
    private static String inWords(String value, MessageSource words, Locale locale) {
        if (!value.startsWith("P")) {
            return value;
        }
        long seconds = Duration.parse(value).toSeconds();
        if (seconds % 86_400 == 0) {
            return span("days", seconds / 86_400, words, locale);
        } else if (seconds % 3_600 == 0) {
            return span("hours", seconds / 3_600, words, locale);
        } else if (seconds % 60 == 0) {
            return span("minutes", seconds / 60, words, locale);
        }
        return span("seconds", seconds, words, locale);
    }

    private static String span(String unit, long amount, MessageSource words, Locale locale) {
        return words.getMessage("span." + unit, new Object[] {Long.toString(amount)}, "", locale);
    }
}
