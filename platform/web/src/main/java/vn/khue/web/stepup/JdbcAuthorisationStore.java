package vn.khue.web.stepup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In the app's PostgreSQL; the table is in {@code db/khue-web/R__khue_step_up.sql}. */
final class JdbcAuthorisationStore implements AuthorisationStore {

    private static final String COLUMNS =
            "id, person, purpose, document_count, documents, return_to, state, expires_at, authenticated_at, methods";

    private final JdbcClient jdbc;

    JdbcAuthorisationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Authorisation pending, Instant now) {
        jdbc.sql("insert into step_up_authorisation (id, person, purpose, document_count, documents, return_to, state,"
                        + " begun_at, expires_at, methods) values (?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, '')")
                .params(
                        pending.id(),
                        pending.person(),
                        pending.purpose(),
                        pending.count(),
                        pending.documents().hex(),
                        pending.returnTo(),
                        at(now),
                        at(pending.expires()))
                .update();
    }

    @Override
    public Optional<Authorisation> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from step_up_authorisation where id = ?")
                .param(id)
                .query(JdbcAuthorisationStore::read)
                .optional();
    }

    @Override
    public boolean authorise(UUID id, Instant authenticatedAt, List<String> methods, Instant expires) {
        return jdbc.sql("update step_up_authorisation set state = 'AUTHORISED', authenticated_at = ?, methods = ?,"
                                + " expires_at = ? where id = ? and state = 'PENDING'")
                        .params(at(authenticatedAt), String.join(" ", methods), at(expires), id)
                        .update()
                == 1;
    }

    @Override
    public boolean refuse(UUID id) {
        return jdbc.sql("update step_up_authorisation set state = 'REFUSED' where id = ? and state = 'PENDING'")
                        .param(id)
                        .update()
                == 1;
    }

    @Override
    public Optional<Authorisation> use(UUID id, UUID person, Instant now) {
        return jdbc.sql("update step_up_authorisation set state = 'USED', used_at = ?"
                        + " where id = ? and person = ? and state = 'AUTHORISED' returning " + COLUMNS)
                .params(at(now), id, person)
                .query(JdbcAuthorisationStore::read)
                .optional();
    }

    @Override
    public void forgetBefore(Instant moment) {
        jdbc.sql("delete from step_up_authorisation where expires_at < ?")
                .param(at(moment))
                .update();
    }

    private static Authorisation read(ResultSet row, int index) throws SQLException {
        String methods = row.getString("methods");
        return new Authorisation(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("purpose"),
                row.getInt("document_count"),
                new Sha256(row.getString("documents")),
                row.getString("return_to"),
                Authorisation.State.valueOf(row.getString("state")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("authenticated_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                methods.isEmpty() ? List.of() : Arrays.asList(methods.split(" ")));
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
