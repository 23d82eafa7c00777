package vn.khue.audit.wazuh.item;

import java.util.List;
import java.util.Optional;

/**
 * One check of a policy on an agent.
 *
 * @param compliance framework and clause, for example {@code cis:1.1.1.1}
 */
public record ScaCheck(
        int id,
        String title,
        Result result,
        Optional<String> reason,
        Optional<String> remediation,
        List<String> compliance) {

    /** How it came out. */
    public enum Result {
        PASSED,
        FAILED,
        NOT_APPLICABLE,
        /** Wazuh said something that this client does not know. */
        UNKNOWN;

        public static Result of(String word) {
            return switch (word) {
                case "passed" -> PASSED;
                case "failed" -> FAILED;
                case "not applicable" -> NOT_APPLICABLE;
                default -> UNKNOWN;
            };
        }
    }

    public ScaCheck {
        compliance = List.copyOf(compliance);
    }
}
