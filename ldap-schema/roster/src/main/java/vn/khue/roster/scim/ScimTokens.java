package vn.khue.roster.scim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.roster.RosterException;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.staging.StagingErrors;

/**
 * Sources and their bearer tokens (RFC 6750). A token is {@code khue-scim_ID_SECRET}: the id finds the row, the secret has 256 random
 * bits, and only its SHA-256 is stored, which is enough for a secret that nobody can guess. Thread-safe.
 */
public final class ScimTokens {

    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern TOKEN = Pattern.compile("khue-scim_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 8;

    private final DataSource database;
    private final ScimEvents events;
    private final SecureRandom random;
    private final Clock clock;

    public ScimTokens(DataSource database, SecureRandom random, Clock clock) {
        this.database = database;
        this.events = new ScimEvents(clock);
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes a token, and the source where it is new.
     *
     * @param source lower-case letters, digits and hyphens, 1 to 32, a letter first
     * @param units ids of the schools that the source may speak of from now on, empty for all; leave out to let it as it is
     * @return the token, to be shown once
     * @throws RosterException with reason WRONG_STATE if the name has another form
     */
    public String issue(String source, Optional<Set<String>> units, Doer doer) {
        requireName(source);
        byte[] secret = new byte[SECRET_BYTES];
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(secret);
        random.nextBytes(id);
        String name = HexFormat.of().formatHex(id);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        change("issue a token", connection -> {
            OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
            try (PreparedStatement known = connection.prepareStatement(
                            "insert into scim_source (name, units, created_at, created_by) values (?, '{}', ?, ?)"
                                    + " on conflict do nothing");
                    PreparedStatement narrowed =
                            connection.prepareStatement("update scim_source set units = ? where name = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into scim_token (id, source, sha256, issued_at, issued_by) values (?, ?, ?, ?, ?)")) {
                known.setString(1, source);
                known.setObject(2, now);
                known.setString(3, doer.id());
                known.executeUpdate();
                if (units.isPresent()) {
                    narrowed.setArray(
                            1, connection.createArrayOf("text", units.get().toArray()));
                    narrowed.setString(2, source);
                    narrowed.executeUpdate();
                }
                insert.setString(1, name);
                insert.setString(2, source);
                insert.setBytes(3, sha256(text));
                insert.setObject(4, now);
                insert.setString(5, doer.id());
                insert.executeUpdate();
            }
            JdbcOutbox.append(connection, events.token("SCIM_TOKEN_ISSUED", source, name, doer));
        });
        return "khue-scim_" + name + "_" + text;
    }

    /**
     * Takes a token back, at once.
     *
     * @throws RosterException with reason NOT_FOUND if there is no such token or it was revoked already
     */
    public void revoke(String id, Doer doer) {
        change("revoke a token", connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update scim_token set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null"
                            + " returning source")) {
                update.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
                update.setString(2, doer.id());
                update.setString(3, id);
                try (ResultSet row = update.executeQuery()) {
                    if (!row.next()) {
                        throw new RosterException(
                                RosterException.Reason.NOT_FOUND,
                                "expected the id of a token that is in force, found none of that id;"
                                        + " ./khue roster scim list names them");
                    }
                    JdbcOutbox.append(connection, events.token("SCIM_TOKEN_REVOKED", row.getString(1), id, doer));
                }
            }
        });
    }

    /**
     * Forgets everything that a source has pushed, for a system that pushes no more. The source's name, its tokens' records and what
     * was applied to the directory stay, and its revisions count on.
     *
     * @return how many users and groups were forgotten
     * @throws RosterException with reason NOT_FOUND if there is no such source; WRONG_STATE while a token of it is in force
     */
    public int forget(String source, Doer doer) {
        int[] forgotten = new int[1];
        change("forget a mirror", connection -> {
            try (PreparedStatement lock = connection.prepareStatement(
                            "update scim_source set revision = revision + 1 where name = ?");
                    PreparedStatement inForce = connection.prepareStatement(
                            "select count(*) from scim_token where source = ? and revoked_at is null");
                    PreparedStatement delete =
                            connection.prepareStatement("delete from scim_resource where source = ?")) {
                lock.setString(1, source);
                if (lock.executeUpdate() == 0) {
                    throw new RosterException(
                            RosterException.Reason.NOT_FOUND,
                            "expected the name of a source, found none of that name;"
                                    + " ./khue roster scim list names them");
                }
                inForce.setString(1, source);
                try (ResultSet row = inForce.executeQuery()) {
                    row.next();
                    if (row.getInt(1) > 0) {
                        throw new RosterException(
                                RosterException.Reason.WRONG_STATE,
                                "expected a source that cannot push any more, found " + row.getInt(1)
                                        + " tokens in force; revoke them first: ./khue roster scim list names them");
                    }
                }
                delete.setString(1, source);
                forgotten[0] = delete.executeUpdate();
            }
            JdbcOutbox.append(connection, events.forgotten(source, forgotten[0], doer));
        });
        return forgotten[0];
    }

    /** Every token that was ever given, the latest first. */
    public List<ScimToken> list() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, source, issued_at, issued_by, revoked_at"
                        + " from scim_token order by issued_at desc, id")) {
            List<ScimToken> tokens = new ArrayList<>();
            while (rows.next()) {
                tokens.add(new ScimToken(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getObject(3, OffsetDateTime.class).toInstant(),
                        rows.getString(4),
                        Optional.ofNullable(rows.getObject(5, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)));
            }
            return tokens;
        } catch (SQLException e) {
            throw StagingErrors.from("list tokens", e);
        }
    }

    /** The source whose token that is; empty for every other text. Takes as long for a wrong secret as for a right one. */
    Optional<String> source(String token) throws SQLException {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        byte[] given = sha256(parts.group(2));
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select source, sha256 from scim_token where id = ? and revoked_at is null")) {
            query.setString(1, parts.group(1));
            try (ResultSet row = query.executeQuery()) {
                boolean known = row.next();
                byte[] kept = known ? row.getBytes(2) : new byte[given.length];
                return MessageDigest.isEqual(kept, given) && known ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static void requireName(String source) {
        if (!SOURCE.matcher(source).matches()) {
            throw new RosterException(
                    RosterException.Reason.WRONG_STATE,
                    "expected the name of a source of 1 to 32 lower-case letters, digits and hyphens, found "
                            + source.length() + " other characters; choose another");
        }
    }

    private interface Change {
        void in(Connection connection) throws SQLException;
    }

    private void change(String doing, Change change) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                change.in(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw StagingErrors.from(doing, e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
