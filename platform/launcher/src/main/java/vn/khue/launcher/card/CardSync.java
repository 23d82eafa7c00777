package vn.khue.launcher.card;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;

/** Fetches what a verifier of cards needs from a signing service, and keeps it. */
final class CardSync {
    /** Status lists of cards, then of cards on phones; those between are for wallets. */
    private static final List<Integer> SHARDS = IntStream.concat(IntStream.range(0, 16), IntStream.range(32, 48))
            .boxed()
            .toList();

    private static final int MOST_BYTES = 4 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Texts texts;

    CardSync(Texts texts) {
        this.texts = texts;
    }

    /**
     * @param base of the service, without a slash at its end
     * @param cache where it is kept; the key that is there stays pinned
     * @throws LauncherException where the service does not answer, or has another key than the pinned one
     */
    CardBundle fetch(String base, Path cache) {
        try {
            JsonNode key = JsonMapper.builder().build().readTree(get(base + "/cards/trust-list-key"));
            if (Files.exists(cache) && !CardBundle.read(cache, texts).key().equals(key)) {
                throw new LauncherException(texts.get("card.key", cache));
            }
            Map<String, byte[]> lists = new LinkedHashMap<>();
            for (int shard : SHARDS) {
                String uri = base + "/cards/status/" + shard;
                lists.put(uri, get(uri));
            }
            String trust = new String(get(base + "/cards/trust-list"), StandardCharsets.US_ASCII);
            CardBundle bundle = new CardBundle(key, trust, lists);
            bundle.verifier(cache, texts);
            bundle.write(cache);
            return bundle;
        } catch (IOException | JacksonException e) {
            throw new LauncherException(texts.get("card.unreachable", base), e);
        }
    }

    private byte[] get(String address) throws IOException {
        try {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (answer.statusCode() != 200 || bytes.length > MOST_BYTES) {
                    throw new IOException("status " + answer.statusCode());
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
