package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.Set;

/**
 * Sends changes. One that was sent over a connection that died is sent once more, to the next server: replacing and deleting twice is the
 * same as once, and an entry that is there the second time with just our values was ours. Thread-safe.
 */
final class Changes {

    private final LdapPool pool;

    Changes(LdapPool pool) {
        this.pool = pool;
    }

    void add(Entry entry) {
        pool.hold("add an entry", (connection, again) -> {
            try {
                connection.add(new AddRequest(entry));
            } catch (LDAPException e) {
                if (!again || e.getResultCode() != ResultCode.ENTRY_ALREADY_EXISTS || !isThere(connection, entry)) {
                    throw e;
                }
            }
            return null;
        });
    }

    /**
     * @param changes such as may be done twice: replacing, never adding a value
     */
    void modify(String doing, String dn, List<Modification> changes) {
        pool.hold(doing, (connection, again) -> connection.modify(dn, changes));
    }

    /** Deletes an entry; one that is not there is passed over. */
    void delete(String doing, String dn) {
        pool.hold(doing, (connection, again) -> {
            try {
                connection.delete(dn);
            } catch (LDAPException e) {
                if (e.getResultCode() != ResultCode.NO_SUCH_OBJECT) {
                    throw e;
                }
            }
            return null;
        });
    }

    private static boolean isThere(LDAPConnection connection, Entry wanted) throws LDAPException {
        Entry found = connection.getEntry(wanted.getDN(), "*");
        return found != null
                && wanted.getAttributes().stream()
                        .filter(attribute -> !"objectClass".equalsIgnoreCase(attribute.getName()))
                        .allMatch(attribute -> same(attribute, found));
    }

    private static boolean same(Attribute wanted, Entry found) {
        String[] values = found.getAttributeValues(wanted.getName());
        return values != null && Set.of(wanted.getValues()).equals(Set.of(values));
    }
}
