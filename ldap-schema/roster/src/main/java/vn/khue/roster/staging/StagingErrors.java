package vn.khue.roster.staging;

import java.sql.SQLException;
import vn.khue.roster.RosterException;

/** Turns what the database says into ours, without any value: its own message may hold one. */
public final class StagingErrors {

    private StagingErrors() {}

    public static RosterException from(String doing, SQLException error) {
        return new RosterException(
                RosterException.Reason.DATABASE,
                "expected the roster's database to " + doing + ", found SQL state " + error.getSQLState()
                        + "; see that it runs, has room and was migrated",
                error);
    }
}
