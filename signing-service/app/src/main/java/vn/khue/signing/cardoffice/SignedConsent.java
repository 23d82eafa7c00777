package vn.khue.signing.cardoffice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was said about the use of a photo, and who signed it (law 91/2025/QH15 article 24: the representative acts for the child).
 *
 * @param given agreed, or refused
 * @param on day of the signature
 * @param signers at least one
 */
public record SignedConsent(boolean given, LocalDate on, Medium medium, List<Signer> signers) {
    /** Where it was signed. */
    public enum Medium {
        PAPER,
        ONLINE
    }

    /** As what somebody signed. */
    public enum Capacity {
        MOTHER,
        FATHER,
        GUARDIAN,
        /** The pupil, who is of age. */
        SELF
    }

    /**
     * Somebody who signed.
     *
     * @param guardian Khuê id; empty where the directory does not know them
     * @param name as it was signed, NFC, 1 to 100 characters
     */
    public record Signer(Optional<UUID> guardian, String name, Capacity capacity) {}

    public SignedConsent {
        signers = List.copyOf(signers);
        if (signers.isEmpty() || signers.size() > 8) {
            throw new IllegalArgumentException("one to eight signers expected, found " + signers.size());
        }
    }
}
