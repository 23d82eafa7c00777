package vn.khue.signature.asic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes a ZIP of stored entries: the same entries give the same bytes on every machine, with no time, owner or compression
 * that could differ. One use; not thread-safe.
 */
final class ZipWriter {

    /** 1 January 1980, the first day that a ZIP can name. */
    private static final int NO_DATE = 0x21;

    private static final int VERSION = 20;
    private static final int UTF8 = 1 << 11;

    private final OutputStream out;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private long offset;
    private int entries;

    ZipWriter(OutputStream out) {
        this.out = out;
    }

    /** Content that is written piece by piece. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    void add(String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        add(name, content.length, crc.getValue(), to -> to.write(content));
    }

    /**
     * @param size of the content
     * @param crc CRC-32 of the content
     */
    void add(String name, long size, long crc, Content content) throws IOException {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        int flags = encoded.length == name.length() ? 0 : UTF8;
        ByteBuffer local = buffer(30);
        local.putInt(0x04034b50);
        common(local, flags, crc, size, encoded.length);
        write(local.array());
        write(encoded);
        content.to(out);
        ByteBuffer central = buffer(46);
        central.putInt(0x02014b50).putShort((short) VERSION);
        common(central, flags, crc, size, encoded.length);
        central.putInt(38, 0).putInt(42, (int) offset);
        directory.writeBytes(central.array());
        directory.writeBytes(encoded);
        offset += 30 + encoded.length + size;
        entries++;
    }

    private static void common(ByteBuffer header, int flags, long crc, long size, int nameLength) {
        header.putShort((short) VERSION)
                .putShort((short) flags)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) NO_DATE)
                .putInt((int) crc)
                .putInt((int) size)
                .putInt((int) size)
                .putShort((short) nameLength)
                .putShort((short) 0);
    }

    /** Writes the central directory and the end record; leaves the stream open. */
    void finish() throws IOException {
        ByteBuffer end = buffer(22);
        end.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(directory.size())
                .putInt((int) offset)
                .putShort((short) 0);
        write(directory.toByteArray());
        write(end.array());
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
