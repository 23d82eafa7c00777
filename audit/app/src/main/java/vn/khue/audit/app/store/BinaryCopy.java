package vn.khue.audit.app.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Rows in PostgreSQL's binary form of COPY (documentation of COPY, "Binary Format"), which stores a batch in one go and spares both sides the
 * text. Grows as it is filled. For one batch and one thread.
 */
final class BinaryCopy {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    /** PostgreSQL counts microseconds from here. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private ByteBuffer buffer;

    /** @param expected bytes of all rows, roughly */
    BinaryCopy(int expected) {
        buffer = ByteBuffer.allocate(1_024 + expected);
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** @return where the row begins */
    int row(int columns) {
        int start = buffer.position();
        room(Short.BYTES);
        buffer.putShort((short) columns);
        return start;
    }

    /** @return where the value lies, to be set again once it is known */
    int int8(long value) {
        room(Integer.BYTES + Long.BYTES);
        buffer.putInt(Long.BYTES).putLong(value);
        return buffer.position() - Long.BYTES;
    }

    void set(int place, long value) {
        buffer.putLong(place, value);
    }

    void int2(int value) {
        room(Integer.BYTES + Short.BYTES);
        buffer.putInt(Short.BYTES).putShort((short) value);
    }

    int timestamp(Instant time) {
        return int8(micros(time));
    }

    /** A time as it stands in a column {@code timestamptz}. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(EPOCH, time);
    }

    void uuid(UUID id) {
        room(Integer.BYTES + 2 * Long.BYTES);
        buffer.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    void nothing() {
        room(Integer.BYTES);
        buffer.putInt(-1);
    }

    /** @param text null for NULL */
    void text(String text) {
        if (text == null) {
            nothing();
        } else {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void bytes(byte[] bytes) {
        room(Integer.BYTES + bytes.length);
        buffer.putInt(bytes.length).put(bytes);
    }

    /**
     * Stores the rows; may be called again, as where the first transaction was taken back.
     *
     * @param copy {@code copy … from stdin (format binary)}
     */
    void store(Connection connection, String copy) throws SQLException {
        room(Short.BYTES);
        buffer.putShort((short) -1);
        try {
            var stream = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
            try {
                stream.writeToCopy(buffer.array(), 0, buffer.position());
                stream.endCopy();
            } finally {
                if (stream.isActive()) {
                    stream.cancelCopy();
                }
            }
        } finally {
            buffer.position(buffer.position() - Short.BYTES);
        }
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            byte[] wider = Arrays.copyOf(buffer.array(), Math.max(buffer.capacity() * 2, buffer.position() + bytes));
            buffer = ByteBuffer.wrap(wider).position(buffer.position());
        }
    }
}
