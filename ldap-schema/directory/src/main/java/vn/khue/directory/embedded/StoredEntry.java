package vn.khue.directory.embedded;

/**
 * One entry in the table. Only its bytes change, under the table's lock.
 */
final class StoredEntry {

    private final String name;
    private final String parent;
    private final long number;
    private byte[] bytes;

    /**
     * @param name its DN, normalised
     * @param parent the DN above it, normalised
     * @param number place in the order in which entries came; the order of listings
     */
    StoredEntry(String name, String parent, long number, byte[] bytes) {
        this.name = name;
        this.parent = parent;
        this.number = number;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    String parent() {
        return parent;
    }

    long number() {
        return number;
    }

    byte[] bytes() {
        return bytes;
    }

    void replace(byte[] changed) {
        bytes = changed;
    }
}
