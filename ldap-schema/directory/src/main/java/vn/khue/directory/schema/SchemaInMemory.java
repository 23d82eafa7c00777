package vn.khue.directory.schema;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import vn.khue.directory.DirectoryException;

/** Turns the schema files into the SDK's schema, so that both servers run from one text. */
public final class SchemaInMemory {

    /** What slapd's overlays bring with them; slapo-lastbind(5). */
    private static final String OF_OVERLAYS = """
            dn: cn=overlays,cn=schema,cn=config
            objectClass: olcSchemaConfig
            olcAttributeTypes: ( 1.3.6.1.4.1.453.16.2.188 NAME 'authTimestamp'
              DESC 'last successful authentication' EQUALITY generalizedTimeMatch
              ORDERING generalizedTimeOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.24
              SINGLE-VALUE NO-USER-MODIFICATION USAGE directoryOperation )
            """;

    private SchemaInMemory() {}

    /**
     * The standard schema with ours on top.
     *
     * @throws DirectoryException with reason UNREADABLE if a file of ours is not proper LDIF
     */
    public static Schema load(SchemaFiles files) {
        try {
            Schema merged = Schema.mergeSchemas(Schema.getDefaultStandardSchema(), parse(OF_OVERLAYS));
            for (String text : files.schemas()) {
                merged = Schema.mergeSchemas(merged, parse(text));
            }
            return merged;
        } catch (LDAPException | LDIFException | IOException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected schema files in LDIF, found an error: " + e.getMessage(),
                    e);
        }
    }

    private static Schema parse(String text) throws LDIFException, IOException {
        var schema = new Entry("cn=schema");
        schema.addAttribute("objectClass", "top", "ldapSubEntry", "subschema");
        try (var reader = new LDIFReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                copy(entry, "olcAttributeTypes", schema, Schema.ATTR_ATTRIBUTE_TYPE);
                copy(entry, "olcObjectClasses", schema, Schema.ATTR_OBJECT_CLASS);
            }
        }
        return new Schema(schema);
    }

    private static void copy(Entry from, String configName, Entry to, String subschemaName) {
        String[] values = from.getAttributeValues(configName);
        if (values != null) {
            to.addAttribute(subschemaName, values);
        }
    }
}
