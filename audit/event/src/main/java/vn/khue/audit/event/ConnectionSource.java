package vn.khue.audit.event;

import java.sql.Connection;
import java.sql.SQLException;

/** Gives a connection that nobody else holds; {@code dataSource::getConnection} is one. */
@FunctionalInterface
public interface ConnectionSource {

    Connection open() throws SQLException;
}
