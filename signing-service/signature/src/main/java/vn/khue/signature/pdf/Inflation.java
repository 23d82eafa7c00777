package vn.khue.signature.pdf;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks Flate data within the limits, and counts over a whole file. Not thread-safe. */
final class Inflation {

    /** A blank page scanned at 600 dpi in grey has 35 million bytes and packs 1000 times: only what is larger may be a bomb. */
    private static final int FREE_RATIO_BELOW = 40 << 20;

    /** No cross-reference stream, object stream or list of certificates is larger; what is kept has to fit into memory. */
    private static final int MAX_KEPT = 32 << 20;

    private final ReadLimits limits;
    private final ReadBudget budget;
    private long total;

    Inflation(ReadLimits limits, ReadBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /** The unpacked bytes. */
    byte[] unpack(byte[] bytes, int from, int length) throws PdfReadException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(length * 3, 1 << 20));
        run(bytes, from, length, out);
        return out.toByteArray();
    }

    /** How many bytes it unpacks to; they are not kept. */
    long measure(byte[] bytes, int from, int length) throws PdfReadException {
        return run(bytes, from, length, null);
    }

    private long run(byte[] bytes, int from, int length, ByteArrayOutputStream out) throws PdfReadException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, length);
            byte[] buffer = new byte[16384];
            long size = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(buffer);
                size += n;
                budget.check();
                count(n, size, length);
                if (out != null) {
                    requireRoom(size);
                    out.write(buffer, 0, n);
                }
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    // Data that stops short is what many readers accept; what came so far is all there is.
                    break;
                }
            }
            return size;
        } catch (DataFormatException e) {
            throw PdfReadException.syntax("Flate data", "bytes that do not unpack", from);
        } finally {
            inflater.end();
        }
    }

    private static void requireRoom(long size) throws PdfReadException {
        if (size > MAX_KEPT) {
            throw new PdfReadException(
                    PdfReadException.Kind.INFLATION,
                    "expected at most " + MAX_KEPT + " bytes of a stream that has to be read whole, found more");
        }
    }

    /** Adds to the total and refuses what is over a limit. */
    void count(long more, long size, long packed) throws PdfReadException {
        total += more;
        if (size > limits.maxStreamBytes()
                || total > limits.maxTotalBytes()
                || (size > FREE_RATIO_BELOW && size / Math.max(1, packed) > limits.maxRatio())) {
            throw new PdfReadException(
                    PdfReadException.Kind.INFLATION,
                    "expected a stream of at most " + limits.maxStreamBytes() + " bytes and " + limits.maxRatio()
                            + " times its packed size, and " + limits.maxTotalBytes() + " bytes in all; found " + packed
                            + " bytes that unpack to more than " + size);
        }
    }
}
