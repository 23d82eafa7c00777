package vn.khue.audit.wazuh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.audit.wazuh.item.HostAlert;

/**
 * Reads alerts (4.x) and findings (5.x) out of Wazuh's indexer, which is an OpenSearch, for the server API has none: a point in time, and
 * pages behind a document by time and id. An answer of which a shard is missing is no answer, else alerts would be passed over in silence.
 * Keeps no state; thread-safe.
 */
public final class IndexerReader {

    private static final String PIT = "/_search/point_in_time";
    private static final String KEEP = "2m";
    private static final int PIT_CHARACTERS = 64 << 10;

    /** Takes a page. */
    @FunctionalInterface
    public interface Pages {
        /**
         * @param alerts in their order, without our own rules'
         * @param behind position behind the last document of the page, to be kept together with the alerts
         */
        void take(List<HostAlert> alerts, IndexerPosition behind);
    }

    private final IndexerSettings settings;
    private final Wire wire;

    /** @throws WazuhException if the CA file cannot be used */
    public IndexerReader(IndexerSettings settings) {
        this.settings = settings;
        this.wire = new Wire(
                settings.address(), settings.patience(), WazuhConnector.http(settings.address(), settings.ca()));
    }

    private String indices() {
        return settings.line() == ApiLine.V4 ? "wazuh-alerts-4.x-*" : "wazuh-findings-v5-*";
    }

    /**
     * Everything behind a position, page by page, up to what was in the indexer when this began.
     *
     * @return the position behind the last, or how it failed; pages that were taken before stay taken
     */
    public Reply<IndexerPosition> read(IndexerPosition from, Pages pages) {
        Reply<JsonObject> opened = post(
                "/" + indices() + PIT + "?keep_alive=" + KEEP
                        + "&ignore_unavailable=true&allow_partial_pit_creation=false",
                Map.of());
        return opened.then(pit -> {
            Optional<String> id = pit.text("pit_id", PIT_CHARACTERS);
            if (id.isEmpty()) {
                return new Reply.Unavailable<>("expected a point in time, found none", Answers.SOON);
            }
            try {
                return walk(id.get(), from, pages);
            } finally {
                exchange("DELETE", PIT, Map.of("pit_id", List.of(id.get())));
            }
        });
    }

    private Reply<IndexerPosition> walk(String first, IndexerPosition from, Pages pages) {
        String pit = first;
        IndexerPosition at = from;
        while (true) {
            Reply<JsonObject> reply = post("/_search?allow_partial_search_results=false", question(pit, at));
            Reply<JsonObject> whole = reply.then(IndexerReader::whole);
            if (!(whole instanceof Reply.Answered<JsonObject> answered)) {
                return whole.map(never -> from);
            }
            List<JsonObject> hits = answered.value()
                    .object("hits")
                    .map(found -> found.objects("hits"))
                    .orElse(List.of());
            if (hits.isEmpty()) {
                return new Reply.Answered<>(at);
            }
            Optional<IndexerPosition> behind = behind(hits.get(hits.size() - 1));
            if (behind.isEmpty()) {
                return new Reply.Unavailable<>("expected the time and id of a document, found none", Answers.SOON);
            }
            List<HostAlert> alerts = new ArrayList<>();
            for (JsonObject hit : hits) {
                hit.object("_source")
                        .flatMap(source -> HostAlerts.of(source, hit.text("_id", 512)))
                        .filter(alert -> !alert.isOurOwn())
                        .ifPresent(alerts::add);
            }
            at = behind.get();
            pages.take(alerts, at);
            pit = answered.value().text("pit_id", PIT_CHARACTERS).orElse(pit);
            if (hits.size() < settings.page()) {
                return new Reply.Answered<>(at);
            }
        }
    }

    private Map<String, Object> question(String pit, IndexerPosition at) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("size", settings.page());
        question.put("pit", Map.of("id", pit, "keep_alive", KEEP));
        question.put("query", Map.of("bool", Map.of("filter", filters(), "must_not", List.of(own()))));
        question.put(
                "sort",
                List.of(
                        Map.of("@timestamp", Map.of("order", "asc", "unmapped_type", "date")),
                        Map.of("_id", Map.of("order", "asc"))));
        question.put("search_after", List.of(at.time().toEpochMilli(), at.document()));
        question.put("track_total_hits", false);
        question.put("_source", fields());
        return question;
    }

    private List<Map<String, ?>> filters() {
        if (settings.line() == ApiLine.V4) {
            return List.of(Map.of("range", Map.of("rule.level", Map.of("gte", settings.leastLevel()))));
        }
        List<String> words = new ArrayList<>();
        Map.of("informational", 3, "low", 5, "medium", 8, "high", 12, "critical", 14)
                .forEach((word, level) -> {
                    if (level >= settings.leastLevel()) {
                        words.add(word);
                    }
                });
        return List.of(Map.of("terms", Map.of("wazuh.rule.level", words)));
    }

    private Map<String, ?> own() {
        return Map.of("term", Map.of(settings.line() == ApiLine.V4 ? "rule.groups" : "wazuh.integration.name", "khue"));
    }

    private List<String> fields() {
        return settings.line() == ApiLine.V4
                ? List.of("timestamp", "@timestamp", "id", "rule", "agent", "manager.name", "syscheck.path")
                : List.of("@timestamp", "wazuh.rule", "wazuh.agent", "wazuh.integration", "agent", "file.path");
    }

    private static Reply<JsonObject> whole(JsonObject answer) {
        JsonObject shards = answer.object("_shards").orElse(JsonObject.empty());
        boolean late = answer.flag("timed_out").orElse(false);
        return shards.count("failed") > 0 || late
                ? new Reply.Unavailable<>("expected all shards of the indexer, found some missing", Answers.SOON)
                : new Reply.Answered<>(answer);
    }

    private static Optional<IndexerPosition> behind(JsonObject hit) {
        List<?> sort = hit.list("sort");
        return sort.size() == 2 && sort.get(0) instanceof Long millis && sort.get(1) instanceof String document
                ? Optional.of(new IndexerPosition(java.time.Instant.ofEpochMilli(millis), document))
                : Optional.empty();
    }

    private Reply<JsonObject> post(String target, Map<String, ?> body) {
        return exchange("POST", target, body);
    }

    private Reply<JsonObject> exchange(String method, String target, Map<String, ?> body) {
        Optional<Request.Content> content = body.isEmpty()
                ? Optional.empty()
                : Optional.of(new Request.Content("application/json", JsonText.write(body)));
        try {
            Wire.Outcome outcome = wire.send(
                    method, target, Optional.of(settings.credentials().read().basic()), content);
            return outcome instanceof Wire.Lost lost
                    ? new Reply.Unavailable<>(lost.reason(), Answers.SOON)
                    : judged((Wire.Answer) outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unavailable<>("interrupted", Answers.SOON);
        } catch (WazuhException e) {
            return refused(Refusal.Reason.CREDENTIALS, 0, String.valueOf(e.getMessage()));
        }
    }

    private static Reply<JsonObject> judged(Wire.Answer answer) {
        String said = "HTTP " + answer.status() + " from the indexer";
        return switch (answer.status()) {
            case 200, 201 -> read(answer);
            case 400, 413, 415 -> refused(Refusal.Reason.INVALID, answer.status(), said);
            case 401 -> refused(Refusal.Reason.CREDENTIALS, 401, said);
            case 403 -> refused(Refusal.Reason.FORBIDDEN, 403, said);
            case 404 -> refused(Refusal.Reason.ABSENT, 404, said + ": no index of alerts");
            case 429 -> new Reply.Unavailable<>(said, answer.retryAfter().orElse(Duration.ofSeconds(30)));
            default -> new Reply.Unavailable<>(said, Answers.SOON);
        };
    }

    private static Reply<JsonObject> read(Wire.Answer answer) {
        try {
            return new Reply.Answered<>(JsonReader.object(answer.body()));
        } catch (IOException e) {
            return new Reply.Unavailable<>("answer of the indexer not understood: " + e.getMessage(), Answers.SOON);
        }
    }

    private static Reply<JsonObject> refused(Refusal.Reason reason, int status, String detail) {
        return new Reply.Refused<>(Refusal.of(reason, status, 0, detail));
    }
}
