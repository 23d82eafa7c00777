package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.EntryValidator;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeSet;

/** Holds entries to the schema, as RFC 4512 has it. Thread-safe. */
final class EntryRules {

    private final Schema schema;

    EntryRules(Schema schema) {
        this.schema = schema;
    }

    /**
     * @throws LDAPException if the entry breaks the schema
     */
    void check(Entry entry) throws LDAPException {
        var reasons = new ArrayList<String>();
        if (!new EntryValidator(schema).entryIsValid(entry, reasons)) {
            throw new LDAPException(ResultCode.OBJECT_CLASS_VIOLATION, String.join("; ", reasons));
        }
    }

    /**
     * @throws LDAPException if someone would write what only the server writes
     */
    void checkWritable(Collection<Attribute> attributes) throws LDAPException {
        for (Attribute attribute : attributes) {
            checkWritable(attribute.getBaseName());
        }
    }

    /**
     * @throws LDAPException if someone would change what only the server writes
     */
    void checkChangeable(Collection<Modification> changes) throws LDAPException {
        for (Modification change : changes) {
            checkWritable(Attribute.getBaseName(change.getAttributeName()));
        }
    }

    /** Names every class that the entry's classes build on, so that a filter for a superior class finds it. */
    void completeClasses(Entry entry) {
        String[] named = entry.getObjectClassValues();
        if (named == null) {
            return;
        }
        var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : named) {
            ObjectClassDefinition known = schema.getObjectClass(name);
            all.add(known == null ? name : known.getNameOrOID());
            if (known != null) {
                known.getSuperiorClasses(schema, true).forEach(superior -> all.add(superior.getNameOrOID()));
            }
        }
        entry.setAttribute("objectClass", all);
    }

    private void checkWritable(String attribute) throws LDAPException {
        AttributeTypeDefinition type = schema.getAttributeType(attribute);
        if (type != null && type.isNoUserModification()) {
            throw new LDAPException(ResultCode.CONSTRAINT_VIOLATION, attribute + " is written by the server alone");
        }
    }
}
