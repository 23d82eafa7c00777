package vn.khue.audit.detection.match;

/** A test of one value; immutable, thread-safe, and never slower than the value's length times the pattern's. */
public sealed interface ValueTest permits Glob, Regex, Network, Comparison, TimePart {

    boolean passes(String value);
}
