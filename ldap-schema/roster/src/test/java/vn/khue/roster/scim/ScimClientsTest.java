package vn.khue.roster.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.khue.directory.ClassRole;
import vn.khue.directory.PersonStatus;
import vn.khue.roster.RosterWorld;

/** The requests that the two most used clients send, in their order and with their habits, as their makers document them. */
class ScimClientsTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @TempDir
    private Path folder;

    private ScimWorld scim;

    @BeforeEach
    void open() {
        scim = new ScimWorld(folder);
    }

    @AfterEach
    void close() {
        scim.close();
    }

    @Test
    void microsoftEntra() {
        // Its connection test asks for someone who cannot be there.
        ScimWorld.Answer nobody = scim.find("/Users", "userName eq \"" + UUID.randomUUID() + "\"");
        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.body().get("totalResults").asInt()).isZero();
        assertThat(nobody.body().get("Resources")).isEmpty();

        String an = scim.post(
                        "/Users",
                        "{\"schemas\":[\"" + ScimWorld.USER + "\",\"" + ENTERPRISE + "\"],"
                                + "\"externalId\":\"an.nguyen\",\"userName\":\"An.Nguyen@truong.edu.vn\",\"active\":true,"
                                + "\"addresses\":[{\"primary\":false,\"type\":\"work\",\"locality\":\"Củ Chi\"}],"
                                + "\"displayName\":\"Nguyễn Văn An\",\"emails\":[{\"primary\":true,\"type\":\"work\",\"value\":\"an@truong.edu.vn\"}],"
                                + "\"meta\":{\"resourceType\":\"User\"},\"name\":{\"formatted\":\"Nguyễn Văn An\",\"familyName\":\"Nguyễn\",\"givenName\":\"Văn An\"},"
                                + "\"roles\":[],\"title\":\"Học sinh\",\"userType\":\"student\","
                                + "\"" + ENTERPRISE
                                + "\":{\"employeeNumber\":\"7900000001\",\"organization\":\"7990001001\"}}")
                .id();
        assertThat(ids(scim.find("/Users", "externalId eq \"an.nguyen\""))).containsExactly(an);
        assertThat(ids(scim.find("/Users", "userName eq \"an.nguyen@TRUONG.edu.vn\"")))
                .containsExactly(an);

        ScimWorld.Answer changed = scim.patch(
                "/Users/" + an,
                "{\"op\":\"Replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"an2@truong.edu.vn\"},"
                        + "{\"op\":\"Add\",\"path\":\"emails[type eq \\\"home\\\"].value\",\"value\":\"an@nha.vn\"},"
                        + "{\"op\":\"Replace\",\"path\":\"name.familyName\",\"value\":\"Nguyễn Thị\"},"
                        + "{\"op\":\"Add\",\"path\":\"phoneNumbers[type eq \\\"mobile\\\"].value\",\"value\":\"0909\"},"
                        + "{\"op\":\"Replace\",\"path\":\"addresses[type eq \\\"work\\\"].locality\",\"value\":\"Hóc Môn\"},"
                        + "{\"op\":\"Add\",\"path\":\"" + ENTERPRISE + ":manager\",\"value\":\"2819c223\"},"
                        + "{\"op\":\"Add\",\"path\":\"" + ENTERPRISE + ":department\",\"value\":\"Tổ 1\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("emails").findValuesAsString("value"))
                .containsExactly("an2@truong.edu.vn", "an@nha.vn");
        assertThat(changed.body().get("name").get("familyName").stringValue()).isEqualTo("Nguyễn Thị");
        assertThat(changed.body().get(ENTERPRISE).get("department").stringValue())
                .isEqualTo("Tổ 1");
        assertThat(changed.body().has("addresses")).isFalse();

        // Path-less, with dots in the names.
        changed = scim.patch(
                "/Users/" + an,
                "{\"op\":\"Replace\",\"value\":{\"displayName\":\"Nguyễn Thị Văn An\",\"name.givenName\":\"An\"," + "\""
                        + ENTERPRISE + ":employeeNumber\":\"7900000002\",\"active\":\"True\"}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("name").get("givenName").stringValue()).isEqualTo("An");
        assertThat(changed.body().get(ENTERPRISE).get("employeeNumber").stringValue())
                .isEqualTo("7900000002");
        assertThat(changed.body().get("active").booleanValue()).isTrue();

        String group = scim.post(
                        "/Groups",
                        "{\"schemas\":[\"" + ScimWorld.GROUP + "\",\"" + ScimWorld.SCHOOL_GROUP
                                + "\"],\"externalId\":\"g-2a\","
                                + "\"displayName\":\"2A\",\"meta\":{\"resourceType\":\"Group\"},\""
                                + ScimWorld.SCHOOL_GROUP
                                + "\":{\"schoolCode\":\"7990001001\"}}")
                .id();
        ScimWorld.Answer found = scim.get("/Groups?excludedAttributes=members&filter=externalId%20eq%20%22g-2a%22");
        assertThat(ids(found)).containsExactly(group);
        assertThat(scim.patch(
                                "/Groups/" + group,
                                "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"" + an
                                        + "\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(ids(scim.find("/Groups", "id eq \"" + group + "\" and members eq \"" + an + "\"")))
                .containsExactly(group);
        scim.take();
        assertThat(scim.world.directory.members("th-kim-dong-2026-2a", ClassRole.PUPIL, RosterWorld.DAY))
                .hasSize(1);

        assertThat(scim.patch(
                                "/Groups/" + group,
                                "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"" + an
                                        + "\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(scim.get("/Groups/" + group).body().has("members")).isFalse();

        // Soft deletion, then the real one.
        changed = scim.patch("/Users/" + an, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");
        assertThat(changed.body().get("active").booleanValue()).isFalse();
        scim.take();
        assertThat(scim.world.directory.personByCode("7900000002").orElseThrow().status())
                .isEqualTo(PersonStatus.LEFT);
        assertThat(scim.delete("/Users/" + an).status()).isEqualTo(204);
        assertThat(scim.delete("/Groups/" + group).status()).isEqualTo(204);
        assertThat(scim.world.changes(scim.planned())).isEmpty();
    }

    @Test
    void okta() {
        ScimWorld.Answer nobody =
                scim.get("/Users?filter=userName%20eq%20%22binh%40truong.edu.vn%22&startIndex=1&count=100");
        assertThat(nobody.body().get("totalResults").asInt()).isZero();
        String binh = scim.post("/Users", okta("Lê", "7900000003", true)).id();
        ScimWorld.Answer read = scim.get("/Users/" + binh);
        assertThat(read.body().get("userName").stringValue()).isEqualTo("binh@truong.edu.vn");
        assertThat(read.body().has("password")).isFalse();

        // A profile push is a PUT of everything, deactivation a path-less PATCH.
        assertThat(scim.put("/Users/" + binh, okta("Lê Văn", "7900000003", true))
                        .status())
                .isEqualTo(200);
        ScimWorld.Answer off = scim.patch("/Users/" + binh, "{\"op\":\"replace\",\"value\":{\"active\":false}}");
        assertThat(off.status()).isEqualTo(200);
        assertThat(off.body().get("active").booleanValue()).isFalse();
        scim.patch("/Users/" + binh, "{\"op\":\"replace\",\"value\":{\"active\":true}}");

        ScimWorld.Answer group = scim.post(
                "/Groups", "{\"schemas\":[\"" + ScimWorld.GROUP + "\"],\"displayName\":\"2B\",\"members\":[]}");
        assertThat(group.status()).isEqualTo(201);
        assertThat(scim.patch(
                                "/Groups/" + group.id(),
                                "{\"op\":\"replace\",\"value\":{\"id\":\"" + group.id() + "\",\"displayName\":\"2C\"}},"
                                        + "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + binh
                                        + "\",\"display\":\"binh@truong.edu.vn\"}]}")
                        .status())
                .isEqualTo(204);
        JsonNode now = scim.get("/Groups/" + group.id()).body();
        assertThat(now.get("displayName").stringValue()).isEqualTo("2C");
        assertThat(now.get("members").findValuesAsString("value")).containsExactly(binh);
        assertThat(scim.get("/Users/" + binh).body().get("groups").findValuesAsString("display"))
                .containsExactly("2C");
        assertThat(scim.patch("/Groups/" + group.id(), "{\"op\":\"replace\",\"path\":\"members\",\"value\":[]}")
                        .status())
                .isEqualTo(204);
        assertThat(scim.get("/Users/" + binh).body().has("groups")).isFalse();

        scim.take();
        assertThat(scim.world
                        .directory
                        .personByCode("7900000003")
                        .orElseThrow()
                        .name()
                        .full())
                .isEqualTo("Lê Văn Bình");
    }

    private static String okta(String family, String code, boolean active) {
        return "{\"schemas\":[\"" + ScimWorld.USER + "\",\"" + ScimWorld.SCHOOL_USER + "\"],"
                + "\"userName\":\"binh@truong.edu.vn\",\"name\":{\"givenName\":\"Bình\",\"familyName\":\"" + family
                + "\"},"
                + "\"emails\":[{\"primary\":true,\"value\":\"binh@truong.edu.vn\",\"type\":\"work\"}],"
                + "\"displayName\":\"Bình Lê\",\"locale\":\"vi-VN\",\"externalId\":\"00ujl29u0le5T6Aj10h7\",\"groups\":[],"
                + "\"password\":\"1mz050nq\",\"active\":" + active + ",\"" + ScimWorld.SCHOOL_USER
                + "\":{\"role\":\"student\",\"officialCode\":\"" + code + "\",\"schoolCode\":\"7990001001\"}}";
    }

    private static List<String> ids(ScimWorld.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                .get("Resources")
                .valueStream()
                .map(one -> one.get("id").stringValue())
                .toList();
    }
}
