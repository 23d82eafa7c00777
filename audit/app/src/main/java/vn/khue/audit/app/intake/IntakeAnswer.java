package vn.khue.audit.app.intake;

import java.util.List;

/**
 * What the sender is told; the numbers add up to the lines of the batch.
 *
 * @param accepted stored now
 * @param duplicate stored before
 * @param rejected never stored: the sender must set them aside
 */
public record IntakeAnswer(int accepted, int duplicate, List<Rejected> rejected) {

    public IntakeAnswer {
        rejected = List.copyOf(rejected);
    }

    /** One event that is not stored, and why. */
    public record Rejected(String id, String reason) {}
}
