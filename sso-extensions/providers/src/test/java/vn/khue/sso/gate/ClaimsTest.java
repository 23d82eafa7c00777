package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;

/** What tokens say about a person, and that it ends when the appointment ends. */
@KeycloakIntegrationTest(config = GateServer.class)
class ClaimsTest {
    @InjectKeycloakUrls
    KeycloakUrls urls;

    private Gate gate;
    private SigningApp app;
    private final Surroundings around = Surroundings.get();
    private final Village village = around.village;

    @BeforeEach
    void app() {
        gate = Gate.at(urls.getBase());
        app = gate.app(gate.browser());
    }

    @Test
    void aPrincipalIsNamedTheVietnameseWayWithRoleAndUnitInEveryToken() {
        Tokens tokens = app.signIn(village.principal.uid());

        for (JsonNode claims : new JsonNode[] {tokens.idClaims(), tokens.accessClaims(), app.userinfo(tokens)}) {
            assertThat(claims.path("name").asString()).isEqualTo("Trần Thị Mỹ Hạnh");
            assertThat(claims.path("family_name").asString()).isEqualTo("Trần");
            assertThat(claims.path("given_name").asString()).isEqualTo("Thị Mỹ Hạnh");
            assertThat(claims.path("preferred_username").asString()).isEqualTo(village.principal.uid());
            assertThat(claims.path("khue_id").asString())
                    .isEqualTo(village.principal.id().toString());
            assertThat(claims.path("khue_role").toString()).isEqualTo("[\"HIEU_TRUONG\"]");
            assertThat(claims.path("khue_unit").size()).isEqualTo(1);
            assertThat(claims.path("khue_unit").path(0).path("id").asString()).isEqualTo(Village.SCHOOL);
            assertThat(claims.path("khue_unit").path(0).path("name").asString()).isEqualTo(Village.SCHOOL_NAME);
            assertThat(claims.path("khue_unit").path(0).path("kind").asString()).isEqualTo("THCS");
            assertThat(claims.path("khue_post").size()).isEqualTo(1);
            assertThat(claims.path("khue_post").path(0).path("unit").asString()).isEqualTo(Village.SCHOOL);
            assertThat(claims.path("khue_post").path(0).path("roles").toString())
                    .isEqualTo("[\"HIEU_TRUONG\"]");
            assertThat(claims.path("khue_post").path(0).path("schools").toString())
                    .isEqualTo("[]");
            assertThat(claims.path("khue_guardian_of").toString()).isEqualTo("[]");
            assertThat(claims.path("eduperson_scoped_affiliation").toString())
                    .contains("faculty@" + Village.SCHOOL + ".khue.edu.vn");
        }
    }

    @Test
    void teacherPupilAndParentEachGetTheirOwn() {
        JsonNode teacher = app.signIn(village.teacher.uid()).idClaims();
        assertThat(teacher.path("khue_role").toString()).isEqualTo("[\"GIAO_VIEN\",\"GV_CHU_NHIEM\"]");
        assertThat(teacher.path("khue_class").toString()).isEqualTo("[\"" + Village.CLASS + "\"]");

        JsonNode pupil = gate.app(gate.browser()).signIn(village.pupil.uid()).idClaims();
        assertThat(pupil.path("khue_role").toString()).isEqualTo("[\"HOC_SINH\"]");
        assertThat(pupil.path("eduperson_affiliation").toString()).isEqualTo("[\"student\",\"member\"]");

        JsonNode mother = gate.app(gate.browser()).signIn(village.mother.uid()).idClaims();
        assertThat(mother.path("khue_role").toString()).isEqualTo("[\"PHU_HUYNH\"]");
        assertThat(mother.path("khue_guardian_of").toString())
                .as("a guardianship without any right is not told")
                .isEqualTo("[\"" + village.pupil.id() + "\"]");
    }

    @Test
    void theSubjectIsAnotherOneThanTheKhueIdAndTheSameInEveryToken() {
        Tokens tokens = app.signIn(village.pupil.uid());

        String subject = tokens.idClaims().path("sub").asString();
        assertThat(subject).matches("[A-Za-z0-9_-]{43}");
        assertThat(tokens.accessClaims().path("sub").asString()).isEqualTo(subject);
        assertThat(app.userinfo(tokens).path("sub").asString()).isEqualTo(subject);
        assertThat(gate.app(gate.browser())
                        .signIn(village.pupil.uid())
                        .idClaims()
                        .path("sub")
                        .asString())
                .isEqualTo(subject);
    }

    @Test
    void anAppointmentThatHasEndedIsGoneFromTheNextToken() {
        Tokens before = app.signIn(village.clerk.uid());
        assertThat(before.accessClaims().path("khue_role").toString()).isEqualTo("[\"VAN_THU\"]");

        around.writer.closeAppointment(village.clerkship.id(), village.today.minusDays(1));
        Instant closed = Instant.now();

        Tokens after = before;
        do {
            after = app.refresh(after);
        } while (after.accessClaims().path("khue_role").size() > 0
                && Duration.between(closed, Instant.now()).toMillis() < 5_000);
        assertThat(Duration.between(closed, Instant.now()))
                .as("the longest that an answer of the directory is used again is one second")
                .isLessThan(Duration.ofMillis(2_500));
        assertThat(after.accessClaims().path("khue_role").toString()).isEqualTo("[]");
        assertThat(after.accessClaims().path("khue_unit").toString()).isEqualTo("[]");
        assertThat(after.accessClaims().path("name").asString()).isEqualTo("Đỗ Văn Phúc");
    }

    @Test
    void whileTheDirectoryIsAwaySessionsGoOnWithoutAnyRight() {
        Tokens before = app.signIn(village.teacher.uid());
        assertThat(before.accessClaims().path("khue_role").size()).isEqualTo(2);

        around.stopDirectory();
        Tokens without = before;
        try {
            // The gate remembers for a moment what it read.
            Instant patience = Instant.now().plusSeconds(30);
            while (without.accessClaims().path("khue_role").size() > 0
                    && Instant.now().isBefore(patience)) {
                without = app.refresh(without);
            }
        } finally {
            around.startDirectory();
        }
        // Not "none" but "not told": apps are not to take it for an answer.
        assertThat(without.accessClaims().has("khue_role")).isFalse();
        assertThat(without.accessClaims().has("khue_unit")).isFalse();
        assertThat(without.accessClaims().has("khue_class")).isFalse();
        assertThat(without.accessClaims().path("name").asString()).isEqualTo("Lê Ngân");

        var after = new AtomicReference<>(without);
        Patience.until(
                "the gate has asked again",
                () -> after.updateAndGet(app::refresh).accessClaims().has("khue_role"));
        assertThat(after.get().accessClaims().path("khue_role").size()).isEqualTo(2);
    }
}
