package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Entries by the words of one attribute, for substring filters that ask for the beginning of a word. Not thread-safe: the table's lock
 * guards it.
 */
final class WordIndex {

    private final String attribute;
    private final TreeMap<String, Set<StoredEntry>> byWord = new TreeMap<>();

    WordIndex(String attribute) {
        this.attribute = attribute;
    }

    void add(StoredEntry stored, Entry entry) {
        words(entry)
                .forEach(word ->
                        byWord.computeIfAbsent(word, key -> new HashSet<>(2)).add(stored));
    }

    void remove(StoredEntry stored, Entry entry) {
        words(entry)
                .forEach(word -> byWord.computeIfPresent(word, (key, entries) -> {
                    entries.remove(stored);
                    return entries.isEmpty() ? null : entries;
                }));
    }

    /** Entries among which are all that the filter matches; empty if the filter says nothing about the beginning of a word. */
    Optional<Collection<StoredEntry>> candidates(Filter substring) {
        if (!attribute.equalsIgnoreCase(substring.getAttributeName())) {
            return Optional.empty();
        }
        String initial = substring.getSubInitialString();
        if (initial != null) {
            return beginning(initial);
        }
        for (String any : substring.getSubAnyStrings()) {
            if (any.startsWith(" ")) {
                return beginning(any);
            }
        }
        return Optional.empty();
    }

    private Optional<Collection<StoredEntry>> beginning(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split(" ");
        if (words[0].isEmpty()) {
            return Optional.empty();
        }
        String first = words[0];
        var found = new ArrayList<StoredEntry>();
        byWord.subMap(first, true, first + Character.MAX_VALUE, true).values().forEach(found::addAll);
        return Optional.of(found);
    }

    private List<String> words(Entry entry) {
        String value = entry.getAttributeValue(attribute);
        return value == null
                ? List.of()
                : Arrays.stream(value.toLowerCase(Locale.ROOT).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}
