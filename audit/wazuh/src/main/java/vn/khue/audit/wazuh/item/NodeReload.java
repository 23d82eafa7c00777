package vn.khue.audit.wazuh.item;

/**
 * A node that took its rules, decoders and lists up anew. It answers when that is done, not before.
 *
 * @param node its name; {@code manager} where there is no cluster
 * @param said what analysisd warned of, such as a rule left out because its list is not configured; else that all is well, in Wazuh's English
 */
public record NodeReload(String node, String said) {

    /** What 4.14.7 says without a warning (framework/wazuh/core/analysis.py). */
    private static final String WELL = "Ruleset reload request sent successfully.";

    /** Whether it said anything but that all is well. */
    public boolean warned() {
        return !said.isEmpty() && !said.equals(WELL);
    }
}
