package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionsTest {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @TempDir
    Path folder;

    private static Permissions permissions(String data) throws Exception {
        return Permissions.read(JsonReader.object(data.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNotAllowedIsMissingInWhiteAndThereInBlack() throws Exception {
        for (Action action : Action.values()) {
            assertThat(permissions("{\"rbac_mode\":\"white\"}").sight(action)).isEqualTo(Sight.NONE);
            assertThat(permissions("{}").sight(action))
                    .as("no mode is the stricter one")
                    .isEqualTo(Sight.NONE);
            assertThat(permissions("{\"rbac_mode\":\"black\"}").sight(action)).isEqualTo(Sight.WHOLE);
            for (String mode : List.of("white", "black")) {
                String name = action.wireName();
                assertThat(permissions("{\"" + name + "\":{\"" + action.all() + "\":\"allow\"},\"rbac_mode\":\"" + mode
                                        + "\"}")
                                .sight(action))
                        .isEqualTo(Sight.WHOLE);
                assertThat(permissions("{\"" + name + "\":{\"" + action.all() + "\":\"deny\"},\"rbac_mode\":\"" + mode
                                        + "\"}")
                                .sight(action))
                        .isEqualTo(Sight.NONE);
                assertThat(permissions("{\"" + name + "\":{\"" + action.all()
                                        + "\":\"allow\",\"agent:id:001\":\"deny\"}," + "\"rbac_mode\":\"" + mode
                                        + "\"}")
                                .sight(action))
                        .isEqualTo(Sight.PART);
            }
        }
        assertThat(permissions("{\"agent:read\":{\"agent:id:001\":\"allow\"},\"rbac_mode\":\"white\"}")
                        .sight(Action.AGENT_READ))
                .isEqualTo(Sight.PART);
    }

    @Test
    void whatIsMissingIsSaidInBothLanguages() throws Exception {
        PermissionReport report = PermissionReport.of(
                permissions("{\"agent:read\":{\"agent:group:school-7\":\"allow\"},\"rbac_mode\":\"white\"}"),
                ApiLine.V4);
        assertThat(report.complete()).isFalse();
        assertThat(report.inWords(Locale.ENGLISH))
                .hasSize(Action.values().length)
                .contains(
                        "The permission agent:read is there for a part only, and is needed for agent:id:*: the states of the"
                                + " computers are not seen; an empty list does not mean that there are none.",
                        "The permission event:ingest for *:*:* is missing: Khuê's alerts do not reach Wazuh.");
        assertThat(report.inWords(VIETNAMESE))
                .hasSize(Action.values().length)
                .contains("Thiếu quyền event:ingest trên *:*:*: cảnh báo của Khuê không sang được Wazuh.");
    }

    @Test
    void ofFiveOnlyWhatItHasIsAskedFor() throws Exception {
        PermissionReport report = PermissionReport.of(permissions("{\"rbac_mode\":\"white\"}"), ApiLine.V5);
        assertThat(report.sights().keySet())
                .contains(Action.AGENT_READ)
                .doesNotContain(Action.EVENT_INGEST, Action.ACTIVE_RESPONSE, Action.MANAGER_READ);
        assertThat(PermissionReport.of(permissions("{\"rbac_mode\":\"black\"}"), ApiLine.V5)
                        .inWords(VIETNAMESE))
                .containsExactly("Tài khoản có đủ quyền trên Wazuh.");
    }

    @Test
    void afterATokenWasRefusedPoliciesAreReadAgainBeforeAnEmptyListIsBelieved() throws Exception {
        AtomicReference<String> mode = new AtomicReference<>("black");
        AtomicReference<String> token = new AtomicReference<>("first");
        List<String> asked = new ArrayList<>();
        try (Loopback server = Loopback.plain(one -> {
            asked.add(one.path());
            if (one.path().equals("/security/user/authenticate")) {
                return Loopback.Told.token(token.get());
            }
            if (!one.header("authorization").equals("Bearer " + token.get())) {
                return Loopback.Told.problem(401, 0, "Invalid token");
            }
            return switch (one.path()) {
                case "/" -> Loopback.Told.json(200, "{\"data\": {\"api_version\": \"4.14.7\"}, \"error\": 0}");
                case "/security/users/me/policies" ->
                    Loopback.Told.json(200, "{\"data\": {\"rbac_mode\": \"" + mode.get() + "\"}, \"error\": 0}");
                default -> Loopback.Told.json(200, Loopback.NO_ITEMS);
            };
        })) {
            Wazuh wazuh = ((Reply.Answered<Wazuh>)
                            new Bench(folder, server.address()).connector().connect())
                    .value();
            assertThat(wazuh.agents().first(1)).isInstanceOf(Reply.Answered.class);
            mode.set("white");
            token.set("second");
            assertThat(((Reply.Refused<?>) wazuh.agents().first(1)).refusal().reason())
                    .isEqualTo(Refusal.Reason.FORBIDDEN);
            assertThat(asked.stream().filter("/security/users/me/policies"::equals))
                    .hasSize(2);
        }
    }
}
