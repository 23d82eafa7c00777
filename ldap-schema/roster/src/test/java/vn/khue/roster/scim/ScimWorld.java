package vn.khue.roster.scim;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.roster.RosterWorld;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;

/** A directory, a database and a SCIM server, all real, and a client of HTTP that pushes to it. */
final class ScimWorld implements AutoCloseable {

    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String SCHOOL_USER = "urn:vn:khue:scim:schemas:extension:school:1.0:User";
    static final String SCHOOL_GROUP = "urn:vn:khue:scim:schemas:extension:school:1.0:Group";
    static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    static final String BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    static final JsonMapper JSON = JsonMapper.builder().build();

    final RosterWorld world;
    final ScimTokens tokens;
    final ScimServer server;
    String source;
    String token;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();

    ScimWorld(Path folder) {
        this(folder, ScimLimits.standard());
    }

    ScimWorld(Path folder, ScimLimits limits) {
        this.world = new RosterWorld(folder);
        this.tokens = new ScimTokens(world.database(), new SecureRandom(), RosterWorld.clock());
        fresh();
        this.server = ScimServer.start(
                0,
                port -> new ScimService(
                        world.database(),
                        URI.create("http://localhost:" + port + ScimServer.MOUNT),
                        limits,
                        RosterWorld.clock()));
    }

    /** Goes on as another source, whose mirror is empty. */
    void fresh() {
        source = "hr" + NUMBER.incrementAndGet();
        token = tokens.issue(source, Optional.of(Set.of()), RosterWorld.OFFICER);
    }

    /** What came back. */
    record Answer(int status, JsonNode body, HttpResponse<String> http) {
        String id() {
            return body.get("id").stringValue();
        }

        String scimType() {
            return body.path("scimType").asString("");
        }

        String tag() {
            return http.headers().firstValue("etag").orElse("");
        }
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, String operations) {
        return send("PATCH", path, "{\"schemas\":[\"" + PATCH + "\"],\"Operations\":[" + operations + "]}");
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    /** The filter in percent-encoding, on users or groups. */
    Answer find(String endpoint, String filter) {
        return get(endpoint + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, String body, String... headers) {
        return sendAs(source, token, method, path, body, headers);
    }

    Answer sendAs(String name, String bearer, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + ScimServer.MOUNT + "/" + name + "/v2" + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        request.header("Authorization", "Bearer " + bearer);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/scim+json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body()),
                    answer);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String pupil(String userName, String code, String family, String given) {
        return pupil(userName, code, family, given, "");
    }

    /** @param more members of the school extension, each with a comma before it */
    static String pupil(String userName, String code, String family, String given, String more) {
        return user(
                userName,
                family,
                given,
                "\"role\":\"student\",\"officialCode\":\"" + code
                        + "\",\"schoolCode\":\"7990001001\",\"birthDate\":\"2019-03-05\",\"sex\":\"male\"" + more);
    }

    static String teacher(String userName, String code, String family, String given) {
        return user(
                userName,
                family,
                given,
                "\"role\":\"teacher\",\"officialCode\":\"" + code
                        + "\",\"schoolCode\":\"7990001001\",\"birthDate\":\"1985-01-02\"");
    }

    static String user(String userName, String family, String given, String school) {
        return "{\"schemas\":[\"" + USER + "\",\"" + SCHOOL_USER + "\"],\"userName\":\"" + userName
                + "\",\"externalId\":\"x-" + userName + "\",\"name\":{\"familyName\":\"" + family
                + "\",\"givenName\":\"" + given + "\"},\"" + SCHOOL_USER + "\":{" + school + "}}";
    }

    static String group(String name, String more, String... members) {
        var list = new StringBuilder();
        for (String member : members) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"value\":\"")
                    .append(member)
                    .append("\"}");
        }
        return "{\"schemas\":[\"" + GROUP + "\",\"" + SCHOOL_GROUP + "\"],\"displayName\":\"" + name + "\",\""
                + SCHOOL_GROUP + "\":{\"schoolCode\":\"7990001001\"" + more + "},\"members\":[" + list + "]}";
    }

    PlanResult plan() {
        return plan(RosterWorld.DAY, Coverage.PARTIAL);
    }

    PlanResult plan(LocalDate day, Coverage coverage) {
        return world.roster.planScim(source, coverage, day, Decisions.NONE, RosterWorld.OFFICER);
    }

    long planned() {
        return RosterWorld.number(plan());
    }

    /** Plans and applies. */
    long take() {
        long run = planned();
        world.applied(run);
        return run;
    }

    long mirrored() {
        return world.count("select count(*) from scim_resource where not deleted and source = '" + source + "'");
    }

    @Override
    public void close() {
        server.close();
        world.close();
    }
}
