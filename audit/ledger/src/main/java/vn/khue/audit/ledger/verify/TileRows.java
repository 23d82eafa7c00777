package vn.khue.audit.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds each level's hashes as they are rebuilt and compares every tile of hashes, full and partial, with the file that
 * should say the same. For one thread.
 */
final class TileRows implements Mountain.Subtrees {

    private static final int HASH = 32;
    private static final int FULL = 256;

    private final TileFiles files;
    private final List<ByteArrayOutputStream> rows = new ArrayList<>();
    private final List<Long> indexes = new ArrayList<>();

    TileRows(TileFiles files) {
        this.files = files;
    }

    @Override
    public void completed(int level, byte[] hash) throws BrokenLedger, IOException {
        while (rows.size() <= level) {
            rows.add(new ByteArrayOutputStream(FULL * HASH));
            indexes.add(0L);
        }
        rows.get(level).writeBytes(hash);
        if (rows.get(level).size() == FULL * HASH) {
            compare(level);
            rows.get(level).reset();
            indexes.set(level, indexes.get(level) + 1);
        }
    }

    /** Compares the partial tiles that are left when all entries were read. */
    void finish() throws BrokenLedger, IOException {
        for (int level = 0; level < rows.size(); level++) {
            if (rows.get(level).size() > 0) {
                compare(level);
            }
        }
    }

    private void compare(int level) throws BrokenLedger, IOException {
        byte[] rebuilt = rows.get(level).toByteArray();
        String name = TileFiles.name(Integer.toString(level), indexes.get(level));
        long first = indexes.get(level) * FULL;
        byte[] found = files.hashes(name, rebuilt.length / HASH, entryUnder(level, first));
        int hashes = rebuilt.length / HASH;
        requireSame(rebuilt, found, level, first, hashes < FULL ? name + ".p/" + hashes : name);
        for (int width : files.keptPartials(name)) {
            if (width * HASH < rebuilt.length) {
                String kept = name + ".p/" + width;
                byte[] older = files.exactly(kept, width * HASH, entryUnder(level, first));
                requireSame(Arrays.copyOf(rebuilt, width * HASH), older, level, first, kept);
            }
        }
    }

    private static void requireSame(byte[] rebuilt, byte[] found, int level, long first, String where)
            throws BrokenLedger {
        int difference = Arrays.mismatch(rebuilt, found);
        if (difference >= 0) {
            Fault fault = level == 0 ? Fault.ENTRY_HASH : Fault.TILE_HASH;
            throw new BrokenLedger(fault, entryUnder(level, first + difference / HASH), where);
        }
    }

    /** The first entry below the n-th hash of a level. */
    private static long entryUnder(int level, long n) {
        return n << (8 * level);
    }
}
