package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import vn.khue.directory.rules.UniqueDomain;

/** Sees to it that only one entry of a domain has a value. Immutable. */
final class UniqueValues {

    private final List<UniqueDomain> domains;

    UniqueValues(List<UniqueDomain> domains) {
        this.domains = List.copyOf(domains);
    }

    /**
     * @throws LDAPException with constraintViolation if another entry has a value that this one would have
     */
    void check(Entry entry, EntryTable table) throws LDAPException {
        String name = entry.getParsedDN().toNormalizedString();
        for (UniqueDomain domain : domains) {
            Attribute attribute = entry.getAttribute(domain.attribute());
            if (attribute == null || !domain.holds(name)) {
                continue;
            }
            for (byte[] value : attribute.getValueByteArrays()) {
                // Every such attribute is indexed, so the candidates are the entries that have the value.
                boolean taken = table.candidates(Filter.createEqualityFilter(domain.attribute(), value), 0).stream()
                        .map(StoredEntry::name)
                        .anyMatch(other -> !other.equals(name) && domain.holds(other));
                if (taken) {
                    throw new LDAPException(
                            ResultCode.CONSTRAINT_VIOLATION, "another entry has this " + domain.attribute());
                }
            }
        }
    }
}
