package vn.khue.audit.app.ledger;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khue.audit.app.detection.Detector;
import vn.khue.audit.app.intake.EventIntake;
import vn.khue.audit.app.intake.IntakeAnswer;
import vn.khue.audit.app.seal.KeyEncryptionKey;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.app.store.AlertStore;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;

/**
 * Intake, sequencer and detector in a process of their own, to be killed: the real parts behind the JDK's HTTP server, without login
 * and pages. Arguments: JDBC URL, state directory, port.
 */
final class IntakeProcess {

    private IntakeProcess() {}

    public static void main(String[] args) throws IOException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(args[0]);
        Path state = Path.of(args[1]);
        LedgerSettings settings = new LedgerSettings(
                state.resolve("log"),
                Optional.empty(),
                "localhost:8082/log",
                state.resolve("ledger.key"),
                state.resolve("passphrase"),
                state.resolve("khue-ledger.vkey"));
        Clock clock = Clock.systemUTC();
        EventStore store = new EventStore(
                dataSource,
                new SubjectKeys(KeyEncryptionKey.of("a secret of a test only, 32 characters"), clock),
                clock);
        Sequencer sequencer = new Sequencer(
                        dataSource, store.recent(), settings.directory(), () -> LogKeyLoader.load(settings), clock)
                .start();
        DetectionPack pack = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
        Detector detector = new Detector(
                        dataSource,
                        () -> pack.engine(SchoolNetworks.of(List.of())),
                        new AlertStore(store, clock),
                        sequencer::wake,
                        clock)
                .start();
        EventIntake intake = new EventIntake(store, () -> {
            sequencer.wake();
            detector.wake();
        });

        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[2])), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/api/events", exchange -> {
            try (exchange) {
                byte[] answer = json(intake.take(exchange.getRequestBody(), "khue-events"));
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    private static byte[] json(IntakeAnswer answer) {
        String rejected = answer.rejected().stream()
                .map(each -> "{\"id\":\"" + each.id() + "\",\"reason\":\"refused\"}")
                .collect(Collectors.joining(","));
        return ("{\"accepted\":" + answer.accepted() + ",\"duplicate\":" + answer.duplicate() + ",\"rejected\":["
                        + rejected + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
