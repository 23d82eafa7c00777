package vn.khue.roster.staging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Fills one table by PostgreSQL's COPY, a block of rows at a time. For one thread. */
public final class CopyTable {

    private static final int BLOCK = 1 << 18;

    private final Connection connection;
    private final String command;
    private final StringBuilder block = new StringBuilder(BLOCK + (1 << 14));

    /** @param table name and columns; written in the code, never taken from input */
    public CopyTable(Connection connection, String table) {
        this.connection = connection;
        this.command = "COPY " + table + " FROM STDIN WITH (FORMAT text, ENCODING 'UTF8')";
    }

    /** Adds a row; null is no value. */
    public void row(Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                block.append('\t');
            }
            append(values[i]);
        }
        block.append('\n');
        if (block.length() >= BLOCK) {
            flush();
        }
    }

    /** Sends what is left. */
    public void flush() throws SQLException {
        if (block.length() == 0) {
            return;
        }
        byte[] bytes = block.toString().getBytes(StandardCharsets.UTF_8);
        block.setLength(0);
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(Object value) {
        if (value == null) {
            block.append("\\N");
            return;
        }
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> block.append("\\\\");
                case '\t' -> block.append("\\t");
                case '\n' -> block.append("\\n");
                case '\r' -> block.append("\\r");
                case '\0' -> block.append(' ');
                default -> block.append(c);
            }
        }
    }
}
