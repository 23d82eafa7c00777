package vn.khue.roster.source;

/** One file of another system. For one thread, read once. */
public interface RosterSource {

    /**
     * Reads every row in bounded memory. A row with an error is reported and not given; reading goes on, so that all errors of a file
     * are found in one go.
     *
     * @return what the file itself says of its coverage, or what was asked where it says nothing
     * @throws vn.khue.roster.RosterException with reason UNREADABLE if the file cannot be read at all
     */
    Coverage read(RowSink rows, InputErrors errors);
}
