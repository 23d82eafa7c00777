package vn.khue.audit.wazuh.item;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Wazuh alerted on: in 4.x an alert, in 5.x a finding. Texts are plain and cut, and still hostile to HTML.
 *
 * @param id the same wherever it is read: the server's name and the alert's number (4.x), or the document's id (5.x)
 * @param time when Wazuh raised it
 * @param rule number (4.x) or UUID (5.x) of the rule
 * @param level 0 to 16; words of 5.x count as 3, 5, 8, 12 and 14
 * @param description of the rule, in which Wazuh puts values of the event: it may tell of a person
 * @param techniques ATT&CK ids, as Wazuh's version has them
 * @param agent id of the computer; 000 is the server itself
 * @param host name of the computer
 * @param path of a file, where file integrity is the matter
 */
public record HostAlert(
        String id,
        Instant time,
        String rule,
        int level,
        String description,
        List<String> groups,
        List<String> techniques,
        String agent,
        String host,
        Optional<String> path) {

    public static final int GRAVE = 12;

    public HostAlert {
        groups = List.copyOf(groups);
        techniques = List.copyOf(techniques);
    }

    /** Whether it is one of our own rules', run by Wazuh: what it tells is known here already. */
    public boolean isOurOwn() {
        return groups.contains("khue");
    }
}
