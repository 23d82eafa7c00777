package vn.khue.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** ZIP files as somebody writes them who means harm: each header says what its maker wants. */
public final class ZipByHand {

    /**
     * One entry as its two headers state it.
     *
     * @param localName in the header before the content
     * @param name in the central directory
     * @param data packed bytes, as they are written
     */
    public record Entry(
            String localName, String name, int flags, int method, long crc, long localSize, long size, byte[] data) {

        public Entry named(String other) {
            return new Entry(other, other, flags, method, crc, localSize, size, data);
        }

        public Entry locallyNamed(String other) {
            return new Entry(other, name, flags, method, crc, localSize, size, data);
        }

        public Entry flagged(int other) {
            return new Entry(localName, name, other, method, crc, localSize, size, data);
        }

        public Entry packedWith(int other) {
            return new Entry(localName, name, flags, other, crc, localSize, size, data);
        }

        public Entry sized(long other) {
            return new Entry(localName, name, flags, method, crc, other, other, data);
        }

        public Entry locallySized(long other) {
            return new Entry(localName, name, flags, method, crc, other, size, data);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private byte[] before = new byte[0];
    private byte[] between = new byte[0];
    private byte[] after = new byte[0];
    private boolean twice;

    public static Entry stored(String name, byte[] content) {
        return new Entry(name, name, 1 << 11, 0, crc(content), content.length, content.length, content);
    }

    public static Entry deflated(String name, byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return new Entry(name, name, 1 << 11, 8, crc(content), content.length, content.length, out.toByteArray());
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    public ZipByHand add(Entry entry) {
        entries.add(entry);
        return this;
    }

    public ZipByHand change(String name, UnaryOperator<Entry> change) {
        entries.replaceAll(entry -> entry.name().equals(name) ? change.apply(entry) : entry);
        return this;
    }

    public ZipByHand remove(String name) {
        entries.removeIf(entry -> entry.name().equals(name));
        return this;
    }

    public ZipByHand first(Entry entry) {
        entries.add(0, entry);
        return this;
    }

    public ZipByHand startingWith(byte[] bytes) {
        before = bytes;
        return this;
    }

    public ZipByHand withBeforeTheDirectory(byte[] bytes) {
        between = bytes;
        return this;
    }

    public ZipByHand endingWith(byte[] bytes) {
        after = bytes;
        return this;
    }

    /** The directory names the first entry's bytes for the last entry as well. */
    public ZipByHand overlapping() {
        twice = true;
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before);
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        int first = out.size();
        for (Entry entry : entries) {
            int offset = out.size();
            byte[] localName = entry.localName().getBytes(StandardCharsets.UTF_8);
            byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
            boolean last = twice && entry == entries.get(entries.size() - 1);
            if (!last) {
                out.writeBytes(common(buffer(30).putInt(0x04034b50), entry, entry.localSize(), localName.length));
                out.writeBytes(localName);
                out.writeBytes(entry.data());
            }
            ByteBuffer central = buffer(46).putInt(0x02014b50).putShort((short) 20);
            common(central, entry, entry.size(), name.length);
            central.putInt(42, last ? first : offset);
            directory.writeBytes(central.array());
            directory.writeBytes(name);
        }
        out.writeBytes(between);
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(buffer(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(directory.size())
                .putInt(start)
                .array());
        out.writeBytes(after);
        return out.toByteArray();
    }

    private static byte[] common(ByteBuffer header, Entry entry, long size, int nameLength) {
        return header.putShort((short) 20)
                .putShort((short) entry.flags())
                .putShort((short) entry.method())
                .putInt(0x210000)
                .putInt((int) entry.crc())
                .putInt(entry.data().length)
                .putInt((int) size)
                .putShort((short) nameLength)
                .array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
