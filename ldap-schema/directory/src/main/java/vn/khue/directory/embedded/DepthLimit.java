package vn.khue.directory.embedded;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Follows the BER that passes and stops where it nests too deep. The SDK parses filters by recursion: without this, one message of nested
 * NOTs ends the thread that reads the connection and leaves its socket open. For one thread.
 */
final class DepthLimit extends FilterInputStream {

    /** A filter of ours nests some five deep inside a message of three. */
    static final int MOST = 64;

    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_FORM = 0x80;

    private enum Expecting {
        TAG,
        LENGTH,
        LENGTH_BYTES,
        CONTENT
    }

    /** Bytes left of each element that holds the present place. */
    private final long[] left = new long[MOST];

    private int depth;
    private Expecting expecting = Expecting.TAG;
    private boolean constructed;
    private int lengthBytes;
    private long length;

    DepthLimit(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            follow(value);
        }
        return value;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int count = super.read(into, from, most);
        for (int i = 0; i < count; i++) {
            follow(into[from + i] & 0xff);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void follow(int value) throws IOException {
        for (int i = 0; i < depth; i++) {
            left[i]--;
        }
        switch (expecting) {
            case TAG -> {
                constructed = (value & CONSTRUCTED) != 0;
                expecting = Expecting.LENGTH;
            }
            case LENGTH -> {
                if (value < LONG_FORM) {
                    begin(value);
                } else {
                    lengthBytes = value - LONG_FORM;
                    length = 0;
                    if (lengthBytes == 0 || lengthBytes > 4) {
                        throw new IOException("expected a length of 1 to 4 bytes, found " + lengthBytes);
                    }
                    expecting = Expecting.LENGTH_BYTES;
                }
            }
            case LENGTH_BYTES -> {
                length = length << 8 | value;
                if (--lengthBytes == 0) {
                    begin(length);
                }
            }
            case CONTENT -> {
                if (--length == 0) {
                    expecting = Expecting.TAG;
                }
            }
        }
        while (depth > 0 && left[depth - 1] <= 0) {
            depth--;
        }
    }

    private void begin(long bytes) throws IOException {
        if (constructed && bytes > 0) {
            if (depth == MOST) {
                throw new IOException("expected a message nested at most " + MOST + " deep, found a deeper one");
            }
            left[depth++] = bytes;
            expecting = Expecting.TAG;
        } else {
            length = bytes;
            expecting = bytes == 0 ? Expecting.TAG : Expecting.CONTENT;
        }
    }
}
