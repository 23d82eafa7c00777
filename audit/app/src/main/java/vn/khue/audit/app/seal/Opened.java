package vn.khue.audit.app.seal;

import vn.khue.audit.event.AuditEvent;

/**
 * A stored event as it can be read now.
 *
 * @param event with its personal fields where they could be opened, else without
 */
public record Opened(AuditEvent event, Sealing sealing) {}
