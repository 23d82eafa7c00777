package vn.khue.roster.source;

import java.util.List;

/** Takes a file's rows as cells of text. For one thread. */
interface Table {

    /**
     * One row.
     *
     * @param cells as they are written; numbers as Excel keeps them are given as {@link Table.Cell} with a day
     */
    void row(Place place, List<Cell> cells);

    /**
     * One cell.
     *
     * @param text what is written there
     * @param kind what the file says it is
     */
    record Cell(String text, Kind kind) {
        static Cell text(String text) {
            return new Cell(text, Kind.TEXT);
        }
    }

    /** What a file says a cell is. */
    enum Kind {
        TEXT,
        NUMBER,
        FORMULA,
        ERROR
    }
}
