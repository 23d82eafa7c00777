package vn.khue.ecard.status;

import java.util.Optional;

/** What a list of two bits says of a card (draft-ietf-oauth-status-list section 7.1; 3 is for the application). */
public enum CardStatus {
    VALID,
    /** For ever. */
    REVOKED,
    /** Until it is said otherwise. */
    SUSPENDED,
    /** Another card took its place. */
    REPLACED;

    /** Bits that a list takes for a card. */
    public static final int BITS = 2;

    /** The value in a list. */
    public int value() {
        return ordinal();
    }

    /** Empty for a value that none of ours has. */
    public static Optional<CardStatus> of(int value) {
        return value < values().length ? Optional.of(values()[value]) : Optional.empty();
    }
}
