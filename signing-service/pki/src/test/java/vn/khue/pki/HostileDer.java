package vn.khue.pki;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** DER that is well-formed and meant to hurt. */
public final class HostileDer {
    private HostileDer() {}

    /** Sequences within sequences, as deep as fit into that many bytes. */
    public static byte[] nested(int bytes) {
        Deque<byte[]> headers = new ArrayDeque<>();
        int length = 0;
        while (true) {
            byte[] header = header(length);
            if (length + header.length > bytes) {
                break;
            }
            headers.push(header);
            length += header.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        headers.forEach(all::put);
        return all.array();
    }

    private static byte[] header(int length) {
        if (length < 128) {
            return new byte[] {0x30, (byte) length};
        }
        if (length < 256) {
            return new byte[] {0x30, (byte) 0x81, (byte) length};
        }
        return new byte[] {0x30, (byte) 0x82, (byte) (length >> 8), (byte) length};
    }
}
