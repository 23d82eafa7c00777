package vn.khue.audit.ledger;

import java.util.ArrayList;
import java.util.List;

/** Which tiles a tree of a given size has (C2SP tlog-tiles, "Merkle Tree" and "Partial Tiles"). */
public final class TreeLayout {

    private TreeLayout() {}

    /** Number of hashes at a tile level: {@code floor(size / 256^level)}. */
    public static long hashesAt(int level, long size) {
        return level >= 8 ? 0 : size >>> (8 * level);
    }

    /** The tile of that level and index as it stands in a tree of the given size, full or partial. */
    public static TilePath tile(int level, long index, long size) {
        long hashes = hashesAt(Math.max(level, 0), size) - index * TilePath.FULL;
        if (hashes <= 0) {
            throw new LedgerException("Tile " + index + " of level " + level + ": expected inside a tree of size "
                    + size + ", found beyond it");
        }
        return new TilePath(level, index, (int) Math.min(hashes, TilePath.FULL));
    }

    /** The rightmost tile of each level that is not full, lowest level first. */
    public static List<TilePath> partialTiles(long size) {
        List<TilePath> partial = new ArrayList<>();
        for (int level = 0; hashesAt(level, size) > 0; level++) {
            int width = (int) (hashesAt(level, size) % TilePath.FULL);
            if (width > 0) {
                partial.add(new TilePath(level, hashesAt(level, size) / TilePath.FULL, width));
            }
        }
        return partial;
    }
}
