package vn.khue.e2e.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What really lies in the databases. */
public final class Books {
    private final KhueStack khue;

    public Books(KhueStack khue) {
        this.khue = khue;
    }

    /** The one number that a query gives. */
    public long number(String database, String query, String... arguments) {
        return Long.parseLong(column(database, query, arguments).get(0));
    }

    /** The first column of every row, as text. */
    public List<String> column(String database, String query, String... arguments) {
        try (Connection connection =
                        DriverManager.getConnection(khue.database(database), database, khue.secret("db-" + database));
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
