package vn.khue.roster.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads CSV (RFC 4180) in UTF-8, with or without a mark at its start, row by row. */
final class CsvTable {

    /** A row may not need more, whatever its cells. */
    private static final int ROW_BYTES = 1 << 20;

    private final InputLimits limits;

    CsvTable(InputLimits limits) {
        this.limits = limits;
    }

    /** Gives a stream of the same bytes each time. */
    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }

    /** Reads all rows. An error in the encoding or the quotes ends the reading of this file, because what follows is guesswork. */
    void read(String file, char separator, Bytes bytes, Table table, InputErrors errors) throws IOException {
        Optional<TextEncoding.Wrong> wrong;
        try (InputStream in = bytes.open()) {
            wrong = TextEncoding.check(in);
        }
        if (wrong.isPresent()) {
            errors.row(
                    new Place(file, wrong.get().line()),
                    Problem.ENCODING,
                    "UTF-8",
                    wrong.get().guess());
            return;
        }
        var handler = CsvRecordHandler.builder()
                .maxFields(limits.columns())
                .maxFieldSize(ROW_BYTES)
                .maxRecordSize(ROW_BYTES)
                .build();
        long last = 0;
        try (Reader reader = new InputStreamReader(bytes.open(), StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(true)
                        .detectBomHeader(false)
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(ROW_BYTES)
                        .build(handler, reader)) {
            long rows = 0;
            for (CsvRecord record : csv) {
                last = record.getStartingLineNumber();
                if (++rows > limits.rows()) {
                    errors.row(new Place(file, last), Problem.TOO_MANY_ROWS, "" + limits.rows(), "> " + limits.rows());
                    return;
                }
                boolean first = rows == 1;
                table.row(
                        new Place(file, last),
                        record.getFields().stream()
                                .map(field -> Table.Cell.text(first ? field.replace("\uFEFF", "") : field))
                                .toList());
            }
            if (rows == 0) {
                errors.file(file, Problem.FILE_EMPTY, "", "");
            }
        } catch (CsvParseException | UncheckedIOException e) {
            errors.row(new Place(file, last + 1), Problem.CSV_BROKEN, "RFC 4180", reason(e));
        }
    }

    /** The separator that the first line uses most: comma, semicolon or tab. */
    static char separator(Bytes bytes) throws IOException {
        byte[] start;
        try (InputStream in = bytes.open()) {
            start = in.readNBytes(1 << 14);
        }
        int[] counts = new int[3];
        for (byte b : start) {
            if (b == '\n') {
                break;
            }
            int which = ",;\t".indexOf(b);
            if (which >= 0) {
                counts[which]++;
            }
        }
        if (counts[1] > counts[0] && counts[1] >= counts[2]) {
            return ';';
        }
        return counts[2] > counts[0] ? '\t' : ',';
    }

    private static String reason(Exception e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("uote") ? "\"" : text.contains("size") || text.contains("fields") ? ">" : "?";
    }
}
