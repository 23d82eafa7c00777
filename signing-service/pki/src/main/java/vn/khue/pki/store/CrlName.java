package vn.khue.pki.store;

/**
 * Names one of a CA's lists. Partitions are numbered from 1; {@value #MAIN} is the list at the CA's own address.
 *
 * @param ca name of the CA in the hierarchy
 * @param partition 0 or more
 */
public record CrlName(String ca, int partition) {
    /** Number of the list at the CA's own address. */
    public static final int MAIN = 0;

    public CrlName {
        if (partition < MAIN) {
            throw new IllegalArgumentException("a partition from 0 expected, found " + partition);
        }
    }

    /** The list at the CA's own address. */
    public static CrlName main(String ca) {
        return new CrlName(ca, MAIN);
    }

    public boolean isMain() {
        return partition == MAIN;
    }
}
