package vn.khue.audit.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Writes an event in the transaction of the act (decision 8): both are committed or neither is. If the row cannot be
 * written the caller's transaction must fail, so that nothing audited happens without a trace; there is no other place
 * the event could go. Stateless and thread-safe.
 */
public final class JdbcOutbox {

    private static final String INSERT = "insert into audit_outbox (event_id, body, created_at) values (?, ?, ?)";

    private JdbcOutbox() {}

    /**
     * Appends to {@code audit_outbox} on the caller's connection; neither commits nor closes it.
     *
     * @throws AuditEventException if the row cannot be written: let it roll the act back
     */
    public static void append(Connection connection, AuditEvent event) {
        byte[] line = EventJson.write(event);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, event.id());
            insert.setString(2, new String(line, StandardCharsets.UTF_8));
            insert.setObject(3, OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AuditEventException(
                    "Audit event " + event.id() + " of kind " + event.kind()
                            + " cannot be written to audit_outbox (SQL state "
                            + e.getSQLState() + "); the act must not happen without it: roll back, then check that the"
                            + " table exists and the disk has room",
                    e);
        }
    }

    /** The table definitions, statements separated by semicolons; for Flyway, Liquibase or a test. */
    public static String ddl() {
        try (InputStream in = JdbcOutbox.class.getResourceAsStream("outbox.sql")) {
            if (in == null) {
                throw new AuditEventException("outbox.sql is not in the jar of khue-audit-event; rebuild it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
