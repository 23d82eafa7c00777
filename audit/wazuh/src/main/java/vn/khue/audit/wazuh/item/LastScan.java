package vn.khue.audit.wazuh.item;

import java.time.Instant;
import java.util.Optional;

/** @param ended nothing while it goes on */
public record LastScan(Optional<Instant> started, Optional<Instant> ended) {}
