package vn.khue.audit.app.triage;

import java.util.Locale;

/** What an alert may turn out to be, of which law wants a report. */
public enum IncidentKind {
    SERIOUS_INCIDENT,
    /** Of personal data. */
    DATA_BREACH;

    /** As the profile writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
