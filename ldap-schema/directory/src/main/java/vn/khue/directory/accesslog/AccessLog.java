package vn.khue.directory.accesslog;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log of changes of one server of the directory. Thread-safe. */
public interface AccessLog {

    /**
     * Gives what was logged from that place on, page by page, oldest first but for what was worked on at once. A little of what lies before
     * the place is given again, since a change that began earlier may be logged later; whoever reads knows it again by its {@link
     * LoggedChange#key}.
     *
     * @param from what {@link Page#reached} gave; empty for the whole log
     * @param pages called between two pages; the server waits for nobody meanwhile
     * @throws vn.khue.directory.DirectoryException with reason UNAVAILABLE or TIMED_OUT if the server does not answer, ACCESS_DENIED if the
     *     account does not open; pages that were given before stay given
     */
    Reading read(Optional<String> from, Consumer<Page> pages);

    /** What came of reading. */
    enum Reading {
        /** All that is there was given. */
        READ,
        /** The server keeps no log, or none that this account may read: slapd does not tell the one from the other. */
        NO_LOG
    }

    /**
     * Some changes, at most 500.
     *
     * @param changes in the order of the log
     * @param reached to be given to {@link #read} again once these changes are kept
     */
    record Page(List<LoggedChange> changes, String reached) {

        public Page {
            changes = List.copyOf(changes);
        }
    }
}
