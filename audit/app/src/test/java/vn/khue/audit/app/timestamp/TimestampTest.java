package vn.khue.audit.app.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.TimestampFiles;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.Fault;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Trusted;
import vn.khue.audit.ledger.verify.Verdict;
import vn.khue.pki.revocation.BoundedHttp;
import vn.khue.pki.timestamp.HttpTimestampClient;
import vn.khue.web.trial.TrialBrowser;

/** The ledger is stamped once a day; an authority that is away is asked again, and missed in the end. */
class TimestampTest {

    private final AuditServer server = AuditServer.get();

    @TempDir
    Path folder;

    private Verdict verified(Path log, X509Certificate... authorities) throws IOException {
        String vkey = Files.readString(server.publicKey(), StandardCharsets.US_ASCII);
        return new LedgerVerifier(
                        new DirectorySource(log), new Trusted(Optional.of(vkey), List.of(authorities), List.of()))
                .verify(Optional.empty());
    }

    /** Of a log that goes on: the checkpoint first, for what it covers stays. */
    private Path copy() throws IOException {
        Path target = Files.createDirectories(folder.resolve("log-" + UUID.randomUUID()));
        Files.copy(server.ledgerFiles().resolve("checkpoint"), target.resolve("checkpoint"));
        List<Path> files;
        try (Stream<Path> all = Files.walk(server.ledgerFiles())) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".tmp"))
                    .toList();
        }
        for (Path each : files) {
            Path to = target.resolve(server.ledgerFiles().relativize(each).toString());
            Files.createDirectories(to.getParent());
            if (Files.exists(each) && !Files.exists(to)) {
                Files.copy(each, to);
            }
        }
        return target;
    }

    @Test
    void isStampedOnceTheAuthorityIsThereAndTheVerifierChecksIt() throws Exception {
        AuditEvent event = AuditEvent.of(
                        EventKind.LOGOUT, Outcome.SUCCESS, Actor.person(UUID.randomUUID()), "sso", Clock.systemUTC())
                .build();
        server.deliver(List.of(event));
        server.awaitSigned(server.index(event));
        server.database().sql("delete from ledger_timestamp").update();
        TimestampRounds rounds = server.part(TimestampRounds.class);
        rounds.run();
        assertThat(rounds.standing().fault()).as("nobody is there").isPresent();
        assertThat(rounds.standing().late()).as("but not for long").isFalse();

        try (TrialTimestamps authority = TrialTimestamps.at(server.timestampPort())) {
            rounds.run();
            assertThat(rounds.standing().fault()).isEmpty();
            assertThat(rounds.standing().newest())
                    .get()
                    .satisfies(at -> assertThat(at)
                            .isBetween(
                                    Instant.now().minusSeconds(60),
                                    Instant.now().plusSeconds(2)));
            String day = server.database()
                    .sql("select day::text from ledger_timestamp")
                    .query(String.class)
                    .single();
            rounds.run();
            assertThat(server.database()
                            .sql("select count(*) from ledger_timestamp")
                            .query(Long.class)
                            .single())
                    .as("once a day")
                    .isEqualTo(1);
            TrialBrowser anybody = new TrialBrowser(server.base());
            assertThat(anybody.get("/log/timestamps/index").body()).contains(day + "\n");
            assertThat(anybody.get("/log/timestamps/" + day + ".checkpoint").statusCode())
                    .isEqualTo(200);
            assertThat(anybody.get("/log/timestamps/..%2fcheckpoint").statusCode())
                    .isIn(400, 404);
            assertThat(anybody.get("/log/timestamps/ledger.key").statusCode()).isEqualTo(404);
            assertThat(server.browser("QT_NEN_TANG").get("/ledger").body())
                    .contains("Dấu thời gian mới nhất", "đã có dấu của 1 ngày");

            Path log = copy();
            assertThat(verified(log, authority.root())).isInstanceOfSatisfying(Verdict.Sound.class, sound -> {
                assertThat(sound.besides().timestamps()).isEqualTo(1);
                assertThat(sound.besides().authorityChecked()).isTrue();
            });
            assertThat(verified(log))
                    .isInstanceOfSatisfying(
                            Verdict.Sound.class,
                            sound -> assertThat(sound.besides().authorityChecked())
                                    .isFalse());
            assertThat(verified(log, TrialTimestamps.another()))
                    .isInstanceOfSatisfying(
                            Verdict.Broken.class,
                            broken -> assertThat(broken.fault()).isEqualTo(Fault.TIMESTAMP_AUTHORITY));
            Path token = log.resolve("timestamps/" + day + ".tst");
            byte[] bytes = Files.readAllBytes(token);
            bytes[bytes.length - 20] ^= 1;
            Files.write(token, bytes);
            assertThat(verified(log)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
                assertThat(broken.fault()).isEqualTo(Fault.TIMESTAMP_FALSE);
                assertThat(broken.where()).isEqualTo("timestamps/" + day + ".checkpoint");
            });
            Files.delete(token);
            assertThat(verified(log)).isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void anAuthorityThatIsAwayTooLongIsToldOnceAndItsReturnOnce() {
        try (AuditDatabase database = AuditDatabase.start()) {
            MovableClock clock = new MovableClock(Instant.now());
            TimestampRounds rounds = new TimestampRounds(
                    database.dataSource(),
                    new EventStore(database.dataSource(), database.keys(), clock),
                    () -> {
                        throw new LedgerException("a log that cannot be read");
                    },
                    new TimestampFiles(folder),
                    new HttpTimestampClient(
                            URI.create("http://localhost:" + server.timestampPort() + "/tsa"), BoundedHttp.usual()),
                    Duration.ofHours(30),
                    () -> {},
                    clock);
            rounds.run();
            assertThat(rounds.standing().late()).isFalse();
            clock.move(Duration.ofHours(31));
            rounds.run();
            rounds.run();
            assertThat(rounds.standing().late()).isTrue();
            String told =
                    "select convert_from(body, 'UTF8') from audit_event where kind = 'LINK_CHANGED' order by ledger_index";
            assertThat(database.strings(told))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("\"id\":\"timestamps\"", "\"lost\"", "\"late\""));
            database.execute("insert into ledger_timestamp values (current_date - 400, 1, 'x', '\\x00', '%s')"
                    .formatted(clock.instant()));
            rounds.run();
            rounds.run();
            assertThat(rounds.standing().late()).isFalse();
            assertThat(database.strings(told))
                    .hasSize(2)
                    .last()
                    .satisfies(line -> assertThat(line).contains("\"back\""));
        }
    }

    private static final class MovableClock extends Clock {
        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
