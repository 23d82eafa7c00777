package vn.khue.signature.pdf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A value of a PDF file (ISO 32000-2, 7.3). Immutable; two values are equal when they are written to mean the same. */
public sealed interface PdfValue {

    /** The null object, also the value of a reference to nothing. */
    record Null() implements PdfValue {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements PdfValue {}

    /**
     * A number.
     *
     * @param value its value
     * @param whole whether it was written as an integer
     */
    record Num(double value, boolean whole) implements PdfValue {}

    /**
     * A name, its #-escapes resolved.
     *
     * @param text bytes as ISO 8859-1
     */
    record Name(String text) implements PdfValue {}

    /**
     * A string.
     *
     * @param text bytes as ISO 8859-1
     * @param start offset of the opening {@code (} or {@code <} in the file, or -1 inside of an object stream
     * @param end offset after the closing delimiter, or -1
     * @param hex whether it was written in hexadecimal
     */
    record Text(String text, long start, long end, boolean hex) implements PdfValue {
        /** Its bytes. */
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && that.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /** An array. */
    record Array(List<PdfValue> items) implements PdfValue {
        public Array {
            items = List.copyOf(items);
        }
    }

    /** A dictionary; keys without the slash. */
    record Dict(Map<String, PdfValue> entries) implements PdfValue {
        public Dict {
            entries = Map.copyOf(entries);
        }

        /** The value as it is written, {@link Null} where there is none. */
        public PdfValue get(String key) {
            return entries.getOrDefault(key, NULL);
        }

        /** Whether there is an entry. */
        public boolean has(String key) {
            return entries.containsKey(key);
        }

        /** Whether the entry is this name. */
        public boolean is(String key, String name) {
            return get(key) instanceof Name n && n.text().equals(name);
        }

        /** The entry if it is an integer. */
        public OptionalLong whole(String key) {
            return PdfValue.whole(get(key));
        }
    }

    /**
     * A stream.
     *
     * @param dict its dictionary
     * @param dataStart offset of its first byte in the file
     * @param length bytes, packed
     */
    record Stream(Dict dict, long dataStart, long length) implements PdfValue {}

    /** A reference to an object. */
    record Ref(int number, int generation) implements PdfValue {}

    /** The null object. */
    Null NULL = new Null();

    /** The value if it is an integer. */
    static OptionalLong whole(PdfValue value) {
        return value instanceof Num n && n.whole() ? OptionalLong.of((long) n.value()) : OptionalLong.empty();
    }
}
