package vn.khue.roster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.roster.scim.ScimWorld.group;
import static vn.khue.roster.scim.ScimWorld.pupil;
import static vn.khue.roster.scim.ScimWorld.user;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.roster.RosterWorld;

/** What is not taken is refused in the form of RFC 7644 section 3.12 and leaves the mirror as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimRefusalTest {

    private ScimWorld scim;

    @BeforeAll
    void open(@TempDir Path folder) {
        scim = new ScimWorld(folder);
    }

    @BeforeEach
    void fresh() {
        scim.fresh();
    }

    @AfterAll
    void close() {
        scim.close();
    }

    @Test
    void onlyTheSourcesOwnTokenOpensItsMirror() {
        String other = scim.tokens.issue("sis", Optional.of(Set.of()), RosterWorld.OFFICER);
        String an =
                scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An")).id();
        String path = "/Users/" + an;

        for (String wrong : new String[] {"", "x", scim.token + "x", scim.token.substring(0, 27) + "A".repeat(43)}) {
            ScimWorld.Answer answer = scim.sendAs(scim.source, wrong, "GET", path, "");
            refused(answer, 401, "");
            assertThat(answer.http().headers().firstValue("www-authenticate")).isPresent();
        }
        for (String method : new String[] {"GET", "DELETE"}) {
            refused(scim.sendAs(scim.source, other, method, path, ""), 403, "");
            refused(scim.sendAs("nobody", other, method, path, ""), 403, "");
            // Under its own address the other source finds nothing of this one.
            refused(scim.sendAs("sis", other, method, path, ""), 404, "");
        }
        refused(scim.sendAs(scim.source, other, "PUT", path, pupil("an", "1", "A", "B")), 403, "");
        refused(scim.sendAs("sis", other, "PUT", path, pupil("an", "1", "A", "B")), 404, "");
        assertThat(scim.sendAs("sis", other, "GET", "/Users", "")
                        .body()
                        .get("totalResults")
                        .asInt())
                .isZero();
        refused(scim.sendAs("sis", other, "POST", "/Groups", group("2A", "", an)), 400, "invalidValue");
        // Names are unique within a source only.
        assertThat(scim.sendAs("sis", other, "POST", "/Users", pupil("an", "7900000001", "Nguyễn", "An"))
                        .status())
                .isEqualTo(201);
        assertThat(scim.get(path).status()).isEqualTo(200);
    }

    @Test
    void aRevokedTokenOpensNothingAndNoTokenIsKept() {
        assertThat(scim.get("/Users").status()).isEqualTo(200);
        String id = scim.token.substring(10, 26);
        scim.tokens.revoke(id, RosterWorld.OFFICER);
        refused(scim.get("/Users"), 401, "");
        assertThat(scim.tokens.list())
                .filteredOn(token -> token.id().equals(id))
                .singleElement()
                .satisfies(token -> assertThat(token.revokedAt()).isPresent());
        assertThat(scim.token).matches("khue-scim_" + id + "_[A-Za-z0-9_-]{43}");
        assertThat(scim.world.count("select count(*) from scim_token where encode(sha256, 'escape') like '%"
                        + scim.token.substring(27) + "%' or length(sha256) <> 32"))
                .isZero();
        assertThat(scim.world.count("select count(*) from audit_outbox where body like '%SCIM_TOKEN_REVOKED%'"))
                .isEqualTo(1);
    }

    @Test
    void theSameAgainIsAConflict() {
        scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An"));
        String binh =
                scim.post("/Users", pupil("binh", "7900000002", "Lê", "Bình")).id();
        refused(scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An")), 409, "uniqueness");
        refused(scim.post("/Users", pupil("AN", "7900000003", "Nguyễn", "An")), 409, "uniqueness");
        refused(
                scim.post("/Users", pupil("an2", "7900000001", "Nguyễn", "An").replace("x-an2", "x-an")),
                409,
                "uniqueness");
        refused(scim.put("/Users/" + binh, pupil("an", "7900000002", "Lê", "Bình")), 409, "uniqueness");
        refused(
                scim.patch("/Users/" + binh, "{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"An\"}"),
                409,
                "uniqueness");
        assertThat(scim.mirrored()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "1",
                "{\"userName\":\"a\"} {}",
                "{\"userName\":\"a\",\"USERNAME\":\"b\"}",
                "{\"userName\":\"a\"}",
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"userName\":\"a\"}",
                "{\"schemas\":\"urn:ietf:params:scim:schemas:core:2.0:User\",\"userName\":1e999999999}"
            })
    void whatIsNoUserIsASyntaxError(String body) {
        refused(scim.post("/Users", body), 400, "invalidSyntax");
    }

    @Test
    void deepAndLongJsonIsRefusedBeforeItIsRead() {
        refused(scim.post("/Users", "{\"a\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}"), 400, "invalidSyntax");
        refused(scim.post("/Users", "{\"a\":\"" + "x".repeat(3_000) + "\"}"), 400, "invalidSyntax");
        refused(scim.post("/Users", "{\"" + "x".repeat(3_000) + "\":1}"), 400, "invalidSyntax");
        refused(scim.post("/Users", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}"), 413, "");
        assertThat(scim.mirrored()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"birthDate\":\"31/02/2019\"",
                "\"birthDate\":\"2999-01-01\"",
                "\"role\":\"emperor\"",
                "\"position\":\"emperor\"",
                "\"sex\":\"x\"",
                "\"schoolYear\":\"2026-2028\"",
                "\"grade\":13",
                "\"grade\":-1",
                "\"grade\":[1]",
                "\"officialCode\":\"a b\"",
                "\"officialCode\":\"123456789012345678901\"",
                "\"officialCode\":{\"a\":1}",
                "\"officialCode\":\"079203012345\"",
                "\"schoolCode\":\"079203012345\"",
                "\"className\":\"2A\\u0000\"",
                "\"className\":\"2A\\ud800\"",
                "\"className\":\"2A\\u202e\""
            })
    void aValueThatNoRosterTakesIsRefused(String value) {
        ScimWorld.Answer answer = scim.post("/Users", user("an", "Nguyễn", "An", value));
        refused(answer, 400, "invalidValue");
        assertThat(answer.http().body()).doesNotContain("emperor", "0792", "31/02");
        assertThat(scim.mirrored()).isZero();
    }

    @Test
    void noCitizenNumberIsKeptUnderAnyName() {
        refused(scim.post("/Users", pupil("079203012345", "7900000001", "Nguyễn", "An")), 400, "invalidValue");
        refused(
                scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An").replace("x-an", "079 203 012345")),
                400,
                "invalidValue");
        refused(scim.post("/Users", pupil("an", "7900000001", "Nguyá»…n", "An")), 400, "invalidValue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "userName eq",
                "userName eq \"a",
                "userName xx \"a\"",
                "userName eq \"a\" and",
                "(userName eq \"a\"",
                "((((((userName eq \"a\"))))))",
                "userName co \"a\"",
                "userName pr",
                "not (userName eq \"a\")",
                "password eq \"a\"",
                "name.familyName eq \"Nguyễn\"",
                "active eq \"perhaps\"",
                "userName eq \"\\u0000\"",
                ") or (",
                "and and and",
                "emails[type eq \"work\"",
                "userName eq \"a\" or userName eq \"a\" or userName eq \"a\" or userName eq \"a\" or userName eq \"a\" or"
                        + " userName eq \"a\" or userName eq \"a\" or userName eq \"a\" or userName eq \"a\" or userName eq \"a\""
                        + " or userName eq \"a\""
            })
    void aFilterThatIsNotTakenIsRefused(String filter) {
        refused(scim.find("/Users", filter), 400, "invalidFilter");
    }

    @Test
    void aPatchThatPointsNowhereIsRefusedAsAWhole() {
        String path = "/Users/"
                + scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An")).id();
        String good = "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Khác\"},";
        refused(scim.patch(path, good + "{\"op\":\"replace\",\"path\":\"nothing\",\"value\":1}"), 400, "invalidPath");
        refused(
                scim.patch(path, good + "{\"op\":\"replace\",\"path\":\"name.nothing\",\"value\":1}"),
                400,
                "invalidPath");
        refused(scim.patch(path, good + "{\"op\":\"replace\",\"path\":\"emails[\",\"value\":1}"), 400, "invalidPath");
        refused(scim.patch(path, good + "{\"op\":\"replace\",\"path\":\"a.b.c.d\",\"value\":1}"), 400, "invalidPath");
        refused(
                scim.patch(path, good + "{\"op\":\"replace\",\"path\":\"urn:x:y:User:z\",\"value\":1}"),
                400,
                "invalidPath");
        refused(
                scim.patch(
                        path,
                        good
                                + "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"a@b.vn\"}"),
                400,
                "noTarget");
        refused(scim.patch(path, good + "{\"op\":\"replace\",\"path\":\"id\",\"value\":\"1\"}"), 400, "mutability");
        refused(scim.patch(path, good + "{\"op\":\"remove\"}"), 400, "noTarget");
        refused(scim.patch(path, good + "{\"op\":\"remove\",\"path\":\"userName\"}"), 400, "invalidValue");
        refused(scim.patch(path, good + "{\"op\":\"jump\",\"path\":\"displayName\"}"), 400, "invalidSyntax");
        refused(scim.patch(path, good + "{\"op\":\"add\",\"path\":\"displayName\"}"), 400, "invalidSyntax");
        refused(
                scim.patch(path, good + "{\"op\":\"replace\",\"path\":\"active\",\"value\":\"maybe\"}"),
                400,
                "invalidValue");
        refused(scim.send("PATCH", path, "{\"Operations\":[" + good.replace("},", "}") + "]}"), 400, "invalidSyntax");
        refused(scim.patch(path, ""), 400, "invalidSyntax");
        assertThat(scim.get(path).body().has("displayName")).isFalse();
    }

    @Test
    void anAttributeHasOnlySoManyValues() {
        String path = "/Users/"
                + scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An")).id();
        String ten = IntStream.range(0, 10)
                .mapToObj(i -> "{\"value\":\"a" + i + "@x.vn\"}")
                .collect(Collectors.joining(","));
        refused(
                scim.patch(
                        path, "{\"op\":\"add\",\"path\":\"emails\",\"value\":[" + ten + "," + ten + "," + ten + "]}"),
                400,
                "invalidValue");
        refused(
                scim.patch(
                        path,
                        "{\"op\":\"add\",\"path\":\"emails\",\"value\":[" + ten
                                + "]},{\"op\":\"add\",\"path\":\"emails\",\"value\":[" + ten.replace("\"a", "\"b")
                                + ",{\"value\":\"c@x.vn\"}]}"),
                400,
                "invalidValue");
        refused(
                scim.patch(
                        path,
                        "{\"op\":\"add\",\"path\":\"emails\",\"value\":[1,\"a\",[]]},"
                                + "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"x\"}"),
                400,
                "noTarget");
        assertThat(scim.get(path).body().has("emails")).isFalse();
    }

    @Test
    void membersAreUsersOfThisSourceAndNotTooMany() {
        String an =
                scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An")).id();
        String group = scim.post("/Groups", group("2A", "", an)).id();
        refused(scim.post("/Groups", group("2B", "", UUID.randomUUID().toString())), 400, "invalidValue");
        refused(scim.post("/Groups", group("2B", "", "an")), 400, "invalidValue");
        refused(
                scim.patch(
                        "/Groups/" + group,
                        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"type\":\"Group\",\"value\":\"" + group
                                + "\"}]}"),
                400,
                "invalidValue");
        refused(
                scim.patch("/Groups/" + group, "{\"op\":\"remove\",\"path\":\"members[display eq \\\"a\\\"]\"}"),
                400,
                "invalidFilter");
        assertThat(scim.get("/Groups?attributes=displayName")
                        .body()
                        .get("totalResults")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void addressesAndMethodsThatAreNotThereAreTold() {
        refused(scim.get("/Nothing"), 404, "");
        refused(scim.get("/Users/1"), 404, "");
        refused(scim.get("/Users/" + UUID.randomUUID()), 404, "");
        refused(scim.get("/Users/" + UUID.randomUUID() + "/x"), 404, "");
        refused(scim.get("/Me"), 501, "");
        refused(scim.send("PUT", "/Users", "{}"), 405, "");
        refused(scim.get("/Bulk"), 405, "");
        refused(scim.get("/Users?startIndex=a"), 400, "invalidValue");
        refused(scim.get("/Users?startIndex=%FFx"), 400, "invalidValue");
        refused(scim.send("POST", "/Users", "{}", "Content-Type", "text/xml"), 415, "");
    }

    static void refused(ScimWorld.Answer answer, int status, String scimType) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        assertThat(answer.body().get("schemas").get(0).stringValue())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.body().get("status").stringValue()).isEqualTo(Integer.toString(status));
        assertThat(answer.scimType()).isEqualTo(scimType);
        assertThat(answer.body().get("detail").stringValue()).isNotBlank();
    }
}
