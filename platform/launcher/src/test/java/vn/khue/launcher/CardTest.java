package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.ecard.House;
import vn.khue.ecard.SampleCards;
import vn.khue.ecard.Specimen;
import vn.khue.ecard.Specimens;
import vn.khue.ecard.status.StatusListToken;
import vn.khue.ecard.trust.Jwk;
import vn.khue.ecard.trust.TrustListJws;

/** {@code ./khue card} as a script calls it: cards of every kind, by a file and by a service that then goes away. */
class CardTest {
    @TempDir
    Path directory;

    private final Specimens specimens = new Specimens(new House(Instant.parse("2026-11-27T03:00:00Z")));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void everyCardIsJudgedByAFileWithoutANetwork() throws IOException {
        Path bundle = directory.resolve("lists.json");
        Files.writeString(bundle, SampleCards.json(specimens), StandardCharsets.UTF_8);
        for (Specimen specimen : specimens.all()) {
            if (!specimen.trusted() || specimen.text().isEmpty()) {
                continue;
            }
            int code = run(
                    "card",
                    "verify",
                    "--json",
                    "--trust",
                    bundle.toString(),
                    "--at",
                    specimen.at().toString(),
                    specimen.text());
            JsonNode line = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));

            assertThat(line.path("problem").asString(""))
                    .as(specimen.name())
                    .isEqualTo(specimen.expected().map(Enum::name).orElse(""));
            assertThat(code == 0)
                    .as(specimen.name())
                    .isEqualTo(specimen.expected().isEmpty());
            assertThat(code).as(specimen.name()).isIn(0, 1, 2, 65);
            if (code == 0) {
                assertThat(line.path("card").path("fullName").asString()).isEqualTo("Nguyễn Thị Hoà Bình");
            }
        }
    }

    @Test
    void afterOneFetchNoNetworkIsNeeded() throws IOException {
        String text = specimens.all().get(0).text();
        HttpServer server = serve();
        String base = "http://localhost:" + server.getAddress().getPort();
        try {
            // The lists of a service of this address are not those that the card names.
            assertThat(run("card", "verify", "--trust", base, "--at", "2026-11-27T03:00:00Z", text))
                    .isEqualTo(2);
        } finally {
            server.stop(0);
        }
        assertThat(run("card", "verify", "--at", "2026-11-27T03:00:00Z", text)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("danh sách trạng thái");
        assertThat(run("card", "verify", "--trust", base, text)).isEqualTo(1);
    }

    @Test
    void anotherKeyThanThePinnedOneIsRefused() throws IOException {
        Path cache = directory.resolve("data/cards/lists.json");
        Files.createDirectories(cache.getParent());
        Files.writeString(cache, SampleCards.json(new Specimens(new House())), StandardCharsets.UTF_8);
        HttpServer server = serve();
        try {
            String base = "http://localhost:" + server.getAddress().getPort();
            assertThat(run("card", "verify", "--trust", base, "TH1:")).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTextIsDecodedUnjudgedAndOthersAreNone() {
        assertThat(run("card", "decode", specimens.all().get(0).text())).isZero();
        JsonNode line = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(line.path("verified").asBoolean(true)).isFalse();
        assertThat(line.path("card").path("school").asString()).isEqualTo("Trường THCS Nguyễn Du");
        assertThat(run("card", "decode", "KHUE1:ABCDEFGHIJKLMNOPQRSTUVWXYZ")).isEqualTo(65);
        assertThat(run(
                        "card",
                        "verify",
                        "--trust",
                        directory.resolve("none.json").toString(),
                        "x"))
                .isEqualTo(65);
    }

    private HttpServer serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map<String, byte[]> answers = new HashMap<>();
        answers.put(
                "/cards/trust-list-key",
                ascii(Jwk.of(specimens.house.trustKey.open()).toString()));
        answers.put("/cards/trust-list", ascii(TrustListJws.sign(specimens.trust, specimens.house.trustKey.bare())));
        StatusListToken token = specimens.tokens.get(0);
        for (int shard = 0; shard < 48; shard++) {
            answers.put("/cards/status/" + shard, specimens.cwt(token));
        }
        server.createContext("/", exchange -> {
            byte[] body = answers.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private int run(String... words) {
        out.reset();
        return Main.run(
                new ArrayList<>(List.of(words)),
                Map.of("KHUE_STATE", directory.toString(), "KHUE_LANG", "vi"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }
}
