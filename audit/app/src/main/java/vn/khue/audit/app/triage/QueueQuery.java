package vn.khue.audit.app.triage;

import java.util.Optional;
import vn.khue.audit.detection.sigma.SigmaLevel;

/** The queue's filter, understood. An empty part does not restrict. */
public record QueueQuery(
        QueueView view,
        Optional<SigmaLevel> level,
        Optional<String> rule,
        Optional<String> unit,
        Optional<QueuePlace> after) {

    QueueQuery after(QueuePlace place) {
        return new QueueQuery(view, level, rule, unit, Optional.of(place));
    }

    /** For the trace that a look leaves. */
    String words() {
        return "view=" + view
                + level.map(each -> ",level=" + each).orElse("")
                + rule.map(each -> ",rule=" + each).orElse("")
                + unit.map(each -> ",unit=" + each).orElse("")
                + after.map(each -> ",after=" + each.text()).orElse("");
    }
}
