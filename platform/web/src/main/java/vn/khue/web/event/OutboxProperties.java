package vn.khue.web.event;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.khue.audit.event.OutboxBound;

/**
 * How many audit events may wait in the app's outbox: {@code khue.web.outbox.*}.
 *
 * @param rows at so many nothing new is begun; KHUE_OUTBOX_ROWS where nothing else is said; 100 to 100,000,000
 * @param nearPercent share of them at which the alarm is raised, 10 to 95
 */
@ConfigurationProperties("khue.web.outbox")
public record OutboxProperties(
        @DefaultValue("1000000") long rows,
        @DefaultValue("80") int nearPercent) {

    public OutboxBound bound() {
        return new OutboxBound(rows, nearPercent);
    }
}
