package vn.khue.signature.pades;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes what comes after a number of bytes: iText begins a new revision by writing the whole document again, which is there already. */
final class TailOutputStream extends FilterOutputStream {

    private long there;

    /**
     * @param tail gets what follows
     * @param there bytes that it has already, not negative
     */
    TailOutputStream(OutputStream tail, long there) {
        super(tail);
        this.there = there;
    }

    @Override
    public void write(int b) throws IOException {
        if (there > 0) {
            there--;
        } else {
            out.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int left = (int) Math.min(there, length);
        there -= left;
        if (left < length) {
            out.write(bytes, from + left, length - left);
        }
    }
}
