package vn.khue.audit.ledger.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code ./khue witness --name NAME --state DIRECTORY --log VKEY_FILE... [--listen HOST:PORT] [--lang vi|en]}: a witness that another
 * organisation runs ({@link Witness}). It needs this JAR and Java alone, knows nothing of Khuê, and serves {@code POST /add-checkpoint} until
 * it is stopped. Exit 64: the words are not understood. 65: a file is not what it should be, or the address is taken.
 */
public final class WitnessCommand {

    private static final int USAGE = 64;
    private static final int UNREADABLE = 65;
    private static final int THREADS = 4;

    private WitnessCommand() {}

    @AllowedApi("System.exit: a command answers with its exit code")
    public static void main(String[] args) {
        System.exit(run(args, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    /** A witness at work. */
    static final class Running implements AutoCloseable {
        private final HttpServer server;
        private final ExecutorService threads;
        private final String vkey;

        private Running(HttpServer server, ExecutorService threads, String vkey) {
            this.server = server;
            this.threads = threads;
            this.vkey = vkey;
        }

        int port() {
            return server.getAddress().getPort();
        }

        /** For those who ask for its cosignatures. */
        String vkey() {
            return vkey;
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private record Options(String name, Path state, List<Path> logs, InetSocketAddress listen, String language) {}

    /** The command without its process; returns when the thread is interrupted, or at once if it cannot begin. */
    public static int run(String[] args, PrintStream out) {
        Optional<Options> options = options(args);
        if (options.isEmpty()) {
            out.println(texts("vi").getString("witness.usage"));
            return USAGE;
        }
        ResourceBundle texts = texts(options.get().language());
        try (Running running = start(
                options.get().name(),
                options.get().state(),
                options.get().logs(),
                options.get().listen(),
                Clock.systemUTC())) {
            out.println(String.format(Locale.ROOT, texts.getString("witness.runs"), running.vkey(), running.port()));
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException e) {
            out.println(String.format(
                    Locale.ROOT,
                    texts.getString("witness.unreadable"),
                    e.getClass().getSimpleName() + " " + e.getMessage()));
            return UNREADABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    static Running start(String name, Path state, List<Path> logs, InetSocketAddress listen, Clock clock)
            throws IOException {
        Files.createDirectories(
                state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        WitnessKey key = WitnessKey.openOrCreate(state.resolve("witness.key"), name);
        Map<String, String> known = new HashMap<>();
        for (Path log : logs) {
            String vkey = Files.readString(log, StandardCharsets.US_ASCII).strip();
            if (!vkey.matches("[!-*,-~]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+")) {
                throw new IOException(log + ": expected a vkey on one line, found something else");
            }
            known.put(vkey.substring(0, vkey.indexOf('+')), vkey);
        }
        Witness witness = new Witness(key, known, new WitnessMemory(state), clock);
        HttpServer server = HttpServer.create(listen, 64);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext("/add-checkpoint", exchange -> answer(exchange, witness));
        server.start();
        return new Running(server, threads, key.vkey());
    }

    private static void answer(HttpExchange exchange, Witness witness) throws IOException {
        try (exchange) {
            Witness.Answer answer;
            byte[] body = exchange.getRequestBody().readNBytes(Witness.LARGEST_BODY + 1);
            if (!exchange.getRequestMethod().equals("POST")) {
                answer = new Witness.Answer(405, "text/plain", "POST\n");
            } else if (body.length > Witness.LARGEST_BODY) {
                answer = new Witness.Answer(413, "text/plain", "at most 64 KiB\n");
            } else {
                try {
                    answer = witness.add(body);
                } catch (IOException e) {
                    answer = new Witness.Answer(500, "text/plain", "what was cosigned before cannot be kept\n");
                }
            }
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private static Optional<Options> options(String[] args) {
        String name = null;
        Path state = null;
        List<Path> logs = new ArrayList<>();
        InetSocketAddress listen = new InetSocketAddress("localhost", 8089);
        String language = "vi";
        for (int i = 0; i + 1 < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--name" -> name = value;
                case "--state" -> state = Path.of(value);
                case "--log" -> logs.add(Path.of(value));
                case "--lang" -> language = value;
                case "--listen" -> {
                    int colon = value.lastIndexOf(':');
                    if (colon < 1 || !value.substring(colon + 1).matches("[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}")) {
                        return Optional.empty();
                    }
                    listen = new InetSocketAddress(
                            value.substring(0, colon), Integer.parseInt(value.substring(colon + 1)));
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return args.length % 2 != 0
                        || name == null
                        || state == null
                        || logs.isEmpty()
                        || !(language.equals("vi") || language.equals("en"))
                ? Optional.empty()
                : Optional.of(new Options(name, state, logs, listen, language));
    }

    private static ResourceBundle texts(String language) {
        return ResourceBundle.getBundle(
                "vn.khue.audit.ledger.verify.messages",
                language.equals("en") ? Locale.ENGLISH : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
