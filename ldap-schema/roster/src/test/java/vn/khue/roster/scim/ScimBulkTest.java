package vn.khue.roster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.roster.scim.ScimRefusalTest.refused;
import static vn.khue.roster.scim.ScimWorld.group;
import static vn.khue.roster.scim.ScimWorld.pupil;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.khue.directory.ClassRole;
import vn.khue.roster.RosterWorld;

/** Many operations in one request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimBulkTest {

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
    void referencesPointForwardsAndTheWholeBecomesAPlan() {
        ScimWorld.Answer answer = bulk(
                "",
                post("/Groups", "g", group("2A", ",\"formTeacher\":\"bulkId:t\"", "bulkId:a", "bulkId:b")),
                post("/Users", "a", pupil("an", "7900000001", "Nguyễn", "An")),
                post("/Users", "b", pupil("binh", "7900000002", "Lê", "Bình")),
                post("/Users", "t", ScimWorld.teacher("cuc", "GV01", "Phan", "Cúc")));
        assertThat(statuses(answer)).containsExactly("201", "201", "201", "201");
        JsonNode first = answer.body().get("Operations").get(0);
        assertThat(first.get("bulkId").stringValue()).isEqualTo("g");
        String location = first.get("location").stringValue();
        String id = location.substring(location.lastIndexOf('/') + 1);
        assertThat(scim.get("/Groups/" + id).body().get("members")).hasSize(2);
        assertThat(scim.world.count(
                        "select count(*) from audit_outbox where body like '%SCIM_BULK%' and body like '%scim:"
                                + scim.source + "\"%'"))
                .isEqualTo(1);

        scim.take();
        assertThat(scim.world.directory.members("th-kim-dong-2026-2a", ClassRole.PUPIL, RosterWorld.DAY))
                .hasSize(2);
        assertThat(scim.world.directory.members("th-kim-dong-2026-2a", ClassRole.FORM_TEACHER, RosterWorld.DAY))
                .hasSize(1);
        assertThat(scim.world.changes(scim.planned())).isEmpty();

        answer = bulk(
                "",
                op(
                        "PATCH",
                        "/Groups/" + id,
                        "{\"schemas\":[\"" + ScimWorld.PATCH
                                + "\"],\"Operations\":[{\"op\":\"remove\",\"path\":\"members\"}]}"),
                op("DELETE", "/Groups/" + id, ""));
        assertThat(statuses(answer)).containsExactly("200", "204");
    }

    @Test
    void whatFailsTakesBackItselfAndWhatNeedsIt() {
        ScimWorld.Answer answer = bulk(
                "",
                post("/Users", "a", pupil("an", "7900000001", "Nguyễn", "An")),
                post("/Users", "b", pupil("an", "7900000002", "Lê", "Bình")),
                post("/Groups", "g", group("2A", "", "bulkId:a", "bulkId:b")),
                post("/Groups", "h", group("2B", "", "bulkId:a")),
                post("/Groups", "i", group("2C", "", "bulkId:nobody")),
                op("PUT", "/Users/bulkId:a", pupil("an", "7900000001", "Nguyễn", "Ân")),
                op("DELETE", "/Users/00000000-0000-4000-8000-000000000009", ""));
        assertThat(statuses(answer)).containsExactly("201", "409", "409", "201", "400", "200", "404");
        assertThat(answer.body()
                        .get("Operations")
                        .get(1)
                        .get("response")
                        .get("scimType")
                        .stringValue())
                .isEqualTo("uniqueness");
        assertThat(scim.mirrored()).isEqualTo(2);
        assertThat(scim.find("/Users", "userName eq \"an\"").body().findValuesAsString("givenName"))
                .containsExactly("Ân");
    }

    @Test
    void afterAsManyErrorsAsAreAllowedNothingMoreIsDone() {
        ScimWorld.Answer answer = bulk(
                "\"failOnErrors\":2,",
                post("/Users", "a", pupil("an", "7900000001", "Nguyễn", "An")),
                post("/Users", "b", "{}"),
                post("/Users", "c", pupil("cuc", "7900000003", "Lê", "Cúc")),
                post("/Users", "d", "{}"),
                post("/Users", "e", pupil("em", "7900000005", "Lê", "Em")));
        assertThat(statuses(answer)).containsExactly("201", "400", "201", "400");
        assertThat(scim.mirrored()).isEqualTo(2);
    }

    @Test
    void boundsHoldForTheRequestAsAWhole() {
        String many = IntStream.range(0, 1_001)
                .mapToObj(i -> op("DELETE", "/Users/" + i, ""))
                .collect(Collectors.joining(","));
        refused(bulk("", many), 413, "");
        refused(bulk("", post("/Users", "a", "{}"), post("/Users", "a", "{}")), 400, "invalidSyntax");
        refused(
                scim.post("/Bulk", "{\"schemas\":[\"" + ScimWorld.BULK + "\"],\"Operations\":[]}"),
                400,
                "invalidSyntax");
        refused(scim.post("/Bulk", "{\"Operations\":[" + post("/Users", "a", "{}") + "]}"), 400, "invalidSyntax");
        assertThat(statuses(bulk(
                        "",
                        op("POST", "/Users", pupil("an", "1", "A", "B")),
                        op("JUMP", "/Users/00000000-0000-4000-8000-000000000009", "{}"),
                        op("GET", "/Users", "{}"),
                        post("/Bulk", "x", "{}"))))
                .containsExactly("400", "400", "400", "404");
        assertThat(scim.mirrored()).isZero();
    }

    @Test
    void aSchoolIsPushedInOneRequestAndPlanned() {
        int pupils = 400;
        String[] operations = new String[pupils + 1];
        String[] members = new String[pupils];
        for (int i = 0; i < pupils; i++) {
            operations[i] = post(
                    "/Users",
                    "u" + i,
                    pupil(
                                    "u" + i,
                                    "79" + (10_000_000 + i),
                                    "Lê Văn",
                                    "Bình",
                                    ",\"birthDate\":\"" + (2010 + i % 9) + "-0" + (1 + i % 9) + "-1" + i % 10 + "\"")
                            .replace("\"birthDate\":\"2019-03-05\",", ""));
            members[i] = "bulkId:u" + i;
        }
        operations[pupils] = post("/Groups", "g", group("2A", "", members));
        assertThat(statuses(bulk("", operations))).hasSize(pupils + 1).containsOnly("201");
        assertThat(scim.world.count(
                        "select count(*) from scim_member where removed is null and source = '" + scim.source + "'"))
                .isEqualTo(pupils);
    }

    private ScimWorld.Answer bulk(String more, String... operations) {
        return scim.post(
                "/Bulk",
                "{\"schemas\":[\"" + ScimWorld.BULK + "\"]," + more + "\"Operations\":[" + String.join(",", operations)
                        + "]}");
    }

    static String post(String path, String bulkId, String data) {
        return "{\"method\":\"POST\",\"path\":\"" + path + "\",\"bulkId\":\"" + bulkId + "\",\"data\":" + data + "}";
    }

    static String op(String method, String path, String data) {
        return "{\"method\":\"" + method + "\",\"path\":\"" + path + "\"" + (data.isEmpty() ? "" : ",\"data\":" + data)
                + "}";
    }

    private static List<String> statuses(ScimWorld.Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        return answer.body()
                .get("Operations")
                .valueStream()
                .map(one -> one.get("status").stringValue())
                .toList();
    }
}
