package vn.khue.audit.ledger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one tile or entry bundle, as C2SP tlog-tiles writes it: {@code tile/<L>/<N>[.p/<W>]} and
 * {@code tile/entries/<N>[.p/<W>]}, N in zero-padded groups of three digits, all but the last with an {@code x} before.
 *
 * @param level 0 to 63, or {@link #ENTRIES} for an entry bundle
 * @param index position within the level, from 0
 * @param width 256 for a full tile, 1 to 255 for a partial one
 */
public record TilePath(int level, long index, int width) {

    public static final int FULL = 256;
    public static final int ENTRIES = -1;
    private static final int MAX_TEXT = 96;
    private static final Pattern FORM = Pattern.compile(
            "tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,6})([0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TilePath {
        if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > FULL) {
            throw new LedgerException(
                    "Tile path: expected level 0 to 63 (or -1 for entries), index from 0 and width 1 to"
                            + " 256, found level " + level + ", index " + index + ", width " + width);
        }
    }

    /**
     * Reads a path as a stranger may send it, relative to the log's prefix. Only the one spelling of each name is known,
     * so a path that is accepted can be joined to the ledger's directory.
     */
    public static Optional<TilePath> parse(String path) {
        if (path.length() > MAX_TEXT) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            return Optional.empty();
        }
        int level = form.group(1).equals("entries") ? ENTRIES : Integer.parseInt(form.group(1));
        long index = Long.parseLong(form.group(2).replace("x", "").replace("/", "") + form.group(3));
        int width = form.group(4) == null ? FULL : Integer.parseInt(form.group(4));
        if (form.group(4) != null && width >= FULL) {
            return Optional.empty();
        }
        TilePath tile = new TilePath(level, index, width);
        return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }

    public boolean full() {
        return width == FULL;
    }

    /** Path below the log's prefix, with slashes. */
    public String path() {
        return fullPath() + (full() ? "" : ".p/" + width);
    }

    /** Path of the directory that holds the partial forms of this tile. */
    String partialsPath() {
        return fullPath() + ".p";
    }

    private String fullPath() {
        StringBuilder digits = new StringBuilder(Long.toString(index));
        while (digits.length() % 3 != 0) {
            digits.insert(0, '0');
        }
        StringBuilder path = new StringBuilder("tile/").append(level == ENTRIES ? "entries" : Integer.toString(level));
        for (int at = 0; at < digits.length(); at += 3) {
            boolean last = at + 3 == digits.length();
            path.append(last ? "/" : "/x").append(digits, at, at + 3);
        }
        return path.toString();
    }
}
