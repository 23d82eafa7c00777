package vn.khue.audit.app.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.ledger.LedgerSettings;
import vn.khue.audit.app.paper.PaperWords;
import vn.khue.audit.app.proof.ProofCheck;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.EventStoreException;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.timestamp.DayStamp;
import vn.khue.audit.app.timestamp.DayStamps;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LedgerProofs.Evidence;
import vn.khue.audit.ledger.LedgerProofs.ProvenEntry;

/**
 * Makes evidence. That it was taken away, with the hash of the file, is an event in the ledger before the file leaves. What cannot be
 * proven does not leave. Thread-safe.
 */
@Component
final class EvidenceOffice {

    private final RecordedReading reading;
    private final EventStore events;
    private final ProofCheck proofs;
    private final LedgerSettings settings;
    private final EvidenceZip zip;
    private final Clock clock;

    EvidenceOffice(
            DataSource dataSource,
            EventStore events,
            ProofCheck proofs,
            LedgerSettings settings,
            MessageSource messages,
            AlertWords words,
            Clock clock) {
        this.reading = new RecordedReading(dataSource, events, clock);
        this.events = events;
        this.proofs = proofs;
        this.settings = settings;
        this.zip = new EvidenceZip(new PaperWords(messages, words));
        this.clock = clock;
    }

    /** Of an alert; empty if it is out of sight. */
    Optional<byte[]> ofAlert(UUID id, Officer officer, Looking looking) {
        return reading.in(connection -> {
            MatterReader reader = new MatterReader(connection, looking);
            Optional<Matter> matter = reader.ofAlert(id);
            return matter.isEmpty()
                    ? Optional.empty()
                    : Optional.of(taken(connection, matter.get(), reader.indexes(), TargetKind.ALERT, id, officer));
        });
    }

    /** Of a case; empty if it is out of sight. */
    Optional<byte[]> ofCase(UUID id, Officer officer, Looking looking) {
        return reading.in(connection -> {
            MatterReader reader = new MatterReader(connection, looking);
            Optional<Matter> matter = reader.ofCase(id);
            return matter.isEmpty()
                    ? Optional.empty()
                    : Optional.of(taken(connection, matter.get(), reader.indexes(), TargetKind.CASE, id, officer));
        });
    }

    private byte[] taken(
            Connection connection, Matter matter, SortedSet<Long> indexes, TargetKind kind, UUID id, Officer officer)
            throws SQLException {
        byte[] file;
        int rows;
        try {
            Evidence evidence = proofs.ledger().evidence(indexes);
            SortedSet<Long> waiting = new TreeSet<>(indexes);
            waiting.removeAll(evidence.entries().keySet());
            String vkey = Files.readString(settings.publicKeyFile(), StandardCharsets.US_ASCII)
                    .strip();
            file = zip.write(new Exported(
                    matter,
                    clock.instant(),
                    officer,
                    evidence,
                    waiting,
                    openings(connection, evidence),
                    stamps(connection, evidence),
                    vkey));
            rows = evidence.entries().size();
        } catch (IOException | LedgerException e) {
            throw new EventStoreException(
                    "Evidence: expected the ledger to prove " + indexes.size() + " events, it does not ("
                            + e.getMessage() + "); run ./khue ledger verify",
                    e);
        }
        AuditEvent.Builder event = AuditEvent.of(
                        EventKind.EVIDENCE_EXPORTED,
                        Outcome.SUCCESS,
                        officer.reader().actor(),
                        EventStore.SOURCE,
                        clock)
                .target(kind, id.toString())
                .with(DetailKey.FILE_SHA256, sha256(file))
                .with(DetailKey.FILE_BYTES, file.length)
                .with(DetailKey.ROWS, rows)
                .with(DetailKey.ROLE, officer.reader().role().orElse(""));
        officer.reader().unit().ifPresent(event::unit);
        events.storeIn(connection, List.of(IncomingEvent.own(event.build())), List.of(), EventStore.SOURCE);
        return file;
    }

    private List<Exported.Stamped> stamps(Connection connection, Evidence evidence) throws SQLException, IOException {
        long size = evidence.checkpoint().size();
        LedgerProofs ledger = proofs.ledger();
        List<Exported.Stamped> stamps = new ArrayList<>();
        for (DayStamp each :
                new DayStamps(connection).covering(evidence.entries().keySet(), size)) {
            stamps.add(new Exported.Stamped(each, ledger.consistency(each.size(), size)));
        }
        return stamps;
    }

    /** Of those that are sealed and that nobody erased. */
    private SortedMap<Long, String> openings(Connection connection, Evidence evidence) throws SQLException {
        List<Long> indexes = List.copyOf(evidence.entries().keySet());
        Map<Integer, byte[]> keys = events.eventKeys(
                connection,
                evidence.entries().values().stream().map(ProvenEntry::bytes).toList());
        SortedMap<Long, String> openings = new TreeMap<>();
        keys.forEach((place, key) ->
                openings.put(indexes.get(place), Base64.getEncoder().encodeToString(key)));
        return openings;
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }
}
