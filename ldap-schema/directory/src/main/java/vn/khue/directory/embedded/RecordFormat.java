package vn.khue.directory.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Bytes of the snapshot and journal files. A file begins with the eight letters KHUEDIR1; then come records, each its length (4
 * bytes, big endian), the CRC-32C of its payload (4 bytes) and the payload.
 */
final class RecordFormat {

    static final byte[] MAGIC = "KHUEDIR1".getBytes(StandardCharsets.US_ASCII);
    static final int HEADER = 8;

    /** More than any entry that the server's limit on messages lets in. */
    static final int MAX_PAYLOAD = 4 * 1024 * 1024;

    private RecordFormat() {}

    static byte[] frame(byte[] payload) {
        if (payload.length == 0 || payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "expected a record of 1 to " + MAX_PAYLOAD + " bytes, found " + payload.length);
        }
        return ByteBuffer.allocate(HEADER + payload.length)
                .putInt(payload.length)
                .putInt(checksum(payload, 0, payload.length))
                .put(payload)
                .array();
    }

    /** The payload of the whole and undamaged record that begins at the buffer's position, which moves behind it; else empty. */
    static Optional<byte[]> next(ByteBuffer file) {
        if (file.remaining() <= HEADER) {
            return Optional.empty();
        }
        int start = file.position();
        int length = file.getInt(start);
        if (length < 1 || length > MAX_PAYLOAD || length > file.remaining() - HEADER) {
            return Optional.empty();
        }
        var payload = new byte[length];
        file.get(start + HEADER, payload);
        if (checksum(payload, 0, length) != file.getInt(start + 4)) {
            return Optional.empty();
        }
        file.position(start + HEADER + length);
        return Optional.of(payload);
    }

    private static int checksum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
