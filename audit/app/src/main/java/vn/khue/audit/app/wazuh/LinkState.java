package vn.khue.audit.app.wazuh;

import java.time.Instant;
import java.util.List;
import vn.khue.audit.wazuh.PermissionReport;

/** How the tie to Wazuh stood when it was used last. */
public sealed interface LinkState {

    /** Nobody set it up. */
    record NotSetUp() implements LinkState {}

    /** Set up, and not used yet. */
    record Untried() implements LinkState {}

    /** @param permissions what the account may; looked at before any list is believed */
    record Up(String version, PermissionReport permissions, Instant at) implements LinkState {}

    /**
     * It does not work.
     *
     * @param reason {@code credentials}, {@code forbidden}, {@code unsupported}, {@code unusable} or {@code unreachable}
     * @param detail in English, for the operator, perhaps from Wazuh
     */
    record Down(String reason, List<String> detail, Instant at) implements LinkState {
        public Down {
            detail = List.copyOf(detail);
        }
    }
}
