package vn.khue.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LogKeyFile;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Verdict;

/** Writing and verifying the audit log, beside what the disk and SHA-256 alone would take for the same bytes. */
public final class LedgerBench implements Bench {

    private static final int ENTRY_BYTES = 600;
    private static final int BATCH = 1000;

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String about() {
        return "the audit log: entries appended and verified, beside a plain file forced to disk and beside SHA-256";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-ledger");
            try {
                return measure(folder);
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
    }

    private List<Measurement> measure(Path folder) throws IOException {
        List<byte[]> batch = batch();
        Path log = folder.resolve("log");
        Files.createDirectories(log);
        Rate rate = new Rate(1, 2);
        double ours;
        String vkey;
        var key = LogKeyFile.openOrCreate(folder.resolve("key"), "bench.khue.vn/log", "bench".toCharArray());
        vkey = key.publicKey().vkey();
        try (Ledger ledger = Ledger.open(log, key)) {
            ours = rate.perSecond(() -> ledger.append(batch)) * BATCH;
        }
        double limit;
        try (FileChannel file =
                FileChannel.open(folder.resolve("plain"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            limit = rate.perSecond(() -> {
                        for (byte[] entry : batch) {
                            file.write(ByteBuffer.wrap(entry));
                        }
                        file.force(false);
                    })
                    * BATCH;
        }
        long start = System.nanoTime();
        Verdict verdict = new LedgerVerifier(new DirectorySource(log), Optional.of(vkey)).verify(Optional.empty());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!(verdict instanceof Verdict.Sound sound)) {
            throw new BenchException("expected the log just written to be sound, found " + verdict);
        }
        return List.of(
                row(
                        "entries appended, " + BATCH + " a batch, " + ENTRY_BYTES + " bytes each",
                        ours,
                        limit,
                        "plain file, one force a batch"),
                row(
                        "entries verified from raw tiles",
                        sound.size() / seconds,
                        sha256(batch),
                        "SHA-256 of the same entries alone"));
    }

    private Measurement row(String metric, double ours, double peer, String peerName) {
        return new Measurement(
                name(), metric, "entries/s", Measurement.Better.HIGHER, ours, peer, peerName, Optional.empty());
    }

    private static double sha256(List<byte[]> batch) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new Rate(0.5, 0.5).perSecond(() -> batch.forEach(digest::digest)) * BATCH;
        } catch (GeneralSecurityException e) {
            throw new BenchException("expected SHA-256 in the JDK, found " + e, e);
        }
    }

    private static List<byte[]> batch() {
        Random random = new Random(2026);
        List<byte[]> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            byte[] entry = new byte[ENTRY_BYTES];
            random.nextBytes(entry);
            batch.add(entry);
        }
        return batch;
    }
}
