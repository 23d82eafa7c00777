package vn.khue.launcher.ca;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;

/** The database in which the signing service keeps the register of certificates and the keys of the CAs. */
public final class RegisterDatabase {
    private static final String NAME = "signing";

    private RegisterDatabase() {}

    /** @throws LauncherException where it does not answer, or the signing service has not made its tables yet */
    public static DataSource open(StateDirectory state, Ports ports, Texts texts) {
        Secrets secrets = new Secrets(state.secrets(), new SecureRandom());
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(new String[] {"localhost"});
        database.setPortNumbers(new int[] {ports.postgres()});
        database.setDatabaseName(NAME);
        database.setUser(NAME);
        if (Files.exists(secrets.file("db-" + NAME))) {
            database.setPassword(secrets.read("db-" + NAME));
        }
        database.setConnectTimeout(3);
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            // Both the table and the function, which came later: an older register is not ready either.
            statement
                    .executeQuery("select entry, pki_authority_revoked('root') from pki_issuance limit 1")
                    .close();
            return database;
        } catch (SQLException e) {
            throw new LauncherException(texts.get("ca.down", e.getSQLState()), e);
        }
    }
}
