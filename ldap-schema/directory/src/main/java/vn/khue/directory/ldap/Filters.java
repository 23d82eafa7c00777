package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Search filters. Values are always passed as values, never pasted into text. */
final class Filters {

    private Filters() {}

    static Filter is(String attribute, String value) {
        return Filter.createEqualityFilter(attribute, value);
    }

    static Filter all(Filter... parts) {
        return Filter.createANDFilter(parts);
    }

    static Filter anyOf(String attribute, Collection<UUID> values) {
        return Filter.createORFilter(
                values.stream().map(value -> is(attribute, value.toString())).toList());
    }

    /** Entries whose validity covers that day. */
    static Filter on(LocalDate date) {
        String day = Fields.day(date);
        return all(
                Filter.createLessOrEqualFilter(Fields.FROM, day),
                Filter.createORFilter(
                        Filter.createNOTFilter(Filter.createPresenceFilter(Fields.TO)),
                        Filter.createGreaterOrEqualFilter(Fields.TO, day)));
    }

    /** People whose name has, for each of the words, a word that begins with it. */
    static Filter named(String[] words) {
        List<Filter> each = Arrays.stream(words)
                .map(word -> Filter.createORFilter(
                        Filter.createSubInitialFilter("khueSearchKey", word),
                        Filter.createSubAnyFilter("khueSearchKey", " " + word)))
                .toList();
        return Filter.createANDFilter(each);
    }
}
