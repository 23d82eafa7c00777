package vn.khue.signature.pdf;

import java.util.Map;

/**
 * One cross-reference section with its trailer.
 *
 * @param offset where it begins
 * @param end after its trailer dictionary or its {@code endobj}
 * @param entries its objects; for a hybrid file those of its cross-reference stream too
 * @param trailer the trailer dictionary, or that of the stream
 * @param stream number of the object if it is a stream, else 0
 * @param hybridOffset where the stream of a hybrid file begins, else -1
 * @param reach after its last byte, that of the stream of a hybrid file included
 */
public record XrefSection(
        long offset,
        long end,
        Map<Integer, XrefEntry> entries,
        PdfValue.Dict trailer,
        int stream,
        long hybridOffset,
        long reach) {
    public XrefSection {
        entries = Map.copyOf(entries);
    }
}
