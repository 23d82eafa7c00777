package vn.khue.roster.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import vn.khue.roster.RosterException;
import vn.khue.roster.SchoolYearRule;

/** The values of the table {@code roster_policy}, each with its source there. Immutable. */
public final class Policy {

    private final Map<String, Integer> values;

    private Policy(Map<String, Integer> values) {
        this.values = Map.copyOf(values);
    }

    public static Policy read(Connection connection) throws SQLException {
        Map<String, Integer> values = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select key, value from roster_policy")) {
            while (rows.next()) {
                values.put(rows.getString(1), rows.getInt(2));
            }
        }
        return new Policy(values);
    }

    /** When school years begin. */
    public SchoolYearRule schoolYears() {
        return new SchoolYearRule(value("school-year.first-month"));
    }

    /** The value under that key. */
    public int value(String key) {
        Integer value = values.get(key);
        if (value == null) {
            throw new RosterException(
                    RosterException.Reason.DATABASE,
                    "expected the policy value " + key + " in roster_policy, found none; put it back with its source");
        }
        return value;
    }
}
