package vn.khue.audit.ledger.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The files of a log by the names C2SP tlog-tiles gives them, bounded in size. */
final class TileFiles {

    private static final int HASH = 32;
    private static final int FULL = 256;
    private static final int MAX_BUNDLE = FULL * (2 + 65_535);

    /**
     * A bundle as found.
     *
     * @param bytes its bytes
     * @param name the file it came from
     * @param mayHoldMore whether it is the full bundle that has replaced the partial one asked for
     */
    record Bundle(byte[] bytes, String name, boolean mayHoldMore) {}

    /** Ending of a bundle that is kept compressed. */
    private static final String COLD = ".gz";

    private final LedgerSource source;
    private long compressed;

    TileFiles(LedgerSource source) {
        this.source = source;
    }

    /** {@code tile/<level>/<N>}, N in groups of three digits, all but the last led by an x. */
    static String name(String level, long n) {
        String last = String.format(java.util.Locale.ROOT, "%03d", n % 1000);
        StringBuilder groups = new StringBuilder(last);
        for (long rest = n / 1000; rest > 0; rest /= 1000) {
            groups.insert(0, String.format(java.util.Locale.ROOT, "x%03d/", rest % 1000));
        }
        return "tile/" + level + "/" + groups;
    }

    /** A tile of hashes, cut from the full one where the partial one is gone. */
    byte[] hashes(String name, int width, long firstEntry) throws BrokenLedger, IOException {
        if (width < FULL) {
            Optional<byte[]> partial = source.fetch(name + ".p/" + width, FULL * HASH);
            if (partial.isPresent()) {
                return requireLength(partial.get(), width * HASH, firstEntry, name + ".p/" + width);
            }
        }
        byte[] full = requireLength(found(name, FULL * HASH, firstEntry), FULL * HASH, firstEntry, name);
        return Arrays.copyOf(full, width * HASH);
    }

    byte[] exactly(String path, int length, long firstEntry) throws BrokenLedger, IOException {
        return requireLength(found(path, FULL * HASH, firstEntry), length, firstEntry, path);
    }

    Bundle bundle(String name, int width, long firstEntry) throws BrokenLedger, IOException {
        if (width < FULL) {
            String path = name + ".p/" + width;
            Optional<byte[]> partial = source.fetch(path, MAX_BUNDLE);
            if (partial.isPresent()) {
                return new Bundle(partial.get(), path, false);
            }
        }
        Optional<byte[]> full = source.fetch(name, MAX_BUNDLE);
        if (full.isPresent()) {
            return new Bundle(full.get(), name, width < FULL);
        }
        Optional<byte[]> cold = source.fetch(name + COLD, MAX_BUNDLE);
        if (cold.isEmpty()) {
            throw new BrokenLedger(Fault.ENTRIES_MISSING, firstEntry, name);
        }
        compressed++;
        return new Bundle(inflated(cold.get(), firstEntry, name + COLD), name + COLD, width < FULL);
    }

    /** How many bundles were read as gzip. */
    long compressed() {
        return compressed;
    }

    /** A bundle of a cold year (RFC 1952); it may not grow beyond what a bundle can hold. */
    private static byte[] inflated(byte[] gzip, long firstEntry, String name) throws BrokenLedger {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bytes = in.readNBytes(MAX_BUNDLE + 1);
            if (bytes.length <= MAX_BUNDLE) {
                return bytes;
            }
        } catch (IOException e) {
            // Said below: whatever is wrong with it, its first entry cannot be relied on.
        }
        throw new BrokenLedger(Fault.ENTRY_MALFORMED, firstEntry, name);
    }

    /** Partial forms that a crash or an older checkpoint left beside the tile. */
    List<Integer> keptPartials(String name) throws IOException {
        return source.partialWidths(name);
    }

    private byte[] found(String path, int max, long firstEntry) throws BrokenLedger, IOException {
        Optional<byte[]> bytes = source.fetch(path, max);
        if (bytes.isEmpty()) {
            throw new BrokenLedger(Fault.TILE_MISSING, firstEntry, path);
        }
        return bytes.get();
    }

    private static byte[] requireLength(byte[] bytes, int length, long firstEntry, String path) throws BrokenLedger {
        if (bytes.length != length) {
            throw new BrokenLedger(Fault.TILE_LENGTH, firstEntry + Math.min(bytes.length, length) / HASH, path);
        }
        return bytes;
    }
}
