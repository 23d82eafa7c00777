package vn.khue.audit.ledger;

/**
 * What the log says of itself at one moment (C2SP tlog-checkpoint v1.0.0), without extension lines.
 *
 * @param origin identifies the log: its prefix without scheme and trailing slash
 * @param size number of entries
 * @param root RFC 6962 tree hash of the first {@code size} entries
 */
public record Checkpoint(String origin, long size, TreeHash root) {

    public Checkpoint {
        requireOrigin(origin);
        if (size < 0) {
            throw new LedgerException("Checkpoint: expected a size from 0, found " + size);
        }
    }

    static String requireOrigin(String origin) {
        if (origin.isEmpty() || origin.length() > 200 || !origin.matches("[!-*,-~]+")) {
            throw new LedgerException(
                    "Log origin: expected 1 to 200 visible ASCII characters without + and space, found "
                            + origin.length() + " other characters; use the log's address without its scheme");
        }
        return origin;
    }

    /** The text that is signed: three lines, each ended by a line feed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * @throws LedgerException if the text is not exactly origin, size and root, one a line
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new LedgerException("Checkpoint: expected three lines each ended by a line feed, found "
                    + (lines.length - 1) + " lines");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new LedgerException("Checkpoint: expected a decimal size without leading zeros on line 2, found "
                    + lines[1].length() + " other characters");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), TreeHash.fromBase64(lines[2]));
    }
}
