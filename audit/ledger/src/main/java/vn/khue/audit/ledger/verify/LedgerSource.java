package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the raw files of a log come from. */
public interface LedgerSource {

    /**
     * A file whole, or nothing where there is none.
     *
     * @param path relative to the log, with slashes
     * @param maxBytes more is refused
     * @throws WithheldException if the log does not show it to us
     * @throws IOException if it cannot be read or is longer
     */
    Optional<byte[]> fetch(String path, int maxBytes) throws IOException;

    /** The widths of the partial forms kept of a tile, where the source can list them. */
    List<Integer> partialWidths(String tilePath) throws IOException;
}
