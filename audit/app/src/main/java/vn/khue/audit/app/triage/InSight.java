package vn.khue.audit.app.triage;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.khue.audit.app.rights.AlertSight;
import vn.khue.audit.detection.engine.Alert;

/** The row scope of alerts in SQL; there is one of it for all pages. */
public final class InSight {

    /**
     * Holds for an alert {@code a} that the reader sees. An alert whose list of events is full may have counted others that are not named.
     */
    public static final String ALERT = "(cast(:sight as text[]) is null"
            + " or (a.units <@ cast(:sight as text[]) and a.units <> '{}' and cardinality(a.events) < :full))";

    /**
     * Holds for a case {@code c} of which the reader sees every alert, and, where it was opened by hand, whose units are theirs. One without
     * alerts is nobody's but of who sees everything, unless it names units.
     */
    public static final String CASE = "(cast(:sight as text[]) is null"
            + " or (c.units <@ cast(:sight as text[])"
            + " and (c.units <> '{}' or exists (select 1 from triage_case_alert i where i.case_id = c.id))"
            + " and not exists (select 1 from triage_case_alert i join detection_alert a on a.id = i.alert"
            + " where i.case_id = c.id and not " + ALERT + ")))";

    private InSight() {}

    /** What the two conditions name. */
    public static Map<String, Object> bound(AlertSight sight) {
        Map<String, Object> bound = new LinkedHashMap<>();
        bound.put(
                "sight",
                sight instanceof AlertSight.OnlyUnits only ? only.units().toArray(String[]::new) : null);
        bound.put("full", Alert.MOST_EVENTS);
        return bound;
    }
}
