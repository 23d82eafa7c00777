package vn.khue.bench.gate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Everybody of a directory as Keycloak keeps somebody who has signed in once: rows of one person who did, with the others' ids and names in
 * their place. All have that person's password.
 */
final class Population {
    private static final int BATCH = 5_000;
    private static final List<String> TABLES =
            List.of("user_attribute", "credential", "user_role_mapping", "user_group_membership");
    private static final Set<String> OWN_IDS = Set.of("user_attribute", "credential");

    private final DataSource database;

    /** @param database Keycloak's */
    Population(DataSource database) {
        this.database = database;
    }

    /**
     * Brings pupils in.
     *
     * @param model number of a pupil whom Keycloak knows
     * @param from first number
     * @param to number after the last
     */
    void grow(int model, int from, int to) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            name(connection, from, to);
            copy(connection, model, "user_entity", "id", column -> switch (column) {
                case "id", "email_constraint" -> "n.id";
                default -> "";
            });
            for (String table : TABLES) {
                copy(connection, model, table, "user_id", column -> switch (column) {
                    case "user_id" -> "n.id";
                    case "id" -> OWN_IDS.contains(table) ? "gen_random_uuid()::text" : "";
                    default -> "";
                });
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
        }
    }

    private static void name(Connection connection, int from, int to) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create temporary table newcomer (id text, username text, khue_id text) on commit drop");
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into newcomer values (?, ?, ?)")) {
            for (int i = from; i < to; i++) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setString(2, Surroundings.username(i));
                insert.setString(3, Surroundings.pupil(i).toString());
                insert.addBatch();
                if (i % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** @param instead the expression for a column, or nothing where the model's value stands, with names replaced */
    private static void copy(Connection connection, int model, String table, String key, UnaryOperator<String> instead)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select column_name, data_type from"
                + " information_schema.columns where table_schema = 'public' and table_name = ? order by 1")) {
            select.setString(1, table);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String column = rows.getString(1);
                    columns.add(column);
                    String expression = instead.apply(column);
                    if (!expression.isEmpty()) {
                        values.add(expression);
                    } else if (rows.getString(2).startsWith("char")) {
                        values.add("replace(replace(t." + column + ", m.username, n.username), ?, n.khue_id)");
                    } else {
                        values.add("t." + column);
                    }
                }
            }
        }
        String sql = "insert into " + table + " (" + String.join(", ", columns) + ") select "
                + String.join(", ", values) + " from newcomer n, user_entity m, " + table + " t where t." + key
                + " = m.id and m.username = ?";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int parameters = (int) sql.chars().filter(c -> c == '?').count();
            for (int i = 1; i < parameters; i++) {
                insert.setString(i, Surroundings.pupil(model).toString());
            }
            insert.setString(parameters, Surroundings.username(model));
            insert.executeUpdate();
        }
    }
}
