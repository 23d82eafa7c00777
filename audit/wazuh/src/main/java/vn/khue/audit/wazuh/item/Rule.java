package vn.khue.audit.wazuh.item;

import java.util.List;

/**
 * A rule.
 *
 * @param level 0 to 16
 * @param mitre techniques, for example T1110
 */
public record Rule(
        int id, int level, String description, List<String> groups, List<String> mitre, String file, boolean enabled) {
    public Rule {
        groups = List.copyOf(groups);
        mitre = List.copyOf(mitre);
    }
}
