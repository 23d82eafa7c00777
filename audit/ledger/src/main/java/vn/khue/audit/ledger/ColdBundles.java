package vn.khue.audit.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Bundles of entries of cold years, kept as gzip (RFC 1952) beside where they were: {@code tile/entries/<N>.gz} in place of
 * {@code tile/entries/<N>}. Tiles of hashes stay as they are, for hashes do not shrink. A bundle that is gunzipped is the one that was: that is
 * all of restoring. May work beside the writer of the log, as full bundles never change. For one thread.
 */
public final class ColdBundles {

    static final String ENDING = ".gz";
    private static final int MAX_BUNDLE = TilePath.FULL * (2 + EntryBundle.MAX_ENTRY);

    private final LedgerFiles files;
    private long next;

    /** @param directory of the log */
    public ColdBundles(Path directory) {
        this.files = new LedgerFiles(directory);
    }

    /**
     * Compresses bundles that lie wholly before an entry, in their order. The compressed one is read back and on the disk before the other goes.
     *
     * @param until index of the first entry that stays as it is
     * @param most how many at once
     * @return how many were compressed now
     * @throws LedgerException if a bundle is missing, or the disk fails
     */
    public int compress(long until, int most) {
        int done = 0;
        while (done < most && (next + 1) * TilePath.FULL <= until) {
            String path = new TilePath(TilePath.ENTRIES, next, TilePath.FULL).path();
            Optional<byte[]> bundle = files.read(path);
            if (bundle.isPresent()) {
                byte[] gzip = deflated(bundle.get());
                if (Arrays.mismatch(inflated(gzip), bundle.get()) >= 0) {
                    throw new LedgerException(
                            "Ledger bundle " + path + ": expected to read back what was compressed, found another");
                }
                files.publish(path + ENDING, gzip);
                files.force();
                files.delete(path);
                done++;
            } else if (!files.exists(path + ENDING)) {
                throw new LedgerException("Ledger bundle " + path
                        + ": expected to find it, plain or compressed, found nothing; restore it from the backup");
            }
            next++;
        }
        return done;
    }

    /** A bundle that may be compressed, whole. */
    static Optional<byte[]> read(LedgerFiles files, String path) {
        Optional<byte[]> plain = files.read(path);
        return plain.isPresent() ? plain : files.read(path + ENDING).map(ColdBundles::inflated);
    }

    /** The same from a directory. */
    static Optional<byte[]> read(Path directory, String path) throws IOException {
        Path file = directory.resolve(path + ENDING);
        return Files.exists(file) ? Optional.of(inflated(Files.readAllBytes(file))) : Optional.empty();
    }

    private static byte[] deflated(byte[] bundle) {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream(bundle.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gzip.toByteArray();
    }

    private static byte[] inflated(byte[] gzip) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bundle = in.readNBytes(MAX_BUNDLE + 1);
            if (bundle.length <= MAX_BUNDLE) {
                return bundle;
            }
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger bundle: expected gzip, found something else; run ./khue ledger verify and restore it", e);
        }
        throw new LedgerException("Ledger bundle: expected at most " + MAX_BUNDLE
                + " bytes, found more; run ./khue ledger verify and restore it");
    }
}
