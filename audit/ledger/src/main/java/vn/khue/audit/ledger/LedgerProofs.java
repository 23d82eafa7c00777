package vn.khue.audit.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Proofs from the tiles of a ledger directory, beside its writer or without one. Thread-safe. */
public final class LedgerProofs {

    private final LedgerFiles files;
    private final LogPublicKey key;
    private volatile Optional<Published> last = Optional.empty();

    /** A note whose signature was checked, and what it says. */
    private record Published(String note, Checkpoint checkpoint) {}

    public LedgerProofs(Path directory, LogPublicKey key) {
        this.files = new LedgerFiles(directory);
        this.key = key;
    }

    /** The published checkpoint as a signed note, its signature checked. */
    public String checkpointNote() {
        return published().note();
    }

    public Checkpoint checkpoint() {
        return published().checkpoint();
    }

    /** Reads the note at each call, and checks its signature when it is not the one checked before. */
    private Published published() {
        byte[] bytes = files.read("checkpoint")
                .orElseThrow(() -> new LedgerException("Ledger " + files.directory()
                        + ": expected a checkpoint, found none; start the audit service once"));
        String note = new String(bytes, StandardCharsets.UTF_8);
        Optional<Published> known = last.filter(checked -> checked.note().equals(note));
        if (known.isEmpty()) {
            known = Optional.of(new Published(note, Checkpoint.parse(SignedNote.open(note, key))));
            last = known;
        }
        return known.get();
    }

    /** The bytes of one entry under the published checkpoint. */
    public byte[] entry(long index) {
        TilePath bundle = TreeLayout.tile(
                TilePath.ENTRIES, index / TilePath.FULL, checkpoint().size());
        return EntryBundle.entries(new FileTiles(files).tile(bundle)).get((int) (index % TilePath.FULL));
    }

    /**
     * The entries from {@code first} to the end of its bundle or of the published tree, at most 256; their bytes are not proved
     * here.
     *
     * @throws LedgerException if the tree has no such entry or its bundle is damaged
     */
    public List<byte[]> entriesFrom(long first) {
        TilePath bundle = TreeLayout.tile(
                TilePath.ENTRIES, first / TilePath.FULL, checkpoint().size());
        List<byte[]> entries = EntryBundle.entries(new FileTiles(files).tile(bundle));
        int from = (int) (first % TilePath.FULL);
        if (entries.size() <= from) {
            throw new LedgerException("Ledger entry " + first + ": expected it in its bundle, found " + entries.size()
                    + " entries there; run ./khue ledger verify");
        }
        return entries.subList(from, Math.min(entries.size(), bundle.width()));
    }

    /**
     * @param size of the tree to prove it in, at most that of the published checkpoint
     */
    public InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new LedgerException("Inclusion proof: expected an index below " + size + ", found " + index);
        }
        Subtrees subtrees = subtrees(size);
        List<TreeHash> path = new ArrayList<>();
        subtrees.inclusionPath(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    public ConsistencyProof consistency(long from, long to) {
        List<TreeHash> path = new ArrayList<>();
        if (from > 0 && from < to) {
            subtrees(to).consistencyPath(from, 0, to, true, path);
        }
        return new ConsistencyProof(from, to, path);
    }

    /** Tiles only grow to the right, so those of the published tree serve every smaller one. */
    private Subtrees subtrees(long size) {
        long published = checkpoint().size();
        if (size > published) {
            throw new LedgerException("Ledger proof: expected a size up to " + published
                    + ", the published checkpoint's, found " + size + "; wait for the next checkpoint");
        }
        return new Subtrees(published, new FileTiles(files));
    }

    /** Evidence that can be checked offline: C2SP tlog-proof v1, to be stored as {@code .tlog-proof}. */
    public String tlogProof(long index) {
        Published published = published();
        return tlogProof(inclusion(index, published.checkpoint().size()), published);
    }

    private static String tlogProof(InclusionProof proof, Published published) {
        StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex ")
                .append(proof.index())
                .append('\n');
        proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(published.note()).toString();
    }

    /**
     * Entries and their proofs, all under one checkpoint.
     *
     * @param note the signed checkpoint
     * @param entries by index; what the checkpoint does not cover yet is not among them
     */
    public record Evidence(String note, Checkpoint checkpoint, SortedMap<Long, ProvenEntry> entries) {
        public Evidence {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }

    /**
     * An entry to be taken away.
     *
     * @param bytes as they stand in the ledger
     * @param tlogProof C2SP tlog-proof v1
     */
    public record ProvenEntry(byte[] bytes, String tlogProof) {}

    /**
     * Evidence about several entries. Each is proved here before it is given out; every tile and bundle is read once.
     *
     * @throws LedgerException if an entry does not lead to the signed root
     */
    public Evidence evidence(Collection<Long> indexes) {
        Published published = published();
        long size = published.checkpoint().size();
        Subtrees subtrees = new Subtrees(size, new FileTiles(files));
        SortedMap<Long, ProvenEntry> entries = new TreeMap<>();
        Map<Long, List<byte[]>> bundle = new HashMap<>();
        for (long index : new TreeSet<>(indexes)) {
            if (index < 0 || index >= size) {
                continue;
            }
            long number = index / TilePath.FULL;
            if (!bundle.containsKey(number)) {
                bundle.clear();
                bundle.put(
                        number,
                        EntryBundle.entries(
                                new FileTiles(files).tile(TreeLayout.tile(TilePath.ENTRIES, number, size))));
            }
            byte[] entry = bundle.get(number).get((int) (index % TilePath.FULL));
            List<TreeHash> path = new ArrayList<>();
            subtrees.inclusionPath(index, 0, size, path);
            InclusionProof proof = new InclusionProof(index, size, path);
            if (!proof.root(entry).equals(published.checkpoint().root())) {
                throw new LedgerException("Ledger entry " + index
                        + ": expected its path to lead to the signed root, found another; run ./khue ledger verify");
            }
            entries.put(index, new ProvenEntry(entry, tlogProof(proof, published)));
        }
        return new Evidence(published.note(), published.checkpoint(), entries);
    }

    /** Hashes of subtrees, read from tiles; each tile is read once. */
    private static final class Subtrees {
        private final long published;
        private final TileSource tiles;
        private final TreeHasher hasher = new TreeHasher();
        private final Map<TilePath, byte[]> read = new HashMap<>();

        Subtrees(long published, TileSource tiles) {
            this.published = published;
            this.tiles = tiles;
        }

        /** PATH(m, D[n]) of RFC 6962 clause 2.1.1 over the entries from {@code begin} to {@code end}. */
        void inclusionPath(long index, long begin, long end, List<TreeHash> path) {
            if (end - begin == 1) {
                return;
            }
            long middle = begin + split(end - begin);
            if (index < middle) {
                inclusionPath(index, begin, middle, path);
                path.add(hash(middle, end));
            } else {
                inclusionPath(index, middle, end, path);
                path.add(hash(begin, middle));
            }
        }

        /** SUBPROOF(m, D[n], b) of RFC 6962 clause 2.1.2. */
        void consistencyPath(long older, long begin, long end, boolean known, List<TreeHash> path) {
            if (older == end) {
                if (!known) {
                    path.add(hash(begin, end));
                }
                return;
            }
            long middle = begin + split(end - begin);
            if (older <= middle) {
                consistencyPath(older, begin, middle, known, path);
                path.add(hash(middle, end));
            } else {
                consistencyPath(older, middle, end, false, path);
                path.add(hash(begin, middle));
            }
        }

        /** MTH(D[begin:end]): from one tile where the range is a perfect subtree, else joined from two. */
        private TreeHash hash(long begin, long end) {
            long width = end - begin;
            if (Long.bitCount(width) == 1) {
                int height = Long.numberOfTrailingZeros(width);
                int level = height / 8;
                long first = begin >>> (8 * level);
                int count = 1 << (height % 8);
                TilePath tile = TreeLayout.tile(level, first / TilePath.FULL, published);
                byte[] bytes = read.computeIfAbsent(tile, tiles::tile);
                List<TreeHash> hashes = new ArrayList<>(count);
                int from = (int) (first % TilePath.FULL);
                for (int i = 0; i < count; i++) {
                    hashes.add(TreeHash.at(bytes, (from + i) * TreeHash.BYTES));
                }
                return hasher.perfect(hashes);
            }
            long middle = begin + split(width);
            return hasher.node(hash(begin, middle), hash(middle, end));
        }

        /** The largest power of two below n. */
        private static long split(long n) {
            return Long.highestOneBit(n - 1);
        }
    }
}
