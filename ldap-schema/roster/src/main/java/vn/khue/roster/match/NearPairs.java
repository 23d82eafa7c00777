package vn.khue.roster.match;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import vn.khue.roster.staging.CopyTable;

/**
 * Measures the pairs that {@code pairs.sql} found and writes down those that are alike. In Java, so that the database needs no
 * extension; only pairs that share a birth date or a given name come here. For one thread.
 */
public final class NearPairs {

    private static final int BLOCK = 2_000;

    private final Connection connection;

    /** @param connection in the transaction of the plan */
    public NearPairs(Connection connection) {
        this.connection = connection;
    }

    /** Reads {@code near_pair} in blocks and fills {@code near_likeness}. */
    public void measure() throws SQLException {
        var alike = new CopyTable(connection, "near_likeness");
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(BLOCK);
            try (ResultSet pairs = statement.executeQuery(
                    "select row, person, other, scope, spelling, folded, birth, their_spelling, their_folded, their_birth"
                            + " from near_pair")) {
                while (pairs.next()) {
                    measure(pairs, alike);
                }
            }
        }
        alike.flush();
    }

    private static void measure(ResultSet pair, CopyTable alike) throws SQLException {
        String folded = pair.getString(6);
        String theirFolded = pair.getString(9);
        NameLikeness name = NameLikeness.between(pair.getString(5), folded, pair.getString(8), theirFolded);
        BirthLikeness birth = BirthLikeness.between(pair.getString(7), pair.getString(10));
        if (name.kind() == NameLikeness.Kind.OTHER || birth == BirthLikeness.OTHER) {
            return;
        }
        alike.row(
                pair.getLong(1),
                pair.getString(2),
                pair.getObject(3),
                pair.getString(4),
                folded,
                theirFolded,
                name.kind(),
                name.part(),
                name.word(),
                name.theirs(),
                birth);
    }
}
