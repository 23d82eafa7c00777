package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The SCIM 2.0 service provider without a transport: a request in, an answer out. Addresses are {@code /SOURCE/v2/Users} and so on; a
 * token opens its own source and no other. What is accepted stands in the source's mirror and nowhere else. Logs name the source, the
 * kind of resource and the status, never a value. Thread-safe.
 */
public final class ScimService {

    private static final Logger LOG = LoggerFactory.getLogger(ScimService.class);
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final String TYPE = "application/scim+json";

    private final URI base;
    private final ScimLimits limits;
    private final ScimJson json;
    private final ScimTokens tokens;
    private final MirrorDatabase database;
    private final Resources resources;
    private final Bulk bulk;
    private final Discovery discovery;
    private final Map<String, Semaphore> working = new ConcurrentHashMap<>();

    /**
     * @param database migrated by {@link vn.khue.roster.journal.RosterDatabase}
     * @param base under which clients reach this service, without a slash at the end; written in locations
     */
    public ScimService(DataSource database, URI base, ScimLimits limits, Clock clock) {
        this.base = base;
        this.limits = limits;
        this.json = new ScimJson(limits);
        this.tokens = new ScimTokens(database, new SecureRandom(), clock);
        this.database = new MirrorDatabase(database, json, limits, new ScimEvents(clock), clock);
        ScimSchemas schemas = ScimSchemas.load(json);
        this.resources = new Resources(schemas, json, limits, clock);
        this.bulk = new Bulk(resources, new ResourceReader(schemas, json, limits), json, limits);
        this.discovery = new Discovery(schemas, json, limits);
    }

    /** What a request may cost; the transport holds the same bounds. */
    public ScimLimits limits() {
        return limits;
    }

    /** Answers a request; never throws for what a client or the database does. */
    public ScimAnswer answer(ScimRequest request) {
        String[] path = request.path().split("/", -1);
        String kind = path.length > 3 ? path[3] : "";
        ScimAnswer answer;
        try {
            answer = admitted(request, path);
        } catch (ScimException e) {
            answer = refused(e);
        } catch (SQLException e) {
            answer = failed(e);
        }
        LOG.info(
                "{} {} {}",
                ResourceKind.at(kind).map(ResourceKind::endpoint).orElse(kind.equals("Bulk") ? kind : "-"),
                request.method().matches("[A-Z]{1,10}") ? request.method() : "-",
                answer.status());
        return answer;
    }

    private ScimAnswer admitted(ScimRequest request, String[] path) throws ScimException, SQLException {
        String token = request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .orElse("");
        String source = tokens.source(token)
                .orElseThrow(() -> ScimProblem.status(401, "expected a bearer token that is in force"));
        if (path.length < 4 || !path[0].isEmpty() || !path[1].equals(source)) {
            throw ScimProblem.status(
                    403, "expected an address of the token's own source: " + base + "/" + source + "/v2");
        }
        if (!path[2].equals("v2") || path.length > 5) {
            throw ScimProblem.status(404, "expected an address below " + base + "/" + source + "/v2");
        }
        Semaphore places = working.computeIfAbsent(source, name -> new Semaphore(limits.atOnce()));
        if (!places.tryAcquire()) {
            throw ScimProblem.status(429, "expected at most " + limits.atOnce() + " requests at once; try again later");
        }
        try {
            return new Exchange(request, source, path[3], path.length == 5 ? Optional.of(path[4]) : Optional.empty())
                    .answer();
        } finally {
            places.release();
        }
    }

    private ScimAnswer refused(ScimException e) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", TYPE);
        int status = e.getScimError().getStatus();
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer realm=\"khue-scim\"");
        } else if (status == 429 || status == 503) {
            headers.put("Retry-After", "5");
        }
        return new ScimAnswer(status, headers, json.bytes(error(json, e)));
    }

    /** What the database says may hold a value, so only its state is told. */
    private ScimAnswer failed(SQLException e) {
        boolean busy = List.of("55P03", "57014", "40001", "40P01").contains(String.valueOf(e.getSQLState()));
        LOG.warn("expected the mirror's database to answer, found SQL state {}", e.getSQLState());
        return refused(
                busy
                        ? ScimProblem.status(503, "expected the mirror to be free, found it busy; try again later")
                        : ScimProblem.status(500, "expected the mirror to answer, found it does not; try again later"));
    }

    static ObjectNode error(ScimJson json, ScimException e) {
        ObjectNode error = json.object();
        error.set("schemas", json.array().add(ERROR));
        error.put("status", Integer.toString(e.getScimError().getStatus()));
        if (e.getScimError().getScimType() != null) {
            error.put("scimType", e.getScimError().getScimType());
        }
        error.put("detail", e.getScimError().getDetail());
        return error;
    }

    /** One request of a source that is known. */
    private final class Exchange {
        private final ScimRequest request;
        private final String source;
        private final String endpoint;
        private final Optional<String> id;
        private final String address;
        private final Optional<String> match;

        Exchange(ScimRequest request, String source, String endpoint, Optional<String> id) {
            this.request = request;
            this.source = source;
            this.endpoint = endpoint;
            this.id = id;
            this.address = base + "/" + source + "/v2";
            this.match = request.header("if-match");
        }

        ScimAnswer answer() throws ScimException, SQLException {
            Map<String, String> query = query();
            switch (endpoint) {
                case "ServiceProviderConfig", "ResourceTypes", "Schemas" -> {
                    allow("GET");
                    if (query.containsKey("filter")) {
                        throw ScimProblem.status(403, "expected no filter here");
                    }
                    return json(200, discovery.answer(endpoint, id, address), Optional.empty());
                }
                case "Bulk" -> {
                    allow("POST");
                    ObjectNode sent = body();
                    return json(
                            200,
                            database.write(source, "SCIM_BULK", mirror -> bulk.carryOut(mirror, sent, address)),
                            Optional.empty());
                }
                case "Me" -> throw ScimProblem.status(501, "expected another address; a source is no person");
                default -> {
                    ResourceKind kind = ResourceKind.at(endpoint)
                            .orElseThrow(() -> ScimProblem.status(
                                    404,
                                    "expected Users, Groups, Bulk, Schemas,"
                                            + " ResourceTypes or ServiceProviderConfig"));
                    return id.isEmpty() ? all(kind, query) : one(kind, uuid(), query);
                }
            }
        }

        private ScimAnswer all(ResourceKind kind, Map<String, String> query) throws ScimException, SQLException {
            allow("GET", "POST");
            Projection projection = projection(query);
            if (request.method().equals("GET")) {
                FilterSql filter = query.containsKey("filter")
                        ? FilterSql.read(query.get("filter"), kind, limits)
                        : FilterSql.all();
                Page page = Page.of(query.getOrDefault("startindex", ""), query.getOrDefault("count", ""), limits);
                return json(
                        200,
                        database.read(
                                source, mirror -> resources.list(mirror, kind, filter, page, projection, address)),
                        Optional.empty());
            }
            ObjectNode sent = body();
            return database.write(source, "SCIM_CREATE_" + kind, mirror -> {
                Mirrored made = resources.create(mirror, kind, UUID.randomUUID(), sent);
                return shown(201, mirror, made, projection);
            });
        }

        private ScimAnswer one(ResourceKind kind, UUID resource, Map<String, String> query)
                throws ScimException, SQLException {
            allow("GET", "PUT", "PATCH", "DELETE");
            Projection projection = projection(query);
            switch (request.method()) {
                case "GET" -> {
                    return database.read(source, mirror -> {
                        Mirrored found = resources.present(mirror, kind, resource);
                        boolean known = request.header("if-none-match")
                                .filter(tags -> EntityTag.names(tags, found.version()))
                                .isPresent();
                        return known ? empty(304, found.version()) : shown(200, mirror, found, projection);
                    });
                }
                case "PUT" -> {
                    ObjectNode sent = body();
                    return database.write(
                            source,
                            "SCIM_REPLACE_" + kind,
                            mirror -> shown(
                                    200, mirror, resources.replace(mirror, kind, resource, match, sent), projection));
                }
                case "PATCH" -> {
                    ObjectNode sent = body();
                    return database.write(source, "SCIM_PATCH_" + kind, mirror -> {
                        Mirrored now = resources.patch(mirror, kind, resource, match, sent);
                        // A group of thousands is not sent back for one member (RFC 7644 section 3.5.2).
                        return kind == ResourceKind.GROUP && !query.containsKey("attributes")
                                ? empty(204, now.version())
                                : shown(200, mirror, now, projection);
                    });
                }
                default -> {
                    database.write(source, "SCIM_DELETE_" + kind, mirror -> {
                        resources.delete(mirror, kind, resource, match);
                        return resource;
                    });
                    return new ScimAnswer(204, Map.of(), new byte[0]);
                }
            }
        }

        private ScimAnswer shown(int status, Mirror mirror, Mirrored one, Projection projection) throws SQLException {
            ObjectNode resource = resources.shown(mirror, one, projection, address);
            ScimAnswer answer = json(status, resource, Optional.of(EntityTag.of(one.version())));
            if (status != 201) {
                return answer;
            }
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put("Location", Resources.location(one.kind(), one.id(), address));
            return new ScimAnswer(status, headers, answer.body());
        }

        private ScimAnswer empty(int status, long version) {
            return new ScimAnswer(status, Map.of("ETag", EntityTag.of(version)), new byte[0]);
        }

        private ScimAnswer json(int status, ObjectNode body, Optional<String> tag) {
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", TYPE);
            headers.put("Cache-Control", "no-store");
            tag.ifPresent(value -> headers.put("ETag", value));
            return new ScimAnswer(status, headers, json.bytes(body));
        }

        private UUID uuid() throws ScimException {
            return MemberChanges.uuid(id.orElseThrow()).orElseThrow(ScimProblem::notFound);
        }

        private void allow(String... methods) throws ScimException {
            if (!List.of(methods).contains(request.method())) {
                throw ScimProblem.status(405, "expected one of " + String.join(", ", methods));
            }
        }

        private ObjectNode body() throws ScimException {
            String type = request.header("content-type").orElse(TYPE).toLowerCase(Locale.ROOT);
            if (!type.startsWith(TYPE) && !type.startsWith("application/json")) {
                throw ScimProblem.status(415, "expected " + TYPE + " or application/json");
            }
            byte[] body = request.body();
            if (body.length > limits.bodyBytes()) {
                throw ScimProblem.status(413, "expected at most " + limits.bodyBytes() + " bytes");
            }
            return json.sent(body);
        }

        private Projection projection(Map<String, String> query) throws ScimException {
            return Projection.of(query.getOrDefault("attributes", ""), query.getOrDefault("excludedattributes", ""));
        }

        /** Parameters by their names in lower case; of several of one name the first counts. */
        private Map<String, String> query() throws ScimException {
            Map<String, String> parameters = new HashMap<>();
            // Encoded text is at most three times, in UTF-8 nine times as long.
            if (request.query().length() > 9 * limits.stringLength()) {
                throw ScimProblem.status(414, "expected a shorter query");
            }
            try {
                for (String pair : request.query().split("&", -1)) {
                    int sign = pair.indexOf('=');
                    if (sign > 0) {
                        parameters.putIfAbsent(
                                URLDecoder.decode(pair.substring(0, sign), StandardCharsets.UTF_8)
                                        .toLowerCase(Locale.ROOT),
                                URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
                    }
                }
            } catch (IllegalArgumentException e) {
                throw ScimProblem.syntax("expected a query in percent-encoding, found another");
            }
            return parameters;
        }
    }
}
