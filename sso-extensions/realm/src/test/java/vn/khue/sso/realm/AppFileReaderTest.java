package vn.khue.sso.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppFileReaderTest {
    private static final String GOOD = """
            {
              "client": "thu-vien",
              "kind": "WEB",
              "name": {"vi": "Thư viện", "en": "Library"},
              "purpose": {"vi": "Cho mượn sách", "en": "Lends books"},
              "owner": "so-gddt",
              "legalBasis": "PUBLIC_TASK",
              "claims": ["name", "khue_role"],
              "mayUse": {"roles": ["GIAO_VIEN"], "units": ["phuong-1"]},
              "url": "https://thu-vien.example.vn/",
              "redirects": ["https://thu-vien.example.vn/back"],
              "logout": {"after": ["https://thu-vien.example.vn/bye"], "backchannel": "https://thu-vien.example.vn/ended"}
            }
            """;

    @TempDir
    Path folder;

    @Test
    void readsWhatIsThere() {
        AppFile app = read(GOOD);

        assertThat(app.client()).isEqualTo("thu-vien");
        assertThat(app.claims()).containsExactly("khue_role", "name");
        assertThat(app.roles()).containsExactly("GIAO_VIEN");
        assertThat(app.formTargets()).containsExactly("https://thu-vien.example.vn");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> read("""
                        {
                          "client": "khue-signing",
                          "kind": "WEB",
                          "name": {"vi": "Thư viện"},
                          "claims": ["khue_guardian_of", "name", "name"],
                          "mayUse": {"roles": []},
                          "redirects": ["https://*.example.vn/back", "http://thu-vien.example.vn/back"],
                          "colour": "red"
                        }
                        """))
                .isInstanceOf(RealmException.class)
                .hasMessageStartingWith("app file app.json is refused:")
                .hasMessageContaining("colour: expected one of the fields")
                .hasMessageContaining("client: expected an id that is not the gate's own")
                .hasMessageContaining("name.en: expected a text")
                .hasMessageContaining("purpose: expected an object, found nothing")
                .hasMessageContaining("owner: expected the id of the unit")
                .hasMessageContaining("legalBasis: expected one of [CONSENT")
                .hasMessageContaining("\"khue_guardian_of\"")
                .hasMessageContaining("claims: expected each only once, found \"name\" twice")
                .hasMessageContaining("mayUse.roles: expected a list of 1 to 50 entries, or no such field, found []")
                .hasMessageContaining("found \"https://*.example.vn/back\"")
                .hasMessageContaining("found \"http://thu-vien.example.vn/back\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://thu-vien.example.vn/*",
                "https://*/back",
                "http://example.vn/back",
                "http://localhost.example.vn/",
                "https://me@example.vn/",
                "https://example.vn/back#here",
                "https://example.vn/a/../b",
                "javascript:alert(1)",
                "vn.example.app:/back",
                "/back",
                "https:///back",
                "https://example.vn/ba ck"
            })
    void refusesAnAddressThatIsNotOneExactPlace(String address) {
        assertThatThrownBy(() -> read(GOOD.replace("https://thu-vien.example.vn/back", address)))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("redirects: expected one exact address with https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:7001/back", "http://127.0.0.1/back", "http://[::1]:7001/back"})
    void takesPlainHttpOnThisMachine(String address) {
        assertThat(read(GOOD.replace("https://thu-vien.example.vn/back", address))
                        .redirects())
                .hasSize(1);
    }

    @Test
    void refusesWhatAKindCannotHaveAndWantsWhatItMustHave() {
        assertThatThrownBy(() -> read(GOOD.replace("\"WEB\"", "\"SERVICE\"")))
                .hasMessageContaining("url: expected none for an app of kind SERVICE")
                .hasMessageContaining("keys: expected it for an app of kind SERVICE, found nothing")
                .hasMessageContaining("claims: expected none for an app of kind SERVICE")
                .hasMessageContaining("mayUse: expected {} for a SERVICE");
        assertThatThrownBy(() -> read(GOOD.replace("\"WEB\"", "\"SAML\"")))
                .hasMessageContaining("certificate: expected it for an app of kind SAML");
        assertThatThrownBy(() -> read(GOOD.replace("\"WEB\"", "\"SPA\"")))
                .hasMessageContaining("logout.backchannel: expected none for an app of kind SPA");
    }

    @Test
    void anAppThatOnlyBindsIsForAdultsAndNeverRestsOnConsent() {
        String printers = """
                {"client": "may-in", "kind": "LDAP", "name": {"vi": "Máy in", "en": "Printers"},
                 "purpose": {"vi": "In", "en": "Prints"}, "owner": "so-gddt", "legalBasis": "CONTRACT",
                 "claims": ["preferred_username"], "mayUse": {"roles": ["GIAO_VIEN", "PHU_HUYNH"]}}
                """;
        assertThat(read(printers).roles()).containsExactly("GIAO_VIEN", "PHU_HUYNH");
        assertThatThrownBy(() -> read(printers.replace("CONTRACT", "CONSENT")))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("legalBasis: expected another one for an app of kind LDAP");
        assertThatThrownBy(() -> read(printers.replace("GIAO_VIEN", "HOC_SINH")))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("mayUse: expected roles for an app of kind LDAP, and not HOC_SINH");
        assertThatThrownBy(() -> read(printers.replace("{\"roles\": [\"GIAO_VIEN\", \"PHU_HUYNH\"]}", "{}")))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("found every role");
        assertThatThrownBy(() -> read(printers.replace("\"roles\"", "\"units\"")
                        .replace("[\"GIAO_VIEN\", \"PHU_HUYNH\"]", "[\"so-gddt\"]")))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("found every role");
    }

    @Test
    void takesGuardiansOnlyWhereTheyCanActForSomebody() {
        String contactBook = GOOD.replace("\"mayUse\"", "\"onBehalf\": [\"child:records\"], \"mayUse\"");
        assertThat(read(contactBook.replace("[\"GIAO_VIEN\"]", "[\"HOC_SINH\"]"))
                        .onBehalf())
                .containsExactly("child:records");
        assertThatThrownBy(() -> read(contactBook))
                .hasMessageContaining("onBehalf: expected none where neither HOC_SINH nor PHU_HUYNH may use the app");
        assertThatThrownBy(() -> read(contactBook.replace("child:records", "child:password")))
                .hasMessageContaining("onBehalf: expected only [child:account, child:consent, child:records]");
        assertThatThrownBy(() -> read(contactBook.replace("\"WEB\"", "\"SPA\"")))
                .hasMessageContaining("onBehalf: expected none for an app of kind SPA");
    }

    @Test
    void neverTakesNorShowsAPrivateKey() {
        String service = GOOD.replace("\"WEB\"", "\"SERVICE\"")
                .replace(
                        "\"owner\"",
                        "\"keys\": {\"keys\": [{\"kty\": \"EC\", \"kid\": \"1\", \"d\": \"c2VjcmV0\"}]}, \"owner\"");
        assertThatThrownBy(() -> read(service))
                .hasMessageContaining("keys.keys: expected public keys only")
                .message()
                .doesNotContain("c2VjcmV0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{} {}", "{\"client\": \"a\", \"client\": \"b\"}", "null"})
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RealmException.class)
                .hasMessageStartingWith("app file app.json is refused");
    }

    @Test
    void refusesDeepAndLargeFiles() {
        assertThatThrownBy(() -> read("[".repeat(2_000) + "]".repeat(2_000))).isInstanceOf(RealmException.class);
        assertThatThrownBy(() -> read(GOOD + " ".repeat(AppFileReader.LARGEST)))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("expected at most 65536 bytes");
    }

    @Test
    void aFolderTellsOfAllItsFilesAndOfTwoForOneClient() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{");
        Files.writeString(folder.resolve("b.json"), GOOD);
        Files.writeString(folder.resolve("c.json"), GOOD);
        Files.writeString(folder.resolve("notes.txt"), "not an app");

        assertThatThrownBy(() -> new AppFolder(folder, Clock.systemUTC()).read())
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("app file a.json is refused")
                .hasMessageContaining("app file c.json is refused:\n  client: expected one file an app");
    }

    private AppFile read(String text) {
        Path file = folder.resolve("app.json");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new AppFileReader(Clock.systemUTC()).read(file);
    }
}
