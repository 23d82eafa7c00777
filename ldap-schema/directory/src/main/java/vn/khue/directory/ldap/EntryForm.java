package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.Set;

/**
 * How one record is written as an LDAP entry and read back. Immutable.
 *
 * @param <T> the record
 */
public interface EntryForm<T> {

    /** A new entry for the record. */
    Entry write(T value);

    /**
     * The record in an entry.
     *
     * @throws vn.khue.directory.DirectoryException with reason UNREADABLE if the entry has another form
     */
    T read(Entry entry);

    /** The structural or auxiliary class by which entries of this form are known. */
    String objectClass();

    /** Attributes of this form that an entry has only where there is a value. Others that an entry bears are not ours. */
    default Set<String> optional() {
        return Set.of();
    }

    /** Whether that entry has this form. */
    default boolean fits(Entry entry) {
        return entry.hasObjectClass(objectClass());
    }
}
