package vn.khue.audit.detection.sigma;

import java.time.ZoneId;
import java.util.Optional;
import vn.khue.audit.detection.match.Expression;

/** Which fields, values and log sources rules may name. What it does not know is an error of the rule, never a silent no. */
public interface Taxonomy {

    boolean knows(String field);

    /** Why an exact value can never stand in a field, such as a misspelt kind of event; empty where it can. */
    Optional<String> refusal(String field, String value);

    /** What a log source asks of an event; empty where it is not known. */
    Optional<Expression> logsource(Logsource logsource);

    /** In whose hours and days times are read. */
    ZoneId zone();
}
