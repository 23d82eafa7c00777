package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Role;
import vn.khue.sso.realm.Mode;
import vn.khue.sso.realm.RealmApplier;
import vn.khue.sso.realm.RealmException;

/** App files on a real server: what becomes of them, what drifts, and which apps a person is told of. */
@KeycloakIntegrationTest(config = GateServer.class)
class AppsTest {
    private static final String APP = """
            {"client": "%s", "kind": "WEB", "name": {"vi": "Ứng dụng %1$s", "en": "App %1$s"},
             "purpose": {"vi": "Để thử", "en": "To try"}, "owner": "thcs-thi-tran-2", "legalBasis": "PUBLIC_TASK",
             "claims": ["name", "khue_role"], "mayUse": %s, "url": "https://%1$s.example.vn/",
             "redirects": ["https://%1$s.example.vn/back"], "logout": {"backchannel": "https://%1$s.example.vn/ended"}}
            """;

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    @TempDir
    Path folder;

    private static Gate gate;

    @BeforeEach
    void apps() throws IOException {
        gate = Gate.at(urls.getBase());
        file("cho-moi-nguoi", "{}");
        file("cho-giao-vien", "{\"roles\": [\"GIAO_VIEN\"]}");
        file("cho-truong", "{\"units\": [\"" + Village.SCHOOL + "\"]}");
        file("cho-truong-khac", "{\"roles\": [\"GIAO_VIEN\"], \"units\": [\"truong-khac\"]}");
    }

    /** The other tests know no apps: the policy of the pages is theirs again. */
    @AfterAll
    static void without() {
        gate.applier().apply(Mode.APPLY);
    }

    @Test
    void aFileBecomesOneClientThatMayDoWhatItAsksForAndNoMore() throws IOException {
        applier().apply(Mode.APPLY);

        assertThat(applier().apply(Mode.DRY_RUN).text()).isEqualTo("realm: nothing differs\n");
        ClientRepresentation client = client("cho-giao-vien");
        assertThat(client.getRedirectUris()).containsExactly("https://cho-giao-vien.example.vn/back");
        assertThat(client.isFullScopeAllowed()).isFalse();
        assertThat(client.isDirectAccessGrantsEnabled()).isFalse();
        assertThat(client.isServiceAccountsEnabled()).isFalse();
        assertThat(client.getDefaultClientScopes()).containsExactlyInAnyOrder("basic", "acr");
        assertThat(client.getOptionalClientScopes()).isEmpty();
        assertThat(client.getAttributes()).containsEntry("pkce.code.challenge.method", "S256");
        assertThat(client.getProtocolMappers())
                .singleElement()
                .satisfies(mapper -> assertThat(mapper.getConfig()).containsEntry("claims", "khue_role name"));
        assertThat(admin.realm("khue")
                        .toRepresentation()
                        .getBrowserSecurityHeaders()
                        .get("contentSecurityPolicy"))
                .contains("https://cho-giao-vien.example.vn");

        client.setRedirectUris(List.of("https://thief.example/*"));
        client.setDirectAccessGrantsEnabled(true);
        admin.realm("khue").clients().get(client.getId()).update(client);
        assertThat(applier().apply(Mode.DRY_RUN).text())
                .contains("would update client cho-giao-vien")
                .contains("redirectUris: https://thief.example/* -> https://cho-giao-vien.example.vn/back")
                .contains("directAccessGrantsEnabled: true -> false");

        Files.delete(folder.resolve("cho-truong.json"));
        applier().apply(Mode.APPLY);
        assertThat(client("cho-truong").isEnabled()).isFalse();
        assertThat(client("cho-giao-vien").isDirectAccessGrantsEnabled()).isFalse();
        assertThat(applier().apply(Mode.DRY_RUN).isClean()).isTrue();
    }

    @Test
    void oneBadFileStopsTheRunBeforeAnythingIsChanged() throws IOException {
        file("vua-them", "{}");
        Files.writeString(folder.resolve("sai.json"), "{\"client\": \"sai\"}");

        assertThatThrownBy(() -> applier().apply(Mode.APPLY))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("app file sai.json is refused");
        assertThat(admin.realm("khue").clients().findByClientId("vua-them")).isEmpty();
    }

    @Test
    void aPersonIsToldOfTheAppsThatTheyMayUseToday() throws Exception {
        applier().apply(Mode.APPLY);

        assertThat(told("ngan.lt")).containsExactly("cho-giao-vien", "cho-moi-nguoi", "cho-truong");
        assertThat(told("an.nv")).containsExactly("cho-moi-nguoi", "cho-truong");
        assertThat(told("lan.pt")).containsExactly("cho-moi-nguoi");
        JsonNode app = apps("ngan.lt").get(0);
        assertThat(app.toString())
                .isEqualTo(
                        "{\"client\":\"cho-giao-vien\",\"name\":{\"vi\":\"Ứng dụng cho-giao-vien\",\"en\":\"App cho-giao-vien\"},"
                                + "\"purpose\":{\"vi\":\"Để thử\",\"en\":\"To try\"},\"url\":\"https://cho-giao-vien.example.vn/\","
                                + "\"owner\":\"thcs-thi-tran-2\",\"ownerName\":\"Trường THCS Thị trấn 2\",\"kind\":\"OIDC\","
                                + "\"claims\":[\"khue_role\",\"name\"],\"legalBasis\":\"PUBLIC_TASK\"}");
        assertThat(get("").statusCode()).isEqualTo(401);
        assertThat(get("not a token").statusCode()).isEqualTo(401);
    }

    /** The applier speaks no Java of the directory, so it has the codes of roles a second time. */
    @Test
    void everyRoleOfTheDirectoryCanBeNamedInAFile() throws IOException {
        file(
                "moi-vai-tro",
                "{\"roles\": ["
                        + Arrays.stream(Role.values())
                                .map(role -> '"' + role.name() + '"')
                                .collect(Collectors.joining(","))
                        + "]}");

        assertThat(applier().apply(Mode.DRY_RUN).isClean()).isFalse();
    }

    @Test
    void whatGuardiansMayDoStandsInTheFile() throws IOException {
        Files.writeString(
                folder.resolve("so-lien-lac.json"),
                APP.formatted("so-lien-lac", "{\"roles\": [\"HOC_SINH\", \"PHU_HUYNH\"]}")
                        .replace(
                                "\"mayUse\"",
                                "\"onBehalf\": [\"child:records\", \"child:account\", \"child:consent\"], \"mayUse\""));
        applier().apply(Mode.APPLY);

        assertThat(client("so-lien-lac").getAttributes())
                .containsEntry("khue.app.on-behalf-scopes", "child:account child:consent child:records");
        assertThat(client("cho-moi-nguoi").getAttributes().getOrDefault("khue.app.on-behalf-scopes", ""))
                .isEmpty();
    }

    private void file(String client, String mayUse) throws IOException {
        Files.writeString(folder.resolve(client + ".json"), APP.formatted(client, mayUse));
    }

    private RealmApplier applier() {
        return gate.applier(Map.of("KHUE_APPS", folder.toString()));
    }

    private ClientRepresentation client(String id) {
        return admin.realm("khue").clients().findByClientId(id).get(0);
    }

    private List<String> told(String username) throws Exception {
        return apps(username)
                .valueStream()
                .map(app -> app.path("client").asString())
                .toList();
    }

    private JsonNode apps(String username) throws Exception {
        HttpResponse<String> answer =
                get(gate.app(gate.browser()).signIn(username).access());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("apps");
    }

    private HttpResponse<String> get(String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gate.realm() + "/khue-apps"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
