package vn.khue.directory.embedded;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a record of the journal or the snapshot says. It holds the outcome, not the request: the entry as it stands after the change.
 * Applying a record twice, or one whose effect the snapshot already has, changes nothing.
 */
sealed interface Change {

    /**
     * This entry is there, as given, whatever was there before.
     *
     * @param entry in the form of {@link EntryBytes}; not to be changed
     */
    record Put(byte[] entry) implements Change {}

    /** No entry with that name is there. */
    record Delete(String dn) implements Change {}

    /** Last record of a snapshot: so many entries came before it. */
    record End(int entries) implements Change {}

    /** One byte for the kind, then the entry, a DN in UTF-8, or a number of four bytes. */
    default byte[] encode() {
        if (this instanceof Put put) {
            return tagged('P', put.entry());
        }
        if (this instanceof Delete delete) {
            return tagged('D', delete.dn().getBytes(StandardCharsets.UTF_8));
        }
        return tagged('E', ByteBuffer.allocate(4).putInt(((End) this).entries()).array());
    }

    /**
     * @throws CorruptStoreException if the bytes are not those of a change
     */
    static Change decode(byte[] payload) throws CorruptStoreException {
        byte[] body = Arrays.copyOfRange(payload, 1, payload.length);
        try {
            return switch (payload[0]) {
                case 'P' -> new Put(body);
                case 'D' -> new Delete(new String(body, StandardCharsets.UTF_8));
                case 'E' -> new End(ByteBuffer.wrap(body).getInt());
                default -> throw new CorruptStoreException("a change of kind P, D or E, found kind " + payload[0]);
            };
        } catch (BufferUnderflowException e) {
            throw new CorruptStoreException("a change, found fewer bytes", e);
        }
    }

    private static byte[] tagged(char kind, byte[] body) {
        return ByteBuffer.allocate(1 + body.length).put((byte) kind).put(body).array();
    }
}
