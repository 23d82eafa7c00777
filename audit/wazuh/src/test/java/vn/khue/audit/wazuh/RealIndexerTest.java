package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.wazuh.item.HostAlert;

/** The reader on a real OpenSearch, which is what Wazuh's indexer is. */
@Tag("slow")
class RealIndexerTest {

    private static final Instant BEGIN = Instant.parse("2026-11-27T00:00:00Z");
    private static OpenSearch indexer;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        indexer = OpenSearch.start();
        // As Wazuh's own template has it, as far as it is asked for here.
        call(
                "PUT",
                "/_index_template/wazuh",
                "{\"index_patterns\":[\"wazuh-*\"],\"template\":{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0},"
                        + "\"mappings\":{\"properties\":{\"@timestamp\":{\"type\":\"date\"},\"timestamp\":{\"type\":\"date\"},"
                        + "\"id\":{\"type\":\"keyword\"},\"rule\":{\"properties\":{\"level\":{\"type\":\"long\"},"
                        + "\"groups\":{\"type\":\"keyword\"},\"id\":{\"type\":\"keyword\"}}},"
                        + "\"wazuh\":{\"properties\":{\"rule\":{\"properties\":{\"level\":{\"type\":\"keyword\"}}},"
                        + "\"integration\":{\"properties\":{\"name\":{\"type\":\"keyword\"}}}}}}}}}");
    }

    @AfterAll
    static void stop() {
        if (indexer != null) {
            indexer.close();
        }
    }

    private static String call(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(indexer.address() + path))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private static void alerts(String index, int from, int count, Instant at, long stepMillis) throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            String time = at.plusMillis(stepMillis * (i - from)).toString();
            bulk.append("{\"index\":{\"_id\":\"doc").append(i).append("\"}}\n");
            bulk.append("{\"@timestamp\":\"")
                    .append(time)
                    .append("\",\"timestamp\":\"")
                    .append(time);
            bulk.append("\",\"id\":\"")
                    .append(i)
                    .append(".1\",\"manager\":{\"name\":\"w\"},\"agent\":{\"id\":\"001\",\"name\":\"h\"},");
            bulk.append("\"rule\":{\"id\":\"5712\",\"level\":").append(i % 10 == 0 ? 3 : 10);
            bulk.append(",\"groups\":[\"").append(i % 10 == 1 ? "khue" : "sshd").append("\"]}}\n");
        }
        call("POST", "/" + index + "/_bulk?refresh=true", bulk.toString());
    }

    private IndexerReader reader(ApiLine line, int page) {
        Bench bench = new Bench(folder, indexer.address());
        return new IndexerReader(new IndexerSettings(
                WazuhAddress.of(indexer.address()),
                folder.resolve("ca.pem"),
                new CredentialsFile(bench.credentials),
                line,
                7,
                page,
                Duration.ofSeconds(20)));
    }

    private static IndexerPosition answered(Reply<IndexerPosition> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<IndexerPosition>) reply).value();
    }

    /** Of ten alerts one is too light and one is our own. Many share a millisecond, so time alone would lose or repeat some. */
    @Test
    void noAlertIsMissedOrReadTwiceAcrossStopsAndWhileMoreCome() throws Exception {
        alerts("wazuh-alerts-4.x-2026.11.27", 0, 600, BEGIN, 0);
        alerts("wazuh-alerts-4.x-2026.11.28", 600, 600, BEGIN.plusSeconds(60), 7);
        List<String> read = new ArrayList<>();
        IndexerPosition kept = IndexerPosition.from(BEGIN.minusSeconds(1));
        int stops = 0;
        for (boolean done = false; !done; ) {
            List<IndexerPosition> last = new ArrayList<>();
            int stopAfter = 1 + stops % 3;
            try {
                answered(reader(ApiLine.V4, 47).read(kept, (alerts, behind) -> {
                    alerts.stream().map(HostAlert::id).forEach(read::add);
                    last.add(behind);
                    if (last.size() == stopAfter) {
                        throw new IllegalStateException("the process is stopped here");
                    }
                }));
                done = true;
            } catch (IllegalStateException e) {
                stops++;
            }
            kept = last.isEmpty() ? kept : last.get(last.size() - 1);
            if (stops == 4) {
                alerts("wazuh-alerts-4.x-2026.11.28", 1_200, 100, BEGIN.plusSeconds(120), 0);
            }
        }
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 1_300; i++) {
            if (i % 10 > 1) {
                expected.add("w/" + i + ".1");
            }
        }
        assertThat(stops).isGreaterThan(5);
        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);

        alerts("wazuh-alerts-4.x-2026.11.28", 1_305, 1, BEGIN.plusSeconds(119), 0);
        List<String> late = new ArrayList<>();
        reader(ApiLine.V4, 47).read(kept, (alerts, behind) -> alerts.forEach(alert -> late.add(alert.id())));
        assertThat(late).as("it came late, behind what was read").isEmpty();
        reader(ApiLine.V4, 47)
                .read(
                        kept.back(Duration.ofMinutes(5)),
                        (alerts, behind) -> alerts.forEach(alert -> late.add(alert.id())));
        assertThat(late).as("an overlap finds it").contains("w/1305.1");
    }

    @Test
    void findingsOfFiveAreReadByTheirWords() throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (String level : List.of("low", "medium", "critical")) {
            bulk.append("{\"index\":{\"_id\":\"f-").append(level).append("\"}}\n");
            bulk.append("{\"@timestamp\":\"2026-11-27T01:00:00Z\",\"wazuh\":{\"rule\":{\"id\":\"u-1\",\"level\":\"")
                    .append(level)
                    .append(
                            "\",\"title\":\"T\"},\"agent\":{\"id\":\"004\",\"name\":\"db\"},\"integration\":{\"name\":\"sshd\"}}}\n");
        }
        call("POST", "/wazuh-findings-v5-access-management-2026.11.27/_bulk?refresh=true", bulk.toString());
        List<HostAlert> found = new ArrayList<>();
        answered(reader(ApiLine.V5, 10).read(IndexerPosition.from(BEGIN), (alerts, behind) -> found.addAll(alerts)));
        assertThat(found).extracting(HostAlert::id).containsExactly("f-critical", "f-medium");
        assertThat(found).extracting(HostAlert::level).containsExactly(14, 8);
        assertThat(found).extracting(HostAlert::host).containsOnly("db");
    }
}
