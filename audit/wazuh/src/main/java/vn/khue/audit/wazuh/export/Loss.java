package vn.khue.audit.wazuh.export;

/** What Wazuh cannot say of a rule; each is a line of docs/wazuh-rules.md. */
public enum Loss {
    STORED_TIME(true, "asks how far a clock runs ahead; the time of storing is not in the line"),
    TWO_FIELDS(true, "compares two fields, which neither field nor same_field can"),
    WHOLE_EVENT(true, "searches the whole event"),
    NUMBER(true, "compares numbers, where Wazuh has patterns only"),
    NETWORK(true, "asks for a network; fields of JSON have patterns only"),
    TIME_PART(true, "asks for a part of a time that Wazuh does not know"),
    SEVERAL_RULES(true, "counts several rules together"),
    ANY_ORDER(true, "takes its events in any order"),
    PART_NOT_THERE(true, "stands on a rule that is not there"),
    TOO_LONG(true, "looks back further than 99,999 seconds"),
    SEVERAL_EXCEPTIONS(true, "has an exception of several fields, where the line can be searched for one"),
    TOO_MANY_WAYS(true, "has more alternatives than its block of ids holds"),
    IDENTITY(false, "tells people apart by actor.user.uid, so all names that belong to nobody count as one"),
    DISTINCT(
            false, "counts events that differ from the last one or lack what has to differ, not how many are distinct"),
    EVERY_EVENT(false, "alerts at every event, not once in its time"),
    SCHOOLS(false, "has no threshold of its own for the networks of schools"),
    UPPER_BOUND(false, "does not stop at its upper bound"),
    ARRIVAL_HOUR(false, "takes the hour at which the line arrives, by the Wazuh server's clock and zone"),
    SHARED(false, "does not see events that a graver or narrower rule takes, for Wazuh gives an event to one rule"),
    NO_CORRELATION(true, "counts or awaits events, which rules of 5.x cannot"),
    NO_SCHEMA_FIELD(true, "asks for a field that has no place in Wazuh's common schema");

    private final boolean whole;
    private final String words;

    Loss(boolean whole, String words) {
        this.whole = whole;
        this.words = words;
    }

    /** Whether the rule cannot be brought over at all. */
    public boolean whole() {
        return whole;
    }

    /** English, the end of a sentence that begins with the rule. */
    public String words() {
        return words;
    }
}
