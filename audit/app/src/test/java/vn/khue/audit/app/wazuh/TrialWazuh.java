package vn.khue.audit.app.wazuh;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server API of a Wazuh 4.14 over real sockets, as its recordings have it, as far as this service asks. */
final class TrialWazuh implements AutoCloseable {

    private static final Pattern EVENT_ID =
            Pattern.compile("\\\\\"uid\\\\\":\\\\\"([0-9a-f-]{36})\\\\\",\\\\\"product");
    private static final String NOTHING = "{\"data\": {\"affected_items\": [], \"total_affected_items\": 0,"
            + " \"total_failed_items\": 0, \"failed_items\": []}, \"message\": \"x\", \"error\": 0}";

    /** Ids of the events that were taken, in their order. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    final AtomicInteger posts = new AtomicInteger();
    /** Commands that were asked for: query and body. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    /** CDB lists by their file. */
    final Map<String, String> lists = new ConcurrentHashMap<>();

    final AtomicInteger listWrites = new AtomicInteger();
    final AtomicInteger reloads = new AtomicInteger();
    /** Of a cluster, by their query. */
    final List<String> clusterReloads = new CopyOnWriteArrayList<>();

    /** Whether it is one of several. */
    volatile boolean clustered;

    volatile boolean workerAway;
    /** Whether lists are there that cannot be read. */
    volatile boolean unreadable;

    /** Whether lists may be read and written. */
    volatile boolean givesLists = true;

    volatile String responded = NOTHING;
    volatile boolean away;
    volatile boolean knowsUs = true;
    volatile String mode = "black";
    volatile String agents = NOTHING;
    volatile String assessments = NOTHING;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    TrialWazuh() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (away) {
            answer(exchange, 503, "{\"title\": \"x\", \"detail\": \"away\"}");
        } else if (!knowsUs) {
            answer(exchange, 401, "{\"title\": \"Unauthorized\", \"detail\": \"Invalid credentials\"}");
        } else if (path.equals("/events")) {
            posts.incrementAndGet();
            int before = taken.size();
            Matcher ids = EVENT_ID.matcher(body);
            while (ids.find()) {
                taken.add(ids.group(1));
            }
            answer(
                    exchange,
                    200,
                    NOTHING.replace(
                            "items\": 0, \"total_failed", "items\": " + (taken.size() - before) + ", \"total_failed"));
        } else if (path.equals("/active-response")) {
            commands.add(exchange.getRequestURI().getQuery() + " " + body);
            answer(exchange, 200, responded);
        } else if (path.startsWith("/lists/files/")) {
            list(exchange, path.substring("/lists/files/".length()), body);
        } else if (path.equals("/manager/analysisd/reload")) {
            reloads.incrementAndGet();
            answer(exchange, 200, reloaded("manager"));
        } else if (path.equals("/cluster/analysisd/reload")) {
            clusterReloads.add(String.valueOf(exchange.getRequestURI().getQuery()));
            answer(exchange, 200, workerAway ? partly() : reloaded("master", "worker-1"));
        } else {
            answer(exchange, 200, asked(path));
        }
    }

    /** As 16 to 18 of the recordings. */
    private void list(HttpExchange exchange, String file, String body) throws IOException {
        if (!givesLists) {
            answer(
                    exchange,
                    403,
                    "{\"title\": \"Permission Denied\", \"detail\": \"Permission denied: Resource type: *:*\", \"error\": 4000}");
        } else if (exchange.getRequestMethod().equals("PUT")) {
            listWrites.incrementAndGet();
            lists.put(file, body);
            answer(
                    exchange,
                    200,
                    NOTHING.replace("affected_items\": []", "affected_items\": [\"etc/lists/" + file + "\"]"));
        } else if (lists.containsKey(file)) {
            byte[] bytes = lists.get(file).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        } else {
            // framework/wazuh/cdb_list.py, get_list_file: no HTTP 404.
            answer(exchange, 200, failed(unreadable ? 1803 : 1802, "Lists file not found", file));
        }
    }

    private static String failed(int code, String message, String id) {
        return "{\"data\": {\"affected_items\": [], \"total_affected_items\": 0, \"total_failed_items\": 1, \"failed_items\": [{\"error\":"
                + " {\"code\": " + code + ", \"message\": \"" + message + "\", \"remediation\": \"x\"}, \"id\": [\""
                + id
                + "\"]}]}, \"message\": \"x\", \"error\": 1}";
    }

    /** As framework/wazuh/core/analysis.py of 4.14.7 has it. */
    private static String reloaded(String... nodes) {
        String items = Stream.of(nodes)
                .map(node -> "{\"name\": \"" + node + "\", \"msg\": \"Ruleset reload request sent successfully.\"}")
                .collect(Collectors.joining(", "));
        return NOTHING.replace("affected_items\": []", "affected_items\": [" + items + "]");
    }

    private static String partly() {
        return "{\"data\": {\"affected_items\": [{\"name\": \"master\", \"msg\": \"Ruleset reload request sent successfully.\"}],"
                + " \"total_affected_items\": 1, \"total_failed_items\": 1, \"failed_items\": [{\"error\": {\"code\": 1730, \"message\":"
                + " \"Node does not exist\"}, \"id\": [\"worker-1\"]}]}, \"message\": \"x\", \"error\": 2}";
    }

    private String asked(String path) {
        if (path.equals("/security/user/authenticate")) {
            return "{\"data\": {\"token\": \"t\"}, \"error\": 0}";
        } else if (path.equals("/")) {
            return "{\"data\": {\"api_version\": \"4.14.7\"}, \"error\": 0}";
        } else if (path.equals("/security/users/me/policies")) {
            return "{\"data\": {\"rbac_mode\": \"" + mode + "\"}, \"error\": 0}";
        } else if (path.equals("/agents")) {
            return agents;
        } else if (path.equals("/cluster/status")) {
            String is = clustered ? "yes" : "no";
            return "{\"data\": {\"enabled\": \"" + is + "\", \"running\": \"" + is + "\"}, \"error\": 0}";
        }
        return path.startsWith("/sca/") ? assessments : NOTHING;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("content-type", status == 200 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
