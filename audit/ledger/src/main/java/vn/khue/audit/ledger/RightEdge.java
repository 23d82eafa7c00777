package vn.khue.audit.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the tree that can still grow: at each level the hashes of the tile that is not full, and the entries of the
 * bundle that is not full. Everything to the left of it is written and never changes. For one thread.
 */
final class RightEdge {

    /** Receives tiles and bundles as they become full. */
    interface Sink {
        void full(TilePath tile, byte[] bytes);
    }

    private final TreeHasher hasher;
    private final List<List<TreeHash>> levels = new ArrayList<>();
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private long size;

    RightEdge(TreeHasher hasher) {
        this.hasher = hasher;
    }

    long size() {
        return size;
    }

    /** Loads the edge of a tree that is on disk. */
    static RightEdge load(TreeHasher hasher, long size, TileSource tiles) {
        RightEdge edge = new RightEdge(hasher);
        edge.size = size;
        for (TilePath tile : TreeLayout.partialTiles(size)) {
            while (edge.levels.size() <= tile.level()) {
                edge.levels.add(new ArrayList<>());
            }
            byte[] hashes = tiles.tile(tile);
            for (int i = 0; i < tile.width(); i++) {
                edge.levels.get(tile.level()).add(TreeHash.at(hashes, i * TreeHash.BYTES));
            }
            if (tile.level() == 0) {
                edge.loadBundle(tiles.tile(new TilePath(TilePath.ENTRIES, tile.index(), tile.width())));
            }
        }
        return edge;
    }

    private void loadBundle(byte[] bytes) {
        List<byte[]> entries = EntryBundle.entries(bytes);
        List<TreeHash> leaves = levels.get(0);
        for (int i = 0; i < leaves.size(); i++) {
            if (i >= entries.size() || !hasher.leaf(entries.get(i)).equals(leaves.get(i))) {
                throw new LedgerException("Ledger entry " + (size - leaves.size() + i)
                        + ": expected the entry whose hash is in its tile, found another; run ./khue ledger verify");
            }
        }
        bundle.writeBytes(bytes);
    }

    void add(byte[] entry, Sink sink) {
        EntryBundle.append(bundle, entry);
        size++;
        if (size % TilePath.FULL == 0) {
            sink.full(new TilePath(TilePath.ENTRIES, size / TilePath.FULL - 1, TilePath.FULL), bundle.toByteArray());
            bundle.reset();
        }
        addHash(0, hasher.leaf(entry), sink);
    }

    private void addHash(int level, TreeHash hash, Sink sink) {
        while (levels.size() <= level) {
            levels.add(new ArrayList<>());
        }
        List<TreeHash> row = levels.get(level);
        row.add(hash);
        if (row.size() == TilePath.FULL) {
            long index = TreeLayout.hashesAt(level, size) / TilePath.FULL - 1;
            sink.full(new TilePath(level, index, TilePath.FULL), bytes(row));
            addHash(level + 1, hasher.perfect(row), sink);
            row.clear();
        }
    }

    /** The partial tiles and the partial bundle of the present size. */
    void partials(Sink sink) {
        for (TilePath tile : TreeLayout.partialTiles(size)) {
            if (tile.level() == 0) {
                sink.full(new TilePath(TilePath.ENTRIES, tile.index(), tile.width()), bundle.toByteArray());
            }
            sink.full(tile, bytes(levels.get(tile.level())));
        }
    }

    /**
     * The tree hash: the perfect subtrees of the edge, from the widest on the left to the narrowest on the right, joined
     * from the right.
     */
    TreeHash root() {
        List<TreeHash> peaks = new ArrayList<>();
        for (int level = levels.size() - 1; level >= 0; level--) {
            List<TreeHash> row = levels.get(level);
            int from = 0;
            for (int width = TilePath.FULL / 2; width > 0; width /= 2) {
                if ((row.size() & width) != 0) {
                    peaks.add(hasher.perfect(row.subList(from, from + width)));
                    from += width;
                }
            }
        }
        if (peaks.isEmpty()) {
            return hasher.empty();
        }
        TreeHash root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = hasher.node(peaks.get(i), root);
        }
        return root;
    }

    private static byte[] bytes(List<TreeHash> row) {
        byte[] bytes = new byte[row.size() * TreeHash.BYTES];
        for (int i = 0; i < row.size(); i++) {
            row.get(i).copyTo(bytes, i * TreeHash.BYTES);
        }
        return bytes;
    }
}
