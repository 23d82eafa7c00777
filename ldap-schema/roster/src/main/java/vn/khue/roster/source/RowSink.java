package vn.khue.roster.source;

/** Takes the rows one by one as they are read. For one thread. */
@FunctionalInterface
public interface RowSink {
    void accept(RosterRow row);
}
