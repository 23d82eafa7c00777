package vn.khue.signing.act;

import vn.khue.signature.appearance.PageBox;

/** Where a person's signature goes. */
public record Place(PageBox box, Finding finding) {
    /** Why it is there. */
    public enum Finding {
        /** Between the lines of title and name (R1.1). */
        BETWEEN_LINES,
        /** The lower right of the last page, as the lines were not found. */
        NO_LINES,
        /** The same, as the seal at true size does not fit at the lines. */
        NO_ROOM_AT_LINES
    }
}
