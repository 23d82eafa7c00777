package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All entries with their indexes. Not thread-safe: {@link DirectoryEntries} guards it. */
final class EntryTable {

    /** Attributes by which entries are looked up; the same as in config.ldif, without the classes, which are few. */
    private static final List<String> INDEXED = List.of(
            "entryUUID",
            "uid",
            "mail",
            "khueId",
            "khuePerson",
            "khueChild",
            "khueUnitId",
            "khueUnit",
            "khueUnitKind",
            "khueParentUnit",
            "khueChildUnit",
            "khueClassId",
            "khueClass",
            "khueSchool",
            "khuePersonCode",
            "khuePredecessor",
            "khueSuccessor",
            "khueUnderWay",
            "khueCitizenHash");

    private final Schema schema;
    private final Map<String, StoredEntry> byName = new HashMap<>();
    private final NavigableMap<Long, StoredEntry> byNumber = new TreeMap<>();
    private final Map<String, Integer> children = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, EqualityIndex> equality = new HashMap<>();
    private final WordIndex names = new WordIndex("khueSearchKey");
    private final RecentChanges recent = new RecentChanges();
    private long lastNumber;

    EntryTable(Schema schema) {
        this.schema = schema;
        INDEXED.forEach(
                attribute -> equality.put(attribute.toLowerCase(Locale.ROOT), new EqualityIndex(attribute, schema)));
    }

    int size() {
        return byName.size();
    }

    Optional<StoredEntry> find(DN name) {
        return Optional.ofNullable(byName.get(name.toNormalizedString()));
    }

    boolean hasChildren(StoredEntry stored) {
        return children.containsKey(stored.name());
    }

    Entry read(StoredEntry stored) {
        return EntryBytes.decode(stored.bytes(), schema);
    }

    /** In the order in which they came, so that none comes before the one above it. */
    Collection<StoredEntry> all() {
        return byNumber.values();
    }

    /** Puts an entry there, new or in place of what stood under its name. */
    StoredEntry put(DN name, Entry entry, byte[] bytes) {
        StoredEntry stored = byName.get(name.toNormalizedString());
        if (stored == null) {
            String parent = shared(name.getParent());
            stored = new StoredEntry(name.toNormalizedString(), parent, ++lastNumber, bytes);
            byName.put(stored.name(), stored);
            byNumber.put(stored.number(), stored);
            children.merge(parent, 1, Integer::sum);
        } else {
            unindex(stored);
            stored.replace(bytes);
        }
        for (EqualityIndex index : equality.values()) {
            index.add(stored, entry);
        }
        names.add(stored, entry);
        recent.add(stored, entry);
        return stored;
    }

    void remove(StoredEntry stored) {
        unindex(stored);
        byName.remove(stored.name());
        byNumber.remove(stored.number());
        children.computeIfPresent(stored.parent(), (name, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Entries among which are all that the filter matches and that came after the one of that number, in the order in which they came. A
     * page that begins late costs no more than the first.
     */
    Collection<StoredEntry> candidates(Filter filter, long after) {
        return narrowed(filter)
                .map(found -> inOrder(found, after))
                .orElseGet(() -> byNumber.tailMap(after, false).values());
    }

    /** Empty where no index helps. */
    private Optional<Collection<StoredEntry>> narrowed(Filter filter) {
        return switch (filter.getFilterType()) {
            case Filter.FILTER_TYPE_EQUALITY -> equal(filter);
            case Filter.FILTER_TYPE_SUBSTRING -> names.candidates(filter);
            case Filter.FILTER_TYPE_GREATER_OR_EQUAL -> changedSince(filter);
            case Filter.FILTER_TYPE_AND -> smallest(filter.getComponents());
            case Filter.FILTER_TYPE_OR -> union(filter.getComponents());
            default -> Optional.empty();
        };
    }

    private Optional<Collection<StoredEntry>> equal(Filter filter) {
        EqualityIndex index = equality.get(filter.getAttributeName().toLowerCase(Locale.ROOT));
        if (index == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(index.find(filter.getRawAssertionValue()));
        } catch (LDAPException e) {
            // A value of another syntax matches nothing.
            return Optional.of(List.of());
        }
    }

    private Optional<Collection<StoredEntry>> changedSince(Filter filter) {
        if (!RecentChanges.ATTRIBUTE.equalsIgnoreCase(filter.getAttributeName())) {
            return Optional.empty();
        }
        return recent.since(filter.getAssertionValue())
                .map(entries -> entries.stream()
                        .filter(stored -> byName.get(stored.name()) == stored)
                        .toList());
    }

    private Optional<Collection<StoredEntry>> smallest(Filter[] parts) {
        Optional<Collection<StoredEntry>> best = Optional.empty();
        for (Filter part : parts) {
            Optional<Collection<StoredEntry>> some = narrowed(part);
            if (some.isPresent()
                    && (best.isEmpty() || some.get().size() < best.get().size())) {
                best = some;
            }
        }
        return best;
    }

    private Optional<Collection<StoredEntry>> union(Filter[] parts) {
        Set<StoredEntry> all = new LinkedHashSet<>();
        for (Filter part : parts) {
            Optional<Collection<StoredEntry>> some = narrowed(part);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(some.get());
        }
        return Optional.of(all);
    }

    private static Collection<StoredEntry> inOrder(Collection<StoredEntry> found, long after) {
        return found.stream()
                .filter(stored -> stored.number() > after)
                .sorted(Comparator.comparingLong(StoredEntry::number))
                .toList();
    }

    private void unindex(StoredEntry stored) {
        Entry before = read(stored);
        for (EqualityIndex index : equality.values()) {
            index.remove(stored, before);
        }
        names.remove(stored, before);
    }

    /** One text for the name of a branch, which all its entries hold. */
    private String shared(DN parent) {
        String name = parent == null ? "" : parent.toNormalizedString();
        String known = parents.putIfAbsent(name, name);
        return known == null ? name : known;
    }
}
