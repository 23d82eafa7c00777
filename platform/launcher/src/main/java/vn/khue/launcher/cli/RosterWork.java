package vn.khue.launcher.cli;

import vn.khue.launcher.roster.RosterPlace;

/** What a word of {@code khue roster} does once the roster's place is open. */
interface RosterWork {
    /** @return exit code */
    int in(RosterPlace place);
}
