package vn.khue.signing.cardcheck;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Deterministic CBOR of maps, lists, integers, texts, bytes, booleans and tags, for cards that a test makes. */
final class Cbor {
    private Cbor() {}

    /** A tagged value. */
    record Tagged(long tag, Object value) {}

    static byte[] of(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        if (value instanceof Number number) {
            long n = number.longValue();
            head(n < 0 ? 1 : 0, n < 0 ? -1 - n : n, out);
        } else if (value instanceof byte[] bytes) {
            head(2, bytes.length, out);
            out.writeBytes(bytes);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            head(3, bytes.length, out);
            out.writeBytes(bytes);
        } else if (value instanceof List<?> list) {
            head(4, list.size(), out);
            list.forEach(each -> write(each, out));
        } else if (value instanceof Map<?, ?> map) {
            head(5, map.size(), out);
            map.entrySet().stream()
                    .sorted((one, other) -> Arrays.compareUnsigned(of(one.getKey()), of(other.getKey())))
                    .forEach(entry -> {
                        write(entry.getKey(), out);
                        write(entry.getValue(), out);
                    });
        } else if (value instanceof Tagged tagged) {
            head(6, tagged.tag(), out);
            write(tagged.value(), out);
        } else if (value instanceof Boolean truth) {
            out.write(truth ? 0xf5 : 0xf4);
        } else {
            throw new IllegalArgumentException("cannot write " + value);
        }
    }

    private static void head(int major, long argument, ByteArrayOutputStream out) {
        int type = major << 5;
        if (argument < 24) {
            out.write(type | (int) argument);
        } else if (argument < 0x100) {
            out.write(type | 24);
            out.write((int) argument);
        } else if (argument < 0x10000) {
            out.write(type | 25);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) argument).array());
        } else if (argument < 0x1_0000_0000L) {
            out.write(type | 26);
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) argument).array());
        } else {
            out.write(type | 27);
            out.writeBytes(ByteBuffer.allocate(8).putLong(argument).array());
        }
    }
}
