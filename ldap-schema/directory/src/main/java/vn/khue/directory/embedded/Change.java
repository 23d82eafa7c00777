package vn.khue.directory.embedded;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a record of the journal or the snapshot says. It holds the outcome, not the request: the entry as it stands after the change.
 * Applying a record twice, or one whose effect the snapshot already has, changes nothing.
 */
sealed interface Change {

    /** This entry is there, as given, whatever was there before. */
    record Put(Entry entry) implements Change {}

    /** No entry with that name is there. */
    record Delete(String dn) implements Change {}

    /** Last record of a snapshot: so many entries came before it. */
    record End(int entries) implements Change {}

    /** Operational attributes that the server makes anew from the name itself. */
    Set<String> DERIVED = Set.of("entrydn", "subschemasubentry");

    /** One byte for the kind, then BER of an LDAP add request, a DN in UTF-8, or a number of four bytes. */
    default byte[] encode() {
        if (this instanceof Put put) {
            List<Attribute> attributes = put.entry().getAttributes().stream()
                    .filter(attribute -> !DERIVED.contains(attribute.getName().toLowerCase(Locale.ROOT)))
                    .toList();
            return tagged(
                    'P',
                    new AddRequestProtocolOp(put.entry().getDN(), attributes)
                            .encodeProtocolOp()
                            .encode());
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
                case 'P' -> {
                    var add = AddRequestProtocolOp.decodeProtocolOp(ASN1Element.decode(body));
                    yield new Put(new Entry(add.getDN(), add.getAttributes()));
                }
                case 'D' -> new Delete(new String(body, StandardCharsets.UTF_8));
                case 'E' -> new End(ByteBuffer.wrap(body).getInt());
                default -> throw new CorruptStoreException("a change of kind P, D or E, found kind " + payload[0]);
            };
        } catch (ASN1Exception | LDAPException | java.nio.BufferUnderflowException e) {
            throw new CorruptStoreException("a change, found other bytes", e);
        }
    }

    private static byte[] tagged(char kind, byte[] body) {
        return ByteBuffer.allocate(1 + body.length).put((byte) kind).put(body).array();
    }
}
