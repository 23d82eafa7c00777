package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.wazuh.item.HostAlert;

/** What an indexer may answer that is no answer. How it really searches is told by {@link RealIndexerTest}. */
class IndexerReaderTest {

    private static final String PIT = "{\"pit_id\":\"p1\"}";
    private static final String HIT =
            "{\"_id\":\"d1\",\"sort\":[1795744800000,\"d1\"],\"_source\":{\"timestamp\":\"2026-11-27T02:00:00.000+0000\",\"id\":\"1.1\","
                    + "\"manager\":{\"name\":\"w\"},\"agent\":{\"id\":\"003\",\"name\":\"ca\"},\"rule\":{\"id\":\"5712\",\"level\":10,\"groups\":[\"sshd\"]}}}";

    @TempDir
    Path folder;

    private final List<HostAlert> taken = new ArrayList<>();

    private Reply<IndexerPosition> read(Loopback server) {
        Bench bench = new Bench(folder, server.address());
        IndexerSettings settings = new IndexerSettings(
                WazuhAddress.of(server.address()),
                folder.resolve("ca.pem"),
                new CredentialsFile(bench.credentials),
                ApiLine.V4,
                7,
                2,
                Duration.ofSeconds(5));
        return new IndexerReader(settings)
                .read(IndexerPosition.from(Instant.EPOCH), (alerts, behind) -> taken.addAll(alerts));
    }

    private static Loopback answering(String search) throws Exception {
        return Loopback.plain(asked -> asked.path().endsWith("/point_in_time")
                ? Loopback.Told.json(200, PIT)
                : Loopback.Told.json(200, search));
    }

    @Test
    void readsAndClosesThePointInTime() throws Exception {
        try (Loopback server = answering("{\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[" + HIT + "]}}")) {
            assertThat(read(server))
                    .isEqualTo(
                            new Reply.Answered<>(new IndexerPosition(Instant.ofEpochMilli(1_795_744_800_000L), "d1")));
            assertThat(taken).hasSize(1);
            assertThat(taken.get(0).id()).isEqualTo("w/1.1");
            assertThat(server.count("DELETE", "/_search/point_in_time")).isEqualTo(1);
            assertThat(server.asked.get(0).header("Authorization")).startsWith("Basic ");
        }
    }

    @Test
    void aMissingShardIsNoAnswer() throws Exception {
        for (String part : List.of(
                "{\"_shards\":{\"failed\":1},\"hits\":{\"hits\":[" + HIT + "]}}",
                "{\"timed_out\":true,\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[" + HIT + "]}}")) {
            try (Loopback server = answering(part)) {
                assertThat(read(server)).isInstanceOf(Reply.Unavailable.class);
                assertThat(taken).isEmpty();
                assertThat(server.count("DELETE", "/_search/point_in_time")).isEqualTo(1);
            }
        }
    }

    @Test
    void ourOwnRulesAreNotReadBack() throws Exception {
        try (Loopback server =
                answering("{\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[" + HIT.replace("sshd", "khue") + "]}}")) {
            assertThat(read(server)).isInstanceOf(Reply.Answered.class);
            assertThat(taken).isEmpty();
        }
    }

    @Test
    void whatFailsIsSaidByItsKind() throws Exception {
        for (int[] each : new int[][] {{401, 0}, {403, 1}, {404, 2}}) {
            try (Loopback server = Loopback.plain(asked -> Loopback.Told.json(each[0], "{}"))) {
                assertThat(((Reply.Refused<?>) read(server)).refusal().reason())
                        .isEqualTo(new Refusal.Reason[] {
                                    Refusal.Reason.CREDENTIALS, Refusal.Reason.FORBIDDEN, Refusal.Reason.ABSENT
                                }
                                [each[1]]);
            }
        }
        for (int status : new int[] {429, 500, 503}) {
            try (Loopback server = Loopback.plain(asked -> Loopback.Told.json(status, "{}"))) {
                assertThat(read(server)).isInstanceOf(Reply.Unavailable.class);
            }
        }
    }
}
