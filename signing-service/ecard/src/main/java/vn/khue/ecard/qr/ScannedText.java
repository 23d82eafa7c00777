package vn.khue.ecard.qr;

import vn.khue.ecard.CardProblem;

/** What a scanned text is. */
public sealed interface ScannedText {
    /**
     * Bytes that may be a card.
     *
     * @param bytes at most {@link CardText#MOST_BYTES}
     */
    record Encoded(byte[] bytes) implements ScannedText {}

    /** No card, and why. */
    record Other(CardProblem problem) implements ScannedText {}
}
