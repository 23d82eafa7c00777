package vn.khue.roster.staging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** SQL that lies beside a class as a resource. Scripts take no parameters: what varies stands in the table {@code ctx}. */
public final class SqlScript {

    private SqlScript() {}

    /** Runs the script of that name, which lies in the package of the class, as one block. */
    public static void run(Connection connection, Class<?> beside, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(read(beside, name));
        }
    }

    /** The text of the script of that name. */
    public static String read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "expected " + name + " beside " + beside.getName() + ", found none; rebuild the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
