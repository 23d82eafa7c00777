package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rebuilds a log's tree from its raw entry bundles, compares every tile on the way, and compares the root with the signed
 * checkpoint. Stops at the first fault and names the first entry that cannot be relied on. Memory is bounded by a few tiles.
 * Stateless between calls; thread-safe.
 */
public final class LedgerVerifier {

    private static final int FULL = 256;
    private static final int MAX_CHECKPOINT = 64 << 10;

    /** The newest checkpoint that witnesses have cosigned; it lags a little behind the newest one. */
    private static final String WITNESSED = "checkpoint.witnessed";

    private final LedgerSource source;
    private final Trusted trusted;
    private final Optional<String> vkey;

    /**
     * @param vkey the log's public key (C2SP signed-note), from elsewhere than the log itself; without it the signature is
     *     not checked, and the verdict says so
     */
    public LedgerVerifier(LedgerSource source, Optional<String> vkey) {
        this(source, Trusted.log(vkey));
    }

    public LedgerVerifier(LedgerSource source, Trusted trusted) {
        this.source = source;
        this.trusted = trusted;
        this.vkey = trusted.log();
    }

    /**
     * @param olderCheckpoint a signed checkpoint of this log kept from before; the log must begin with its tree
     */
    public Verdict verify(Optional<byte[]> olderCheckpoint) {
        try {
            Optional<byte[]> note = source.fetch("checkpoint", MAX_CHECKPOINT);
            if (note.isEmpty()) {
                return new Verdict.Unreadable("no file named checkpoint");
            }
            CheckedNote checkpoint = checkpoint(note.get());
            OlderTrees older = new OlderTrees();
            older(olderCheckpoint, checkpoint).ifPresent(each -> older.add("older checkpoint", each));
            List<Timestamps.Stamped> stamps = new Timestamps(source, vkey, trusted.authorities()).read(checkpoint);
            stamps.forEach(each -> older.add(each.name(), each.note()));
            int witnesses = witnesses(checkpoint, older);
            TileFiles files = new TileFiles(source);
            Rebuilt rebuilt = rebuild(files, checkpoint.size(), older);
            if (!MessageDigest.isEqual(rebuilt.root(), checkpoint.root())) {
                throw whole(Fault.ROOT, "checkpoint");
            }
            return new Verdict.Sound(
                    checkpoint.origin(),
                    checkpoint.size(),
                    Base64.getEncoder().encodeToString(rebuilt.root()),
                    rebuilt.entriesRead(),
                    checkpoint.signedBy(),
                    new Besides(
                            0,
                            stamps.size(),
                            stamps.stream().map(Timestamps.Stamped::at).max(Comparator.naturalOrder()),
                            !stamps.isEmpty() && !trusted.authorities().isEmpty(),
                            witnesses,
                            files.compressed()));
        } catch (BrokenLedger broken) {
            return broken.verdict();
        } catch (IOException e) {
            return new Verdict.Unreadable(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private CheckedNote checkpoint(byte[] note) throws BrokenLedger {
        CheckedNote checkpoint =
                CheckedNote.read(note, vkey).orElseThrow(() -> whole(Fault.CHECKPOINT_MALFORMED, "checkpoint"));
        if (vkey.isPresent() && !checkpoint.signedBy()) {
            throw whole(Fault.CHECKPOINT_SIGNATURE, "checkpoint");
        }
        return checkpoint;
    }

    private Optional<CheckedNote> older(Optional<byte[]> note, CheckedNote now) throws BrokenLedger {
        if (note.isEmpty()) {
            return Optional.empty();
        }
        CheckedNote older = CheckedNote.read(note.get(), vkey)
                .filter(found -> found.origin().equals(now.origin()) && (vkey.isEmpty() || found.signedBy()))
                .orElseThrow(() -> whole(Fault.OLDER_CHECKPOINT, "older checkpoint"));
        if (older.size() > now.size()) {
            throw new BrokenLedger(Fault.ROLLBACK, now.size(), "checkpoint");
        }
        return Optional.of(older);
    }

    /** @return how many of those that were asked about have cosigned, which is all of them */
    private int witnesses(CheckedNote now, OlderTrees older) throws BrokenLedger, IOException {
        Optional<byte[]> note = source.fetch(WITNESSED, MAX_CHECKPOINT);
        if (note.isPresent()) {
            CheckedNote read = CheckedNote.read(note.get(), vkey)
                    .filter(found -> found.origin().equals(now.origin()) && (vkey.isEmpty() || found.signedBy()))
                    .orElseThrow(() -> whole(Fault.OLDER_CHECKPOINT, WITNESSED));
            if (read.size() > now.size()) {
                throw new BrokenLedger(Fault.ROLLBACK, now.size(), "checkpoint");
            }
            older.add(WITNESSED, read);
        }
        for (String witness : trusted.witnesses()) {
            if (note.isEmpty() || !Cosignatures.under(note.get(), witness)) {
                throw whole(Fault.WITNESS_MISSING, WITNESSED);
            }
        }
        return trusted.witnesses().size();
    }

    private record Rebuilt(byte[] root, boolean entriesRead) {}

    private static Rebuilt rebuild(TileFiles files, long size, OlderTrees older) throws BrokenLedger, IOException {
        TileRows rows = new TileRows(files);
        Mountain tree = new Mountain();
        older.check(tree);
        boolean entriesRead = true;
        for (long n = 0; n * FULL < size; n++) {
            int width = (int) Math.min(FULL, size - n * FULL);
            entriesRead &= readBundle(files, n, width, tree, rows, older);
        }
        rows.finish();
        return new Rebuilt(tree.root(), entriesRead);
    }

    /** Reads one bundle, or the leaf hashes alone where the log withholds its entries. Answers whether entries were read. */
    private static boolean readBundle(
            TileFiles files, long n, int width, Mountain tree, TileRows rows, OlderTrees older)
            throws BrokenLedger, IOException {
        // The leaf tile is read beside the bundle, so that an entry at fault is named at once.
        byte[] leaves = files.hashes(TileFiles.name("0", n), width, n * FULL);
        String name = TileFiles.name("entries", n);
        TileFiles.Bundle bundle;
        try {
            bundle = files.bundle(name, width, n * FULL);
        } catch (WithheldException e) {
            for (int i = 0; i < width; i++) {
                addLeaf(Arrays.copyOfRange(leaves, i * 32, i * 32 + 32), tree, rows, older);
            }
            return false;
        }
        byte[] bytes = bundle.bytes();
        int[] ends = new int[width];
        int at = 0;
        for (int i = 0; i < width; i++) {
            int length = lengthAt(bytes, at);
            if (length < 0 || at + 2 + length > bytes.length) {
                throw new BrokenLedger(Fault.ENTRY_MALFORMED, tree.count(), bundle.name());
            }
            byte[] leaf = tree.leaf(bytes, at + 2, length);
            if (!Arrays.equals(leaf, 0, 32, leaves, i * 32, i * 32 + 32)) {
                throw new BrokenLedger(Fault.ENTRY_HASH, tree.count(), bundle.name());
            }
            addLeaf(leaf, tree, rows, older);
            at += 2 + length;
            ends[i] = at;
        }
        if (at != bytes.length && !bundle.mayHoldMore()) {
            throw new BrokenLedger(Fault.ENTRY_MALFORMED, tree.count(), bundle.name());
        }
        requireKeptPartials(files, name, bytes, ends, n * FULL);
        return true;
    }

    private static void addLeaf(byte[] leaf, Mountain tree, TileRows rows, OlderTrees older)
            throws BrokenLedger, IOException {
        rows.completed(0, leaf);
        tree.add(leaf, rows);
        older.check(tree);
    }

    /** Older partial forms of the bundle, which older checkpoints still point to, must be its beginning. */
    private static void requireKeptPartials(TileFiles files, String name, byte[] bytes, int[] ends, long first)
            throws BrokenLedger, IOException {
        for (int width : files.keptPartials(name)) {
            if (width < ends.length) {
                TileFiles.Bundle kept = files.bundle(name, width, first);
                int difference = Arrays.mismatch(Arrays.copyOf(bytes, ends[width - 1]), kept.bytes());
                if (difference >= 0) {
                    int entry = 0;
                    while (entry < width - 1 && ends[entry] <= difference) {
                        entry++;
                    }
                    throw new BrokenLedger(Fault.ENTRY_HASH, first + entry, kept.name());
                }
            }
        }
    }

    private static int lengthAt(byte[] bytes, int at) {
        return at + 2 > bytes.length ? -1 : (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static BrokenLedger whole(Fault fault, String where) {
        return new BrokenLedger(new Verdict.Broken(fault, OptionalLong.empty(), where));
    }
}
