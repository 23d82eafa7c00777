package vn.khue.roster.apply;

/**
 * How apply paces itself.
 *
 * @param writers threads that write to the directory, 1 to 32; as many connections to the database
 * @param batch changes written before they are marked as done in one transaction, 1 to 1,000
 */
public record ApplySettings(int writers, int batch) {

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public ApplySettings {
        if (writers < 1 || writers > 32 || batch < 1 || batch > 1_000) {
            throw new IllegalArgumentException(
                    "expected 1 to 32 writers and 1 to 1,000 changes a batch, found " + writers + " and " + batch);
        }
    }

    /** Four writers, 100 changes a batch. */
    public static ApplySettings standard() {
        return new ApplySettings(4, 100);
    }
}
