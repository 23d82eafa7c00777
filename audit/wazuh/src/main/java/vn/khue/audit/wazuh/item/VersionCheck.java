package vn.khue.audit.wazuh.item;

import java.time.Instant;
import java.util.Optional;

/**
 * What Wazuh knows of newer versions of itself.
 *
 * @param checked when it asked its maker last; nothing where it never could
 * @param patch newest of the same minor version; nothing where there is none
 * @param minor newest of the same major version
 * @param major newest of a later major version
 */
public record VersionCheck(
        String current,
        Optional<Instant> checked,
        Optional<String> patch,
        Optional<String> minor,
        Optional<String> major) {}
