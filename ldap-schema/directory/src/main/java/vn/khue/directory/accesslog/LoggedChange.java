package vn.khue.directory.accesslog;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One change, without what was written. Immutable.
 *
 * @param key the same in the log of every server that has this change, and of no other change; 64 hex digits
 * @param at when it was made, by the clock of the server that took it
 * @param attributes names of those that were changed, as far as the reader may know; empty where it may know of none
 * @param copied whether a peer took it and this server had it from there
 */
public record LoggedChange(
        String key, Instant at, Act act, Place place, Author author, SortedSet<String> attributes, boolean copied) {

    public LoggedChange {
        attributes = Collections.unmodifiableSortedSet(new TreeSet<>(attributes));
    }
}
