package vn.khue.audit.wazuh.item;

import java.time.Instant;
import java.util.Optional;

/**
 * How an agent fared by one policy.
 *
 * @param score 0 to 100, passed of passed and failed
 */
public record ScaPolicy(
        String id, String name, int passed, int failed, int invalid, int score, Optional<Instant> assessed) {}
