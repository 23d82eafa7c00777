package vn.khue.audit.app.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.context.MessageSource;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.web.time.VietnamTime;

/** The words of what is printed. It is Vietnamese: it goes to Vietnamese authorities. */
public final class PaperWords {

    /** Of everything that is printed. */
    public static final Locale LANGUAGE = Locale.forLanguageTag("vi");

    private final MessageSource messages;
    private final AlertWords alerts;
    private final VietnamTime time = new VietnamTime();

    public PaperWords(MessageSource messages, AlertWords alerts) {
        this.messages = messages;
        this.alerts = alerts;
    }

    public String of(String key, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = String.valueOf(values[i]);
        }
        return messages.getMessage(key, texts, LANGUAGE);
    }

    /** The key's last part where there is no such text. */
    public String orElse(String key, String other) {
        return messages.getMessage(key, null, other, LANGUAGE);
    }

    public String title(StoredAlert alert) {
        return alerts.title(alert.rule(), LANGUAGE);
    }

    public String explanation(StoredAlert alert) {
        return alerts.explanation(alert.rule(), LANGUAGE);
    }

    public String why(StoredAlert alert) {
        return alerts.why(alert.why(), LANGUAGE);
    }

    /** The rule's title where only its name is known. */
    public String ruleTitle(String rule) {
        return alerts.title(rule, LANGUAGE);
    }

    public String day(LocalDate day) {
        return time.day(day);
    }

    public String minute(Instant moment) {
        return time.minute(moment);
    }

    public String second(Instant moment) {
        return time.second(moment);
    }
}
