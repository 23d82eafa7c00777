package vn.khue.bench;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page that checks cards, in a real Chromium on the shipped service: what its first load brings, and from a camera's picture to the verdict. */
public final class CardPageBench implements Bench {
    private static final int LIMIT_BYTES = 1_200_000;
    private static final int LIMIT_MILLIS = 150;
    private static final int RUNS = 200;
    private static final String JSQR = "sso-extensions/theme/src/main/resources/theme/khue/login/resources/js/jsqr.js";

    private final JsonMapper json = new JsonMapper();

    @Override
    public String name() {
        return "ecard-page";
    }

    @Override
    public String about() {
        return "the page that checks cards: its first load with the QR reader, and a scan to its verdict, in Chromium, beside jsQR";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-card");
            try (SigningService service = new SigningService();
                    DevTools browser = new DevTools(Commands.peer("chromium", "chromium"), folder)) {
                String address = "http://localhost:" + service.port();
                long bytes = firstLoad(address);
                browser.open(address + "/v", "document.querySelector('main[data-started]') !== null");
                JsonNode card = run(browser, Map.of("step", "card"));
                String text = card.path("text").asString();
                browser.evaluate(Files.readString(Path.of(System.getProperty("khue.home", "."), JSQR))
                        + ";window.jsQR = jsQR; true");
                JsonNode times = run(browser, Map.of("step", "scans", "rows", rows(text), "runs", RUNS));
                if (times.path("wrong").asInt() > RUNS / 20) {
                    throw new BenchException(
                            "expected right verdicts, found " + times.path("wrong") + " others of " + RUNS);
                }
                String what = " (card of " + card.path("bytes").asInt() + " bytes)";
                double decode = percentile(times.path("decodes"), 0.5);
                return List.of(
                        row(
                                "first load with all that works without network, on the wire",
                                "bytes",
                                bytes,
                                LIMIT_BYTES,
                                "limit",
                                1),
                        row(
                                "picture to verdict shown, 95th percentile" + what,
                                "ms",
                                percentile(times.path("scans"), 0.95),
                                LIMIT_MILLIS,
                                "limit",
                                1),
                        row(
                                "QR reader alone, one picture of 960 x 960, median",
                                "ms",
                                decode,
                                percentile(times.path("peer"), 0.5),
                                "jsQR 1.4.0, which read "
                                        + times.path("peerReads").asInt() + " of "
                                        + times.path("peer").size(),
                                0),
                        row(
                                "verdict alone, 95th percentile",
                                "ms",
                                percentile(times.path("verdicts"), 0.95),
                                LIMIT_MILLIS,
                                "limit",
                                0));
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected the signing service and Chromium to run, found " + e, e);
        }
    }

    private Measurement row(String metric, String unit, double ours, double peer, String peerName, double goal) {
        return new Measurement(
                name(),
                metric,
                unit,
                Measurement.Better.LOWER,
                ours,
                peer,
                peerName,
                goal > 0 ? Optional.of(goal) : Optional.empty());
    }

    /** Everything that the service worker keeps, and the worker itself, zipped as a browser asks for it. */
    private long firstLoad(String address) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        String worker = new String(get(client, address + "/v/sw.js", "identity").body(), StandardCharsets.UTF_8);
        JsonNode edition = json.readTree(worker.substring(worker.indexOf('{'), worker.indexOf(";\n")));
        Set<String> paths = new LinkedHashSet<>(List.of("/v", "/v/sw.js"));
        edition.path("pages").forEach(page -> paths.add(page.asString()));
        edition.path("files").forEach(file -> paths.add(file.asString()));
        long bytes = 0;
        for (String path : paths) {
            HttpResponse<byte[]> answer = get(client, address + path, "gzip");
            bytes += answer.body().length;
            for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
                for (String value : header.getValue()) {
                    bytes += header.getKey().length() + value.length() + 4;
                }
            }
        }
        return bytes;
    }

    private static HttpResponse<byte[]> get(HttpClient client, String address, String encoding) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept-Encoding", encoding)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode() + " of " + address);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private JsonNode run(DevTools browser, Map<String, Object> given) throws IOException {
        try (InputStream script = CardPageBench.class.getResourceAsStream("card-page.js")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            String function = text.substring(text.indexOf("async (")).strip();
            return browser.evaluate("(" + function + ")(" + json.writeValueAsString(given) + ")");
        }
    }

    /** As it is printed: bytes and digits, level M. */
    private static List<String> rows(String text) {
        int digits = text.indexOf('#') + 1;
        QrCode code = QrCode.encodeSegments(
                List.of(
                        QrSegment.makeBytes(text.substring(0, digits).getBytes(StandardCharsets.UTF_8)),
                        QrSegment.makeNumeric(text.substring(digits))),
                QrCode.Ecc.MEDIUM,
                1,
                40,
                -1,
                false);
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < code.size; y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < code.size; x++) {
                row.append(code.getModule(x, y) ? '1' : '0');
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private static double percentile(JsonNode values, double share) {
        List<Double> sorted = new ArrayList<>();
        values.forEach(value -> sorted.add(value.asDouble()));
        sorted.sort(null);
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }
}
