package vn.khue.audit.event;

import java.util.Optional;

/**
 * A stored line, read.
 *
 * @param event as far as it can be read without a key: where it is sealed the personal fields are missing
 * @param seal what {@link PersonalFields#restored} needs to complete it; empty where the line is in the clear
 */
public record SealedEvent(AuditEvent event, Optional<Seal> seal) {}
