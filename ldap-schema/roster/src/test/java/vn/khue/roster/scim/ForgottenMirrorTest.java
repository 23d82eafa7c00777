package vn.khue.roster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khue.roster.scim.ScimWorld.pupil;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.roster.RosterException;
import vn.khue.roster.RosterWorld;

/** A system that pushes no more leaves nothing about people behind. */
class ForgottenMirrorTest {

    private DataSource database;
    private ScimTokens tokens;
    private ScimService service;

    @BeforeEach
    void open() {
        database = RosterWorld.freshDatabase();
        tokens = new ScimTokens(database, new SecureRandom(), RosterWorld.clock());
        service = new ScimService(
                database, URI.create("http://localhost/scim"), ScimLimits.standard(), RosterWorld.clock());
    }

    @Test
    void onlyWhatOneSourcePushedIsForgottenAndItsRevisionsCountOn() throws SQLException {
        String old = token("old");
        String other = token("other");
        push("old", old, "an");
        push("old", old, "hoa");
        push("other", other, "an");
        long revision = number("select revision from scim_source where name = 'old'");
        tokens.revoke(old.split("_")[1], RosterWorld.OFFICER);

        assertThat(tokens.forget("old", RosterWorld.OFFICER)).isEqualTo(2);

        assertThat(number("select count(*) from scim_resource where source = 'old'"))
                .isZero();
        assertThat(number("select count(*) from scim_resource where source = 'other'"))
                .isEqualTo(1);
        assertThat(number("select revision from scim_source where name = 'old'"))
                .isGreaterThan(revision);
        assertThat(number("select count(*) from audit_outbox where body like '%SCIM_MIRROR_FORGOTTEN%'"))
                .isEqualTo(1);
        assertThat(tokens.list()).hasSize(2);
        push("old", token("old"), "binh");
    }

    @Test
    void aSourceThatMayStillPushIsNotForgotten() throws SQLException {
        String token = token("hr");
        push("hr", token, "an");

        assertThatThrownBy(() -> tokens.forget("hr", RosterWorld.OFFICER))
                .isInstanceOf(RosterException.class)
                .hasMessageContaining("revoke them first");

        assertThat(number("select count(*) from scim_resource")).isEqualTo(1);
        assertThat(number("select count(*) from audit_outbox where body like '%SCIM_MIRROR_FORGOTTEN%'"))
                .isZero();
    }

    @Test
    void anUnknownSourceIsSaidToBeUnknown() {
        assertThatThrownBy(() -> tokens.forget("nobody", RosterWorld.OFFICER))
                .isInstanceOf(RosterException.class)
                .hasMessageContaining("none of that name");
    }

    private String token(String source) {
        return tokens.issue(source, Optional.of(Set.of()), RosterWorld.OFFICER);
    }

    private void push(String source, String token, String name) {
        ScimAnswer answer = service.answer(new ScimRequest(
                "POST",
                "/" + source + "/v2/Users",
                "",
                Map.of("AUTHORIZATION", "bearer " + token),
                pupil(name, name, "Lê", "An").getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).isEqualTo(201);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
