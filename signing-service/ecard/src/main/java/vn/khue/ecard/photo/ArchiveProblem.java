package vn.khue.ecard.photo;

/** Why an archive was not read to its end; what was read before counts. */
public enum ArchiveProblem {
    /** No ZIP, damaged, or with a password. */
    BROKEN,
    /** More files than {@link ArchiveLimits#maxEntries()}. */
    TOO_MANY_FILES,
    /** Unpacks to more bytes than {@link ArchiveLimits#maxTotalBytes()}. */
    TOO_MANY_BYTES
}
