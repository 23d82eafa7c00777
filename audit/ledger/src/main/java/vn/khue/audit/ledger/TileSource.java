package vn.khue.audit.ledger;

/** Gives the bytes of a tile or a bundle of at least the asked width, cut to it where it is a tile of hashes. */
@FunctionalInterface
interface TileSource {

    /**
     * @throws LedgerException if the tile is not there or shorter than its width
     */
    byte[] tile(TilePath tile);
}
