package vn.khue.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.launcher.Texts;

/** What the outsider of the demo demands, and of whose signatures. */
class OutsiderTest {
    private static final String NONE = report("NOT_SIGNED");
    private static final String FOREIGN = signature("Stranger", "INDETERMINATE");
    private static final String PERSON = signature("Person", "TOTAL_PASSED");
    private static final String SEAL = signature("Seal", "TOTAL_PASSED");

    @TempDir
    Path directory;

    /** The service's answer for each name of a file. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private HttpServer server;
    private String verdict = "TOTAL_PASSED";
    private Path signed;

    @BeforeEach
    void start() throws IOException {
        signed = Files.writeString(directory.resolve("signed.pdf"), "%PDF-1.7 signed");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/validations", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String name = answers.keySet().stream()
                    .filter(known -> body.contains("filename=\"" + known + "\""))
                    .findFirst()
                    .orElseThrow();
            answer(exchange, "application/json", answers.get(name));
        });
        server.createContext(
                "/d/1",
                exchange -> answer(
                        exchange,
                        "text/html; charset=utf-8",
                        "<p id=verdict data-indication=" + verdict + "></p><a id=download href=/file>tải</a>"));
        server.createContext("/file", exchange -> answer(exchange, "application/pdf", "%PDF-1.7 signed"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void demandsThatAFileNobodyElseSignedPassesAsAWhole() {
        answers.put("original.pdf", NONE);
        answers.put("signed.pdf", report("TOTAL_PASSED", PERSON, SEAL));

        outsider().download(address() + "/d/1");
        assertThat(outsider().ask(signed)).endsWith("report.json");

        answers.put("signed.pdf", report("INDETERMINATE", PERSON, SEAL));
        assertThatThrownBy(() -> outsider().ask(signed)).isInstanceOf(StepFailure.class);
        verdict = "INDETERMINATE";
        assertThatThrownBy(() -> outsider().download(address() + "/d/1")).isInstanceOf(StepFailure.class);
    }

    @Test
    void tellsOfASignatureThatWasThereBeforeAndDemandsOnlyOurs() {
        answers.put("original.pdf", report("INDETERMINATE", FOREIGN));
        answers.put("signed.pdf", report("INDETERMINATE", FOREIGN, PERSON, SEAL));
        verdict = "INDETERMINATE";

        outsider().download(address() + "/d/1");
        assertThat(outsider().ask(signed)).contains("Stranger", "INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND");
        assertThat(outsider().foreign()).containsExactly("Stranger");
    }

    @Test
    void isNotContentWithTheSignaturesOfOthers() {
        answers.put("original.pdf", report("INDETERMINATE", FOREIGN));
        answers.put("signed.pdf", report("INDETERMINATE", FOREIGN, PERSON));
        assertThatThrownBy(() -> outsider().ask(signed)).hasMessageContaining("found 1");

        answers.put("signed.pdf", report("INDETERMINATE", FOREIGN, PERSON, signature("Seal", "INDETERMINATE")));
        assertThatThrownBy(() -> outsider().ask(signed)).hasMessageContaining("INDETERMINATE");

        verdict = "TOTAL_PASSED";
        assertThatThrownBy(() -> outsider().download(address() + "/d/1"))
                .as("a page that passes what is not known to be good")
                .isInstanceOf(StepFailure.class);
    }

    @Test
    void aForgedFileMustFail() {
        answers.put("original.pdf", NONE);
        answers.put("forged.pdf", report("TOTAL_FAILED"));
        assertThat(outsider().forgeries(signed)).isEqualTo("NOT_SIGNED, TOTAL_FAILED");

        answers.put("forged.pdf", report("INDETERMINATE"));
        assertThatThrownBy(() -> outsider().forgeries(signed)).isInstanceOf(StepFailure.class);

        answers.put("forged.pdf", report("TOTAL_FAILED"));
        answers.put("original.pdf", report("TOTAL_PASSED"));
        assertThatThrownBy(() -> outsider().forgeries(signed)).isInstanceOf(StepFailure.class);
    }

    private Outsider outsider() {
        return new Outsider(
                address(),
                new Visitor(HttpClient.newHttpClient(), "en"),
                directory,
                Texts.of("vn.khue.launcher.demo.story", "en"),
                "%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static String report(String indication, String... signatures) {
        return "{\"indication\":\"" + indication + "\",\"signatures\":[" + String.join(",", signatures) + "]}";
    }

    private static String signature(String id, String indication) {
        String why = indication.equals("TOTAL_PASSED") ? "null" : "\"NO_CERTIFICATE_CHAIN_FOUND\"";
        return "{\"id\":\"" + id + "\",\"indication\":\"" + indication + "\",\"subIndication\":" + why + "}";
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
