package vn.khue.roster.scim;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import vn.khue.roster.journal.Policy;
import vn.khue.roster.staging.StagingErrors;

/** Forgets what clients deleted, once no plan will speak of it any more. Thread-safe. */
public final class MirrorRetention {

    private final DataSource database;
    private final Clock clock;

    public MirrorRetention(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Removes what was deleted longer ago than the policy {@code scim.deleted.keep-days} says. */
    public void forget(String source) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "delete from scim_resource where source = ? and deleted and changed_at < ?")) {
            Duration kept = Duration.ofDays(Policy.read(connection).value("scim.deleted.keep-days"));
            delete.setString(1, source);
            delete.setObject(2, OffsetDateTime.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw StagingErrors.from("forget what was deleted", e);
        }
    }
}
