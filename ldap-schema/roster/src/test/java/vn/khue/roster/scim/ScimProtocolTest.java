package vn.khue.roster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.roster.scim.ScimWorld.group;
import static vn.khue.roster.scim.ScimWorld.pupil;

import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.types.ResourceTypeResource;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

/** Paging, filters, attributes, versions and what the service says of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimProtocolTest {

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
    void theStandardLibraryReadsWhatWeAnswer() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        UserResource user = read(scim.get("/Users/" + an), new TypeReference<>() {});
        assertThat(user.getName().getGivenName()).isEqualTo("An");
        assertThat(user.getMeta().getLocation()).hasPath("/scim/" + scim.source + "/v2/Users/" + an);
        assertThat(user.getSchemaUrns()).containsExactlyInAnyOrder(ScimWorld.USER, ScimWorld.SCHOOL_USER);

        ServiceProviderConfigResource config = read(scim.get("/ServiceProviderConfig"), new TypeReference<>() {});
        assertThat(config.getBulk().getMaxOperations()).isEqualTo(1_000);
        assertThat(config.getBulk().getMaxPayloadSize()).isEqualTo(1 << 20);
        assertThat(config.getPatch().isSupported()).isTrue();
        assertThat(config.getEtag().isSupported()).isTrue();
        assertThat(config.getFilter().getMaxResults()).isEqualTo(200);

        ListResponse<ResourceTypeResource> types = read(scim.get("/ResourceTypes"), new TypeReference<>() {});
        assertThat(types.getResources())
                .extracting(ResourceTypeResource::getName)
                .containsExactly("User", "Group");
        ListResponse<SchemaResource> schemas = read(scim.get("/Schemas"), new TypeReference<>() {});
        assertThat(schemas.getResources())
                .extracting(SchemaResource::getId)
                .contains(ScimWorld.USER, ScimWorld.GROUP, ScimWorld.SCHOOL_USER, ScimWorld.SCHOOL_GROUP)
                .hasSize(5);
        assertThat(scim.get("/Schemas/" + ScimWorld.USER).body().get("name").stringValue())
                .isEqualTo("User");
        assertThat(scim.get("/ResourceTypes/Group").body().get("endpoint").stringValue())
                .isEqualTo("/Groups");
        assertThat(scim.get("/Schemas?filter=id%20eq%20%22x%22").status()).isEqualTo(403);
    }

    @Test
    void pagesCoverEverythingOnceInOneOrder() {
        for (int i = 0; i < 7; i++) {
            scim.post("/Users", pupil("u" + i, "790000000" + i, "Lê", "Bình"));
        }
        ScimWorld.Answer second = scim.get("/Users?startIndex=4&count=3");
        assertThat(second.body().get("totalResults").asInt()).isEqualTo(7);
        assertThat(second.body().get("startIndex").asInt()).isEqualTo(4);
        assertThat(second.body().get("itemsPerPage").asInt()).isEqualTo(3);
        assertThat(second.body().get("Resources").findValuesAsString("userName"))
                .containsExactly("u3", "u4", "u5");
        assertThat(scim.get("/Users?count=0").body().get("totalResults").asInt())
                .isEqualTo(7);
        assertThat(scim.get("/Users?count=0").body().get("Resources")).isEmpty();
        assertThat(scim.get("/Users?startIndex=-5&count=-2")
                        .body()
                        .get("startIndex")
                        .asInt())
                .isEqualTo(1);
        assertThat(scim.get("/Users?startIndex=99").body().get("Resources")).isEmpty();
        assertThat(scim.get("/Users?count=1000000").body().get("itemsPerPage").asInt())
                .isEqualTo(7);
    }

    @Test
    void filtersFindByWhatClientsKnow() {
        scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An"));
        String binh =
                scim.post("/Users", pupil("binh", "7900000002", "Lê", "Bình")).id();
        String group = scim.post("/Groups", group("Lớp 2A", "", binh)).id();
        scim.patch("/Users/" + binh, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
        assertThat(names("userName eq \"AN\"")).containsExactly("an");
        assertThat(names("externalId eq \"x-binh\" or userName eq \"an\"")).containsExactly("an", "binh");
        assertThat(names("(userName eq \"an\" or userName eq \"binh\") and active eq false"))
                .containsExactly("binh");
        assertThat(names("externalId eq \"X-BINH\"")).isEmpty();
        assertThat(names(ScimWorld.USER + ":userName eq \"an\"")).containsExactly("an");
        assertThat(names(ScimWorld.SCHOOL_USER + ":officialCode eq \"7900000002\""))
                .containsExactly("binh");
        assertThat(names("userName eq \"an' or '1'='1\"")).isEmpty();
        assertThat(scim.find("/Groups", "displayName eq \"lớp 2a\"")
                        .body()
                        .get("Resources")
                        .findValuesAsString("id"))
                .containsExactly(group);
        assertThat(scim.find("/Groups", "members[value eq \"" + binh + "\"]")
                        .body()
                        .get("totalResults")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void answersHoldTheAttributesThatWereAskedFor() {
        String an = scim.post("/Users", pupil("an", "7900000001", "Nguyễn Văn", "An"))
                .id();
        assertThat(scim.get("/Users/" + an + "?attributes=name.givenName,username")
                        .body()
                        .propertyNames())
                .containsExactlyInAnyOrder("schemas", "id", "meta", "userName", "name");
        assertThat(scim.get("/Users/" + an + "?attributes=name.givenName")
                        .body()
                        .get("name")
                        .propertyNames())
                .containsExactly("givenName");
        assertThat(scim.get("/Users/" + an + "?attributes=" + ScimWorld.SCHOOL_USER + ":officialCode")
                        .body()
                        .get(ScimWorld.SCHOOL_USER)
                        .propertyNames())
                .containsExactly("officialCode");
        assertThat(scim.get("/Users/" + an + "?excludedAttributes=name,id")
                        .body()
                        .propertyNames())
                .contains("id", "userName")
                .doesNotContain("name");
        assertThat(scim.get("/Users?attributes=a&excludedAttributes=b").status())
                .isEqualTo(400);
    }

    @Test
    void aVersionThatIsOldChangesNothing() {
        ScimWorld.Answer made = scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An"));
        String path = "/Users/" + made.id();
        assertThat(made.tag()).isEqualTo(made.body().get("meta").get("version").stringValue());
        assertThat(made.http().headers().firstValue("location").orElseThrow()).endsWith(path);
        assertThat(scim.send("GET", path, "", "If-None-Match", made.tag()).status())
                .isEqualTo(304);

        ScimWorld.Answer changed =
                scim.send("PUT", path, pupil("an", "7900000001", "Nguyễn", "Ân"), "If-Match", made.tag());
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.tag()).isNotEqualTo(made.tag());
        assertThat(scim.send("PUT", path, pupil("an", "7900000001", "Nguyễn", "Yên"), "If-Match", made.tag())
                        .status())
                .isEqualTo(412);
        assertThat(scim.send("DELETE", path, "", "If-Match", made.tag()).status())
                .isEqualTo(412);
        assertThat(scim.get(path).body().get("name").get("givenName").stringValue())
                .isEqualTo("Ân");
        // The same again is no change.
        assertThat(scim.put(path, pupil("an", "7900000001", "Nguyễn", "Ân")).tag())
                .isEqualTo(changed.tag());
    }

    @Test
    void patchAddsReplacesAndRemovesByPath() {
        String path = "/Users/"
                + scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An")).id();
        scim.patch(
                path,
                "{\"op\":\"add\",\"path\":\"emails\",\"value\":{\"value\":\"a@x.vn\",\"type\":\"work\",\"primary\":true}},"
                        + "{\"op\":\"add\",\"path\":\"emails\",\"value\":[{\"value\":\"b@x.vn\",\"type\":\"home\",\"primary\":true}]},"
                        + "{\"op\":\"add\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"c@x.vn\"}");
        var emails = scim.get(path).body().get("emails");
        assertThat(emails.findValuesAsString("value")).containsExactly("c@x.vn", "b@x.vn");
        assertThat(emails.findValuesAsString("primary")).containsExactly("false", "true");
        scim.patch(path, "{\"op\":\"remove\",\"path\":\"emails[value eq \\\"b@x.vn\\\"]\"}");
        assertThat(scim.get(path).body().get("emails").findValuesAsString("value"))
                .containsExactly("c@x.vn");
        scim.patch(
                path,
                "{\"op\":\"remove\",\"path\":\"emails\"},{\"op\":\"remove\",\"path\":\"" + ScimWorld.SCHOOL_USER
                        + ":sex\"}");
        assertThat(scim.get(path).body().has("emails")).isFalse();
        assertThat(scim.get(path).body().get(ScimWorld.SCHOOL_USER).has("sex")).isFalse();
        scim.patch(
                path,
                "{\"op\":\"add\",\"value\":{\"" + ScimWorld.SCHOOL_USER + "\":{\"className\":\"2A\",\"grade\":\"2\"}}},"
                        + "{\"op\":\"replace\",\"path\":\"" + ScimWorld.SCHOOL_USER
                        + "\",\"value\":{\"sex\":\"female\"}}");
        var school = scim.get(path).body().get(ScimWorld.SCHOOL_USER);
        assertThat(school.get("grade").intValue()).isEqualTo(2);
        assertThat(school.get("sex").stringValue()).isEqualTo("female");
        assertThat(school.get("officialCode").stringValue()).isEqualTo("7900000001");
    }

    @Test
    void aPutThatNamesNoMembersAndNoActiveLeavesThemAsTheyAre() {
        String an =
                scim.post("/Users", pupil("an", "7900000001", "Nguyễn", "An")).id();
        String group = scim.post("/Groups", group("2A", "", an)).id();
        scim.put("/Groups/" + group, "{\"schemas\":[\"" + ScimWorld.GROUP + "\"],\"displayName\":\"2B\"}");
        assertThat(scim.get("/Groups/" + group).body().get("members")).hasSize(1);
        scim.put("/Groups/" + group, group("2B", ""));
        assertThat(scim.get("/Groups/" + group).body().has("members")).isFalse();
        scim.patch("/Users/" + an, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
        assertThat(scim.put("/Users/" + an, pupil("an", "7900000001", "Nguyễn", "Yên"))
                        .body()
                        .get("active")
                        .booleanValue())
                .isFalse();
    }

    private java.util.List<String> names(String filter) {
        ScimWorld.Answer answer = scim.find("/Users", filter);
        assertThat(answer.status()).as(filter).isEqualTo(200);
        return answer.body().get("Resources").findValuesAsString("userName");
    }

    private static <T> T read(ScimWorld.Answer answer, TypeReference<T> type) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().headers().firstValue("content-type")).contains("application/scim+json");
        return JsonUtils.getObjectReader().forType(type).readValue(answer.http().body());
    }
}
