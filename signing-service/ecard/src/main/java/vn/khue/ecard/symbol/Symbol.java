package vn.khue.ecard.symbol;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A QR code as its modules, without the quiet zone. Immutable, safe for use by many threads. */
public final class Symbol {

    /** Modules of white that ISO/IEC 18004 wants on each side. */
    public static final int QUIET_ZONE = 4;

    private final int version;
    private final int size;
    private final List<Run> runs;

    /**
     * A rectangle of dark modules.
     *
     * @param x leftmost column, 0 to size - 1
     * @param y topmost row, 0 to size - 1, counted downwards
     * @param width columns
     * @param height rows
     */
    public record Run(int x, int y, int width, int height) {}

    Symbol(QrCode code) {
        this.version = code.version;
        this.size = code.size;
        this.runs = merge(code);
    }

    /** 1 to 40. */
    public int version() {
        return version;
    }

    /** Modules a side, without the quiet zone. */
    public int size() {
        return size;
    }

    /** The dark modules, each in exactly one rectangle, in the order of the rows in which they end. */
    public List<Run> runs() {
        return runs;
    }

    /** Runs along a row; one that stands right under its equal is joined with it, which saves a quarter of them. */
    private static List<Run> merge(QrCode code) {
        int size = code.size;
        List<Run> done = new ArrayList<>(size * size / 5);
        int[] openWidth = new int[size];
        int[] openRow = new int[size];
        int[] width = new int[size];
        for (int y = 0; y <= size; y++) {
            Arrays.fill(width, 0);
            for (int x = 0; y < size && x < size; x++) {
                if (code.getModule(x, y)) {
                    int from = x;
                    while (x + 1 < size && code.getModule(x + 1, y)) {
                        x++;
                    }
                    width[from] = x - from + 1;
                }
            }
            for (int x = 0; x < size; x++) {
                if (openWidth[x] != width[x]) {
                    if (openWidth[x] > 0) {
                        done.add(new Run(x, openRow[x], openWidth[x], y - openRow[x]));
                    }
                    openWidth[x] = width[x];
                    openRow[x] = y;
                }
            }
        }
        return List.copyOf(done);
    }
}
