package vn.khue.audit.wazuh.item;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the rules say to a sample.
 *
 * @param session for the next sample
 * @param rule the rule that matched
 * @param alert whether there would be an alert
 */
public record LogtestVerdict(
        String session, OptionalLong rule, int level, String description, List<String> groups, boolean alert) {
    public LogtestVerdict {
        groups = List.copyOf(groups);
    }
}
