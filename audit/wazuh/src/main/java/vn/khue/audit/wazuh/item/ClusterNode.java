package vn.khue.audit.wazuh.item;

import java.time.Instant;
import java.util.Optional;

/**
 * A server of a cluster.
 *
 * @param lastSeen by the master; nothing for the master itself, and where it was not asked for
 */
public record ClusterNode(String name, boolean master, String version, String address, Optional<Instant> lastSeen) {}
