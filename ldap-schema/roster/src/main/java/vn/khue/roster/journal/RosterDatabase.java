package vn.khue.roster.journal;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The roster's own database. */
public final class RosterDatabase {

    private RosterDatabase() {}

    /** Brings the tables to this version's; may be repeated. */
    public static void migrate(DataSource database) {
        Flyway.configure(RosterDatabase.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/khue-roster")
                .load()
                .migrate();
    }
}
