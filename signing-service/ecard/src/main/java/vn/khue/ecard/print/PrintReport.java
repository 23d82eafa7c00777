package vn.khue.ecard.print;

import java.util.List;

/**
 * What was printed.
 *
 * @param pages of the file; 0 where nothing could be printed, and then nothing was written
 * @param printed how many cards, badges or rows are on them
 * @param leftOut those that could not be printed, with the reason
 */
public record PrintReport(int pages, int printed, List<LeftOut> leftOut) {

    public PrintReport {
        leftOut = List.copyOf(leftOut);
    }

    /** Why one is not on the pages. */
    public enum Reason {
        /** The text of its QR code is no card's, or would need modules too small to be read. */
        CODE,
        /** The embedded font has no picture of a letter that is to be printed. */
        LETTER
    }

    /**
     * One that is not on the pages.
     *
     * @param index its place in the list that was given, from 0
     * @param reason why, to switch on
     * @param detail what was expected and found, in English; a letter by its number, never a name
     */
    public record LeftOut(int index, Reason reason, String detail) {}
}
