package vn.khue.audit.ledger;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tiles of a ledger directory. A bundle of a cold year is inflated. A partial tile that is gone is cut from the full one, which replaced it. Thread-safe.
 */
final class FileTiles implements TileSource {

    private final LedgerFiles files;

    FileTiles(LedgerFiles files) {
        this.files = files;
    }

    @Override
    public byte[] tile(TilePath tile) {
        Optional<byte[]> found = files.read(tile.path());
        if (found.isEmpty()) {
            String full = new TilePath(tile.level(), tile.index(), TilePath.FULL).path();
            found = tile.level() == TilePath.ENTRIES ? ColdBundles.read(files, full) : files.read(full);
        }
        byte[] bytes = found.orElseThrow(() -> new LedgerException(
                "Ledger tile " + tile.path() + ": expected to find it, found nothing; run ./khue ledger verify"));
        if (tile.level() == TilePath.ENTRIES) {
            return bytes;
        }
        int length = tile.width() * TreeHash.BYTES;
        if (bytes.length < length) {
            throw new LedgerException("Ledger tile " + tile.path() + ": expected " + length + " bytes, found "
                    + bytes.length + "; run ./khue ledger verify");
        }
        return Arrays.copyOf(bytes, length);
    }
}
