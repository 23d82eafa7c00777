package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Person;
import vn.khue.sso.realm.Mode;

/** Consent and the right to use an app hold for SAML as for OpenID Connect; the apps come from app files. */
@KeycloakIntegrationTest(config = GateServer.class)
class SamlConsentTest {
    private static final String APP = """
            {"client": "%1$s", "kind": "SAML", "name": {"vi": "Điểm danh", "en": "Attendance"},
             "purpose": {"vi": "Ghi học sinh có mặt", "en": "Records who is present"}, "owner": "thcs-thi-tran-2",
             "legalBasis": "%2$s", "claims": ["name", "email", "preferred_username", "eduperson_affiliation"],
             "mayUse": %3$s, "url": "https://diem-danh.example.vn/", "redirects": ["https://diem-danh.example.vn/post"],
             "logout": {"backchannel": "https://diem-danh.example.vn/logout"}, "certificate": "%4$s"}
            """;
    private static final String NAME = "urn:oid:2.16.840.1.113730.3.1.241";
    private static final String MAIL = "urn:oid:0.9.2342.19200300.100.1.3";
    private static final String UID = "urn:oid:0.9.2342.19200300.100.1.1";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @TempDir
    Path folder;

    @TempDir
    Path key;

    private Gate gate;
    private FamilyVillage village;

    @BeforeEach
    void theGate() {
        gate = Gate.at(urls.getBase());
        village = new FamilyVillage(Surroundings.get().writer, gate);
    }

    /** The other tests know no apps: the policy of the pages is theirs again. */
    @AfterEach
    void without() {
        gate.applier().apply(Mode.APPLY);
    }

    @Test
    void anAssertionTellsOnlyWhatChildAndMotherHaveAgreedTo() throws IOException {
        String entity = "https://diem-danh.example.vn/metadata";
        SamlApp app = registered(entity, "CONSENT", "{}");
        Person mother = village.person("saml.me", 40);
        Person child = village.person("saml.con", 10);
        village.guardian(mother, child, GuardianScope.CONSENT);
        Browser browser = gate.browser();
        Page question = app.signIn(browser, child);
        assertThat(question.id()).isEqualTo("login-khue-consent");
        Page back = browser.postText(
                question.action(),
                "claim=email&claim=name&claim=preferred_username&claim=eduperson_affiliation&answer=yes&purpose="
                        + question.hidden("purpose"));
        SamlApp.Told alone = app.told(back);
        assertThat(alone.attributes()).as("the mother has not spoken yet").isEmpty();
        assertThat(alone.statements()).isZero();
        assertThat(alone.nameId()).hasSize(43);

        int given = family(mother, "PUT", child, entity, "{\"claims\":[\"email\",\"preferred_username\"]}");
        assertThat(given).isEqualTo(204);
        SamlApp.Told both = app.told(app.open(browser));
        assertThat(both.attributes()).isEqualTo(Map.of(MAIL, "saml.con@vidu.khue.edu.vn", UID, "saml.con"));
        assertThat(both.nameId()).isEqualTo(alone.nameId());

        assertThat(family(mother, "DELETE", child, entity, "")).isEqualTo(204);
        assertThat(app.told(app.open(browser)).attributes()).isEmpty();
    }

    @Test
    void anAppWithAnotherBasisIsToldWhatItAskedFor() throws IOException {
        SamlApp app = registered("saml-nhiem-vu", "PUBLIC_TASK", "{}");
        Person child = village.person("saml.khac", 10);

        assertThat(app.told(app.signIn(gate.browser(), child)).attributes())
                .containsEntry(NAME, "Hoàng Thị Con")
                .containsEntry(UID, "saml.khac")
                .containsEntry(MAIL, "saml.khac@vidu.khue.edu.vn");
    }

    @Test
    void whoMayNotUseTheAppGetsNoAssertionNotEvenFromAnOpenSession() throws IOException {
        SamlApp app = registered("saml-giao-vien", "PUBLIC_TASK", "{\"roles\": [\"GIAO_VIEN\"]}");
        Person stranger = village.person("saml.la", 30);
        Browser browser = gate.browser();

        Page refused = app.signIn(browser, stranger);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.html())
                .contains("«Điểm danh» không dành cho tài khoản này")
                .doesNotContain("SAMLResponse");
        assertThat(app.open(browser).html()).doesNotContain("SAMLResponse");

        assertThat(app.told(app.signIn(gate.browser(), Surroundings.get().village.teacher))
                        .attributes())
                .containsEntry(UID, "ngan.lt");
    }

    private SamlApp registered(String entity, String basis, String mayUse) throws IOException {
        SamlApp app = new SamlApp(gate, entity, key);
        Files.writeString(folder.resolve("app.json"), APP.formatted(entity, basis, mayUse, app.certificate()));
        gate.applier(Map.of("KHUE_APPS", folder.toString())).apply(Mode.APPLY);
        return app;
    }

    /** Status of what the mother says at the family's service. */
    private int family(Person actor, String method, Person child, String entity, String body) {
        String token = gate.app(gate.browser()).signIn(actor.uid()).access();
        return FamilyApp.of(gate, entity)
                .family(token, method, "consents/" + child.id() + "/" + Browser.encoded(entity), body)
                .statusCode();
    }
}
