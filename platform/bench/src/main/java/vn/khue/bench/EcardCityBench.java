package vn.khue.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.issue.CardIssuer;
import vn.khue.ecard.issue.CardRequest;
import vn.khue.ecard.issue.IssuedCard;
import vn.khue.ecard.status.IndexPermutation;
import vn.khue.ecard.trust.CardSigner;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.keystore.VaultKey;

/**
 * Cards of a whole city: 2,000,000 signed, each with its row and its event in one transaction of the signing service's own database, by
 * batches; then every hundredth revoked, until the running service has published all lists. Runs only where it is named.
 */
public final class EcardCityBench implements Bench {
    private static final int CARDS = 2_000_000;
    private static final int BATCH = 5_000;
    private static final int DISTRICTS = 30;
    private static final int SHARDS = 16;
    private static final double MINUTES_GOAL = 10;
    private static final double PUBLISHED_GOAL = 2;
    private static final String CARD_COLUMNS =
            "copy card (id, person, unit, role, signer, shard, place, issued_at, expires_at, issued_by, cose) from stdin";
    private static final String EVENT_COLUMNS = "copy audit_outbox (event_id, body, created_at) from stdin";
    private static final String BEHIND = "select count(*) from card_shard where published < changed";

    private final Crowd crowd = new Crowd();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant end = now.plus(Duration.ofDays(1400));
    private final SecureRandom random = new SecureRandom();

    @Override
    public String name() {
        return "ecard-city";
    }

    @Override
    public String about() {
        return "2,000,000 cards with rows, events and status lists, then every hundredth revoked (minutes, 4 GB; only where named)";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public List<Measurement> run() {
        try (SigningService service = new SigningService();
                Passphrase passphrase = Passphrase.of("bench passphrase".toCharArray());
                KeyVault vault = SoftwareKeyVault.open(
                        new InMemoryVaultStore(),
                        passphrase,
                        KdfParameters.LEAST,
                        CryptoProviders.fastest(),
                        DISTRICTS)) {
            List<CardIssuer> issuers = issuers(service, vault);
            long start = System.nanoTime();
            issue(service, issuers);
            double minutes = (System.nanoTime() - start) / 60e9;
            service.execute("analyze card", "update card_shard set next_number = " + IndexPermutation.PLACES);
            service.get("/cards/trust-list");
            for (int shard = 0; shard < SHARDS; shard++) {
                service.get("/cards/status/" + shard);
            }
            service.await(BEHIND, Duration.ofMinutes(2));
            service.execute("update card set status = 1, cause = 'left', changed_at = now() where place % 100 = 7");
            start = System.nanoTime();
            service.execute("update card_shard set changed = changed + 1");
            service.await(BEHIND, Duration.ofMinutes(2));
            double seconds = (System.nanoTime() - start) / 1e9;
            return List.of(
                    row("2,000,000 cards signed and stored with their events", "min", minutes, MINUTES_GOAL),
                    row("20,000 revocations in all lists published", "s", seconds, PUBLISHED_GOAL),
                    row(
                            "all status lists as CWT",
                            "bytes",
                            service.number("select sum(length(cwt)) from card_shard"),
                            35 * 1024));
        } catch (IOException | SQLException e) {
            throw new BenchException("expected a signing service of its own, found " + e, e);
        }
    }

    private List<CardIssuer> issuers(SigningService service, KeyVault vault) throws SQLException {
        List<CardIssuer> issuers = new ArrayList<>();
        try (Connection connection = service.connection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into card_signer (kid, district, month, ca,"
                                + " serial, window_from, window_to, valid_until) values (?, ?, date_trunc('month', now()), 'cards',"
                                + " '\\x01', ?, ?, ?)")) {
            for (int district = 0; district < DISTRICTS; district++) {
                VaultKey key = vault.generate(KeySpec.EC_P256);
                Kid kid = Kid.of(Arrays.copyOf(
                                DigestAlgorithm.SHA256.of(key.publicKey().getEncoded()), Kid.LENGTH))
                        .orElseThrow();
                CardSigner signer = new CardSigner(
                        kid,
                        (ECPublicKey) key.publicKey(),
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(30)),
                        now.plus(Duration.ofDays(2000)),
                        "quan-" + district);
                insert.setBytes(1, kid.bytes());
                insert.setString(2, signer.district());
                insert.setTimestamp(3, Timestamp.from(signer.from()));
                insert.setTimestamp(4, Timestamp.from(signer.to()));
                insert.setTimestamp(5, Timestamp.from(signer.until()));
                insert.executeUpdate();
                issuers.add(new CardIssuer("the.edu.vn", signer, vault.bare(key.id())));
            }
        }
        return issuers;
    }

    private void issue(SigningService service, List<CardIssuer> issuers) {
        IndexPermutation[] orders = new IndexPermutation[SHARDS];
        byte[] key = new byte[IndexPermutation.KEY_BYTES];
        random.nextBytes(key);
        for (int shard = 0; shard < SHARDS; shard++) {
            orders[shard] = new IndexPermutation(key, shard);
        }
        List<Kid> kids = kids(service);
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(AllCores.count());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < AllCores.count(); i++) {
                running.add(threads.submit(() -> {
                    try (Connection connection = service.connection()) {
                        connection.setAutoCommit(false);
                        for (int from = next.getAndAdd(BATCH); from < CARDS; from = next.getAndAdd(BATCH)) {
                            batch(connection, from, issuers, kids, orders);
                        }
                        return null;
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchException("expected cards to be stored, found " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** In the order in which the issuers were made. */
    private static List<Kid> kids(SigningService service) {
        List<Kid> kids = new ArrayList<>();
        try (Connection connection = service.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select kid from card_signer order by substring(district from 6)::int");
                java.sql.ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                kids.add(Kid.of(rows.getBytes(1)).orElseThrow());
            }
            return kids;
        } catch (SQLException e) {
            throw new BenchException("expected the signers, found " + e, e);
        }
    }

    /** Cards and events of one transaction. */
    private void batch(
            Connection connection, int from, List<CardIssuer> issuers, List<Kid> kids, IndexPermutation[] orders)
            throws SQLException, IOException {
        StringBuilder cards = new StringBuilder(BATCH * 900);
        StringBuilder events = new StringBuilder(BATCH * 900);
        HexFormat hex = HexFormat.of();
        for (int number = from; number < Math.min(from + BATCH, CARDS); number++) {
            int shard = number % SHARDS;
            int district = number / (CARDS / DISTRICTS + 1);
            int place = orders[shard].place(number / SHARDS);
            CardId id = CardId.random(random);
            String unit = "truong-" + number / 1000;
            IssuedCard card = issuers.get(district)
                    .issue(new CardRequest(
                            id,
                            crowd.person(number).name().full(),
                            "Trường Trung học cơ sở Nguyễn Du",
                            "HOC_SINH",
                            Optional.empty(),
                            new StatusReference(place, "https://the.edu.vn/cards/status/" + shard),
                            now,
                            end));
            cards.append("\\\\x")
                    .append(id)
                    .append('\t')
                    .append(crowd.id(number))
                    .append('\t')
                    .append(unit);
            cards.append("\tHOC_SINH\t\\\\x")
                    .append(kids.get(district))
                    .append('\t')
                    .append(shard)
                    .append('\t');
            cards.append(place)
                    .append('\t')
                    .append(now)
                    .append('\t')
                    .append(end)
                    .append('\t');
            cards.append(crowd.id(0))
                    .append("\t\\\\x")
                    .append(hex.formatHex(card.cose()))
                    .append('\n');
            AuditEvent event = AuditEvent.of(
                            EventKind.CARD_ISSUED,
                            Outcome.SUCCESS,
                            Actor.service("khue-signing"),
                            "signing",
                            Clock.systemUTC())
                    .target(TargetKind.CARD, id.toString())
                    .with(DetailKey.PERSON, crowd.id(number).toString())
                    .with(DetailKey.ISSUER, unit)
                    .with(DetailKey.TO, end.toString())
                    .build();
            events.append(event.id()).append('\t');
            events.append(new String(EventJson.write(event), StandardCharsets.UTF_8).replace("\\", "\\\\"));
            events.append('\t').append(event.time()).append('\n');
        }
        copy(connection, CARD_COLUMNS, cards);
        copy(connection, EVENT_COLUMNS, events);
        connection.commit();
    }

    private static void copy(Connection connection, String into, StringBuilder rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(into, new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private Measurement row(String metric, String unit, double ours, double goal) {
        return new Measurement(
                name(), metric, unit, Measurement.Better.LOWER, ours, goal, "the goal", Optional.of(1.0));
    }
}
