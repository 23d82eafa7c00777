package vn.khue.audit.ledger.verify;

import java.util.OptionalLong;

/** What became of a check. */
public sealed interface Verdict {

    /**
     * Every entry and every tile gives the signed root.
     *
     * @param origin the log's own name
     * @param size entries checked
     * @param root base64
     * @param entriesRead false where the log withholds its entries: then the tree was rebuilt from their hashes
     * @param signatureChecked false where no key was given: then only the log's agreement with itself is known
     * @param besides what else was found, and held
     */
    record Sound(String origin, long size, String root, boolean entriesRead, boolean signatureChecked, Besides besides)
            implements Verdict {}

    /**
     * The ledger is not what its checkpoint says.
     *
     * @param fault the rule that is broken
     * @param firstBadEntry index of the first entry that cannot be relied on, where the fault tells it
     * @param where the file at fault, relative to the log
     */
    record Broken(Fault fault, OptionalLong firstBadEntry, String where) implements Verdict {}

    /** Nothing can be said: no ledger there, or it cannot be read. */
    record Unreadable(String why) implements Verdict {}
}
