package vn.khue.audit.detection.match;

import java.util.Collection;
import java.util.Optional;

/** An event, as rules see it. */
public interface Fields {

    /** The value of a field as text; empty where the event does not have it. */
    Optional<String> value(String field);

    /** Every value, for rules that search the whole event. */
    Collection<String> values();
}
