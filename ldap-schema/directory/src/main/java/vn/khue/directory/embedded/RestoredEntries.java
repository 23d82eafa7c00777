package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Collection;
import java.util.TreeMap;
import vn.khue.directory.DirectoryException;

/** The entries that result from a snapshot and the changes behind it. Used by one thread. */
final class RestoredEntries {

    private final TreeMap<DN, Entry> byDn = new TreeMap<>();

    /**
     * Takes one change in.
     *
     * @throws DirectoryException with reason UNREADABLE if its name is not a DN
     */
    void apply(Change change) {
        try {
            if (change instanceof Change.Put put) {
                byDn.put(put.entry().getParsedDN(), put.entry());
            } else if (change instanceof Change.Delete delete) {
                byDn.remove(new DN(delete.dn()));
            }
        } catch (LDAPException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected a DN in the embedded directory's files, found other text; restore them from a backup",
                    e);
        }
    }

    /** All entries, parents before children. */
    Collection<Entry> inOrder() {
        return byDn.values();
    }
}
