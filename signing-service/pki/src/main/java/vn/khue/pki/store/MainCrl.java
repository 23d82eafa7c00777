package vn.khue.pki.store;

/** What the list at a CA's own address covers. */
public enum MainCrl {
    /** Every certificate of the CA: a full CRL, for readers that know no partitions. */
    EVERYTHING,
    /** Only certificates that name it, such as those from before partitions; then the partitions hold the others. */
    UNPARTITIONED
}
