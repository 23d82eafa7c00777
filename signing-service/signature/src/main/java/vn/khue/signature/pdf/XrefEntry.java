package vn.khue.signature.pdf;

/** Where an object is (ISO 32000-2, 7.5.4 and 7.5.8). */
public sealed interface XrefEntry {

    /** Nowhere: it was never there or was removed. */
    record Free() implements XrefEntry {}

    /**
     * In the file.
     *
     * @param offset of its number
     * @param generation usually 0
     */
    record InFile(long offset, int generation) implements XrefEntry {}

    /**
     * In an object stream.
     *
     * @param stream number of that stream
     * @param index place in it
     */
    record Packed(int stream, int index) implements XrefEntry {}
}
