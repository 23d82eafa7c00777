package vn.khue.audit.app.evidence;

import java.time.Instant;
import java.util.Locale;
import org.springframework.context.MessageSource;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.web.time.VietnamTime;

/** The words of a report. Evidence is Vietnamese: it goes to Vietnamese authorities. */
final class EvidenceWords {

    private static final Locale LANGUAGE = Locale.forLanguageTag("vi");

    private final MessageSource messages;
    private final AlertWords alerts;
    private final VietnamTime time = new VietnamTime();

    EvidenceWords(MessageSource messages, AlertWords alerts) {
        this.messages = messages;
        this.alerts = alerts;
    }

    String of(String key, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = String.valueOf(values[i]);
        }
        return messages.getMessage(key, texts, LANGUAGE);
    }

    /** The key's last part where there is no such text. */
    String orElse(String key, String other) {
        return messages.getMessage(key, null, other, LANGUAGE);
    }

    String title(StoredAlert alert) {
        return alerts.title(alert.rule(), LANGUAGE);
    }

    String explanation(StoredAlert alert) {
        return alerts.explanation(alert.rule(), LANGUAGE);
    }

    String why(StoredAlert alert) {
        return alerts.why(alert.why(), LANGUAGE);
    }

    String second(Instant moment) {
        return time.second(moment);
    }
}
