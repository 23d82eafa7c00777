package vn.khue.directory.embedded;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.List;
import vn.khue.directory.DirectoryException;

/** An entry as bytes: the BER of the LDAP add request that would make it. */
final class EntryBytes {

    private EntryBytes() {}

    static byte[] encode(Entry entry) {
        return new AddRequestProtocolOp(entry.getDN(), List.copyOf(entry.getAttributes()))
                .encodeProtocolOp()
                .encode();
    }

    /**
     * The entry in the bytes.
     *
     * @param schema by whose rules its values are to be compared
     * @throws DirectoryException with reason UNREADABLE if they are no entry
     */
    static Entry decode(byte[] bytes, Schema schema) {
        try {
            var add = AddRequestProtocolOp.decodeProtocolOp(ASN1Element.decode(bytes));
            return new Entry(add.getDN(), schema, add.getAttributes());
        } catch (ASN1Exception | LDAPException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected an entry in the embedded directory's files, found other bytes; restore them from a backup",
                    e);
        }
    }
}
