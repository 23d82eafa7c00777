package vn.khue.sso.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import vn.khue.sso.server.SqlStatements;

/** What people said, in the database: nothing is overwritten, what no longer holds is closed (R4.37). Not thread-safe. */
final class Consents {
    private static final String LIVE =
            "select person, client, claim, side, given_by, given, at, purpose from khue_consent where withdrawn_at is null and ";

    private final SqlStatements sql;

    /**
     * @param connection of the request
     */
    Consents(Connection connection) {
        this.sql = new SqlStatements(connection, "the table of consents");
    }

    /** The last answers about one person for one app, to that version of its purpose. */
    List<Answer> of(UUID person, String client, String purpose) {
        return sql.all(LIVE + "person = ? and client = ? and purpose = ?", Consents::answer, person, client, purpose);
    }

    /** The last answers about these people, to whatever version. */
    List<Answer> of(Collection<UUID> people) {
        return people.isEmpty() ? List.of() : sql.all(LIVE + "person = any (?)", Consents::answer, sql.ids(people));
    }

    /** Writes an answer and closes the one before by the same person. */
    void write(Answer answer) {
        // One after the other, so that of a yes and a no at the same moment the later counts.
        sql.all(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                found -> 0,
                answer.person() + " " + answer.client());
        close(answer.person(), answer.client(), answer.claim(), answer.by(), answer.at());
        sql.write(
                "insert into khue_consent (id, person, client, claim, side, given_by, given, at, purpose)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                answer.person(),
                answer.client(),
                answer.claim(),
                answer.side().name(),
                answer.by(),
                answer.given(),
                answer.at(),
                answer.purpose());
    }

    private void close(UUID person, String client, String claim, UUID by, Instant at) {
        sql.write(
                "update khue_consent set withdrawn_at = ? where person = ? and client = ? and claim = ? and given_by = ?"
                        + " and withdrawn_at is null",
                at,
                person,
                client,
                claim,
                by);
    }

    private static Answer answer(ResultSet found) throws SQLException {
        return new Answer(
                found.getObject("person", UUID.class),
                found.getString("client"),
                found.getString("claim"),
                Side.valueOf(found.getString("side")),
                found.getObject("given_by", UUID.class),
                found.getBoolean("given"),
                SqlStatements.instant(found, "at"),
                found.getString("purpose"));
    }
}
