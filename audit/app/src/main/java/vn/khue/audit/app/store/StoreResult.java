package vn.khue.audit.app.store;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param accepted events stored now
 * @param duplicate events stored before, with the same bytes
 * @param refused events that are not stored: what the intake refused, and ids stored before with other bytes
 */
public record StoreResult(int accepted, int duplicate, List<RefusedLine> refused) {

    public StoreResult {
        refused = List.copyOf(refused);
    }
}
