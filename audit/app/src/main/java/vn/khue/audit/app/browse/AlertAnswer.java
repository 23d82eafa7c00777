package vn.khue.audit.app.browse;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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

    static AlertAnswer of(StoredAlert alert, AlertWords words, Locale locale) {
        return new AlertAnswer(
                alert.id(),
                alert.rule(),
                alert.level().word(),
                words.title(alert.rule(), locale),
                words.explanation(alert.rule(), locale),
                words.why(alert.why(), locale),
                alert.techniques(),
                alert.group(),
                alert.from(),
                alert.to(),
                alert.count(),
                alert.events());
    }
}
