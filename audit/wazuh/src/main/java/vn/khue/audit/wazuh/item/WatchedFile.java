package vn.khue.audit.wazuh.item;

import java.time.Instant;
import java.util.Optional;

/**
 * A file or registry key that an agent watches.
 *
 * @param path still to be escaped where it is shown
 * @param sha256 in hexadecimal
 */
public record WatchedFile(
        String path, String type, int changes, Optional<Instant> lastEvent, Optional<String> sha256) {}
