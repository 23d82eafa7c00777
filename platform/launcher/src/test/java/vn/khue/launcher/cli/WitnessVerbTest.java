package vn.khue.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogFiles;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.LogKeyFile;
import vn.khue.launcher.Console;
import vn.khue.launcher.Texts;

/** {@code khue witness} beside a log that is served over HTTP, and {@code khue ledger verify} of that log, as three organisations run them. */
class WitnessVerbTest {

    private static final Pattern VKEY = Pattern.compile("witness\\.example\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+");
    private static final Pattern PORT = Pattern.compile("(?:cổng|port): ([0-9]{2,5})");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private LogKey key;
    private Path log;
    private HttpServer server;

    @BeforeEach
    void aLogIsServed() throws IOException {
        key = LogKeyFile.openOrCreate(folder.resolve("key"), "log.example", "a passphrase of a test".toCharArray());
        log = folder.resolve("log");
        append(log, "entry", 300);
        Files.writeString(folder.resolve("log.vkey"), key.publicKey().vkey() + "\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/log/", exchange -> {
            try (exchange) {
                Path file = log.resolve(exchange.getRequestURI().getPath().substring("/log/".length()));
                boolean there = Files.isRegularFile(file);
                byte[] bytes = there ? Files.readAllBytes(file) : new byte[] {'?'};
                exchange.sendResponseHeaders(there ? 200 : 404, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void append(Path where, String word, int entries) {
        try (Ledger ledger = Ledger.open(where, key)) {
            List<byte[]> more = new ArrayList<>();
            for (int i = 0; i < entries; i++) {
                more.add((word + " " + (ledger.size() + i)).getBytes(StandardCharsets.UTF_8));
            }
            ledger.append(more);
        }
    }

    private Console console(String language) {
        return new Console(new PrintStream(terminal, true, StandardCharsets.UTF_8), Texts.launcher(language));
    }

    /** The verb at work; it says its key and port, then runs until it is stopped. */
    private final class Running implements AutoCloseable {
        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> code = new LinkedBlockingQueue<>();
        private final Thread thread;
        private final String vkey;
        private final int port;

        Running(String language) throws InterruptedException {
            PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
                @Override
                public void println(String line) {
                    said.add(line);
                }
            };
            List<String> words = List.of(
                    "--name",
                    "witness.example",
                    "--state",
                    folder.resolve("witness").toString(),
                    "--log",
                    folder.resolve("log.vkey").toString(),
                    "--listen",
                    "localhost:0");
            thread = new Thread(() -> code.add(new WitnessVerb(console(language), out).run(words)));
            thread.start();
            String begun = said.poll(20, TimeUnit.SECONDS);
            assertThat(begun).contains(language.equals("vi") ? "NHÂN CHỨNG ĐANG CHẠY" : "THE WITNESS RUNS");
            Matcher found = VKEY.matcher(begun);
            assertThat(found.find()).isTrue();
            vkey = found.group();
            Matcher at = PORT.matcher(begun);
            assertThat(at.find()).isTrue();
            port = Integer.parseInt(at.group(1));
        }

        /** Asks for a cosignature of what this log is now, as grown from that size. */
        HttpResponse<String> asked(Path of, long from) throws Exception {
            LedgerProofs proofs = new LedgerProofs(of, key.publicKey());
            String note = proofs.checkpointNote();
            String path = proofs.consistency(from, proofs.checkpoint().size()).path().stream()
                    .map(hash -> hash.base64() + "\n")
                    .collect(Collectors.joining());
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/add-checkpoint"))
                            .POST(HttpRequest.BodyPublishers.ofString("old " + from + "\n" + path + "\n" + note))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            assertThat(code.poll(20, TimeUnit.SECONDS)).isZero();
        }
    }

    private int verified(String vkey) throws IOException {
        Path witness = Files.writeString(folder.resolve("witness.vkey"), vkey + "\n");
        return new LedgerVerb(new Workplace(Map.of(), folder), console("vi"))
                .run(List.of(
                        "verify",
                        "http://localhost:" + server.getAddress().getPort() + "/log",
                        "--key",
                        folder.resolve("log.vkey").toString(),
                        "--witness",
                        witness.toString()));
    }

    @Test
    void cosignsWhatGrewAlsoAfterItWasStoppedAndTheVerifierInsistsOnIt() throws Exception {
        String vkey;
        try (Running witness = new Running("vi")) {
            vkey = witness.vkey;
            assertThat(verified(vkey)).as("nobody has signed yet").isEqualTo(1);
            HttpResponse<String> first = witness.asked(log, 0);
            assertThat(first.statusCode()).isEqualTo(200);
            publish(first.body());
            assertThat(verified(vkey)).isZero();
        }
        append(log, "entry", 200);
        try (Running again = new Running("en")) {
            assertThat(again.vkey).as("the key stays").isEqualTo(vkey);
            assertThat(again.asked(log, 0).statusCode())
                    .as("it remembers what it signed")
                    .isEqualTo(409);
            HttpResponse<String> second = again.asked(log, 300);
            assertThat(second.statusCode()).isEqualTo(200);
            publish(second.body());
            assertThat(verified(vkey)).isZero();
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("nhân chứng đã ký: 1");
    }

    private void publish(String line) {
        new LogFiles(log).publishWitnessed(new LedgerProofs(log, key.publicKey()).checkpointNote() + line);
    }

    @Test
    void doesNotCosignALogThatWasRewrittenOrSetBack() throws Exception {
        try (Running witness = new Running("vi")) {
            assertThat(witness.asked(log, 0).statusCode()).isEqualTo(200);
            Path other = folder.resolve("other");
            append(other, "another", 400);
            assertThat(witness.asked(other, 300).statusCode()).isEqualTo(422);
            Path shorter = folder.resolve("shorter");
            append(shorter, "entry", 100);
            assertThat(witness.asked(shorter, 100).statusCode()).isEqualTo(409);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--name w",
                "--name w --state s",
                "--name w --state s --log",
                "--name w --state s --log l --listen nowhere",
                "--name w --state s --log l --listen localhost:99999",
                "--name w --state s --log l --fast yes"
            })
    void wordsThatAreNotUnderstoodEndWithTheUsage(String words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = new WitnessVerb(console("vi"), new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(words.isEmpty() ? List.of() : List.of(words.split(" ")));
        assertThat(code).isEqualTo(64);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("./khue witness --name");
    }

    @Test
    void aKeyFileThatIsNoneEndsAtOnce() throws IOException {
        Files.writeString(folder.resolve("bad.vkey"), "not a key\n");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = new WitnessVerb(console("vi"), new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(List.of(
                        "--name",
                        "witness.example",
                        "--state",
                        folder.resolve("w").toString(),
                        "--log",
                        folder.resolve("bad.vkey").toString(),
                        "--listen",
                        "localhost:0"));
        assertThat(code).isEqualTo(65);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("KHÔNG CHẠY ĐƯỢC");
    }
}
