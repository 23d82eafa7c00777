package vn.khue.audit.wazuh;

import java.util.List;
import java.util.Optional;

/**
 * Why Wazuh would not.
 *
 * @param status HTTP status; 200 where the envelope says that all failed, or where an empty list hides a missing permission
 * @param code Wazuh's own number, 0 where it gave none
 * @param detail in Wazuh's English, or ours
 * @param remediation what Wazuh advises
 * @param failures what failed one by one
 */
public record Refusal(
        Reason reason, int status, int code, String detail, Optional<String> remediation, List<ItemFailure> failures) {

    /** What somebody has to look at. */
    public enum Reason {
        /** User name or password. */
        CREDENTIALS,
        /** The account's policies (RBAC). */
        FORBIDDEN,
        /** There is no such thing, path or method, perhaps in this version of Wazuh. */
        ABSENT,
        /** The request itself. */
        INVALID,
        /** Wazuh tried, and all of it failed. */
        FAILED,
        /** A version that this client does not know. */
        UNSUPPORTED
    }

    public Refusal {
        failures = List.copyOf(failures);
    }

    static Refusal of(Reason reason, int status, int code, String detail) {
        return new Refusal(reason, status, code, detail, Optional.empty(), List.of());
    }
}
