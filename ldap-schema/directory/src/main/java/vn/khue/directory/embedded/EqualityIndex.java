package vn.khue.directory.embedded;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.matchingrules.MatchingRule;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Entries by the value of one attribute. Not thread-safe: the table's lock guards it. */
final class EqualityIndex {

    private final String attribute;
    private final MatchingRule rule;
    private final Map<String, Collection<StoredEntry>> byValue = new HashMap<>();

    EqualityIndex(String attribute, Schema schema) {
        this.attribute = attribute;
        this.rule = MatchingRule.selectEqualityMatchingRule(attribute, schema);
    }

    void add(StoredEntry stored, Entry entry) {
        for (String value : values(entry)) {
            byValue.merge(value, List.of(stored), EqualityIndex::grown);
        }
    }

    void remove(StoredEntry stored, Entry entry) {
        for (String value : values(entry)) {
            byValue.computeIfPresent(value, (key, entries) -> without(entries, stored));
        }
    }

    Collection<StoredEntry> find(ASN1OctetString value) throws LDAPException {
        return byValue.getOrDefault(rule.normalize(value).stringValue(), List.of());
    }

    /** Most values have one entry and cost no list that can grow. */
    private static Collection<StoredEntry> grown(Collection<StoredEntry> some, Collection<StoredEntry> one) {
        Collection<StoredEntry> more = some instanceof ArrayList ? some : new ArrayList<>(some);
        more.addAll(one);
        return more;
    }

    private static Collection<StoredEntry> without(Collection<StoredEntry> entries, StoredEntry stored) {
        if (entries.size() == 1) {
            return null;
        }
        entries.remove(stored);
        return entries;
    }

    private List<String> values(Entry entry) {
        Attribute values = entry.getAttribute(attribute);
        if (values == null) {
            return List.of();
        }
        var normalised = new ArrayList<String>(1);
        for (ASN1OctetString value : values.getRawValues()) {
            try {
                normalised.add(rule.normalize(value).stringValue());
            } catch (LDAPException e) {
                throw new IllegalStateException(
                        "expected values that the schema has checked, found one of " + attribute + " that it refuses",
                        e);
            }
        }
        return normalised;
    }
}
