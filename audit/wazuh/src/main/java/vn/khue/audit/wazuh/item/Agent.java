package vn.khue.audit.wazuh.item;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A computer that Wazuh watches.
 *
 * @param id three digits or more; 000 is the server itself
 * @param address as the server sees it
 * @param lastSeen nothing for the server itself and for one that never came
 * @param configured whether it has the configuration of its groups; nothing where Wazuh does not tell (5.x)
 */
public record Agent(
        String id,
        String name,
        AgentState state,
        Optional<String> address,
        Optional<String> version,
        List<String> groups,
        Optional<String> system,
        Optional<String> systemVersion,
        Optional<Instant> enrolled,
        Optional<Instant> lastSeen,
        Optional<Boolean> configured) {
    public Agent {
        groups = List.copyOf(groups);
    }
}
