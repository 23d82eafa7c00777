package vn.khue.sso.badge;

import java.sql.Connection;
import vn.khue.sso.server.SqlStatements;

/** Statements on the tables of badge login. */
final class BadgeSql extends SqlStatements {
    BadgeSql(Connection connection) {
        super(connection, "the tables of badge login");
    }
}
