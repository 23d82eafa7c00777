package vn.khue.launcher.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.home.Secrets;

/** The databases on the server, as its administrator sees them. Thread-safe. */
final class Databases {
    static final String ADMIN = "khue_admin";

    private final int port;
    private final Secrets secrets;

    Databases(int port, Secrets secrets) {
        this.port = port;
        this.secrets = secrets;
    }

    /** A connection as administrator; gives up after three seconds. */
    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", ADMIN);
        properties.setProperty("password", secrets.read("db-admin"));
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "3");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("ApplicationName", "khue-launcher");
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/" + database, properties);
    }

    /** Makes the part's user and database, closed to every other user, and gives the user the password of its secret. */
    void ensure(String name) {
        try (Connection connection = connect("postgres")) {
            String user = quoted(connection, "I", name);
            boolean known = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
            // No statement with a password is ever logged, not even one that fails.
            execute(connection, "SET log_min_error_statement = panic");
            execute(
                    connection,
                    (known ? "ALTER" : "CREATE") + " ROLE " + user + " LOGIN PASSWORD "
                            + quoted(connection, "L", secrets.read("db-" + name)));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE " + user + " OWNER " + user);
            }
            execute(connection, "REVOKE ALL ON DATABASE " + user + " FROM PUBLIC");
        } catch (SQLException e) {
            throw new LauncherException(
                    "PostgreSQL did not make the database " + name + ": SQLSTATE " + e.getSQLState(), e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    // Statements that define users and databases take no parameters, so the server itself quotes the words.
    private static String quoted(Connection connection, String kind, String word) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT format('%' || ?, ?)")) {
            statement.setString(1, kind);
            statement.setString(2, word);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
