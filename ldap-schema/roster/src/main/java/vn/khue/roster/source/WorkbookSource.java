package vn.khue.roster.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import vn.khue.roster.RosterException;

/**
 * The national database's export: an .xlsx workbook with one person a row, on one sheet or several. Before the workbook is opened its
 * archive is checked, because the reader holds the table of shared texts in memory; rows are then read one by one.
 */
public final class WorkbookSource implements RosterSource {

    private static final String SHARED_TEXTS = "xl/sharedStrings.xml";
    private static final int PROLOGUE = 1024;

    private final Path file;
    private final TableSettings settings;
    private final InputLimits limits;

    public WorkbookSource(Path file, TableSettings settings, InputLimits limits) {
        this.file = file;
        this.settings = settings;
        this.limits = limits;
    }

    @Override
    public Coverage read(RowSink rows, InputErrors errors) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > limits.fileBytes()) {
                errors.file(name, Problem.FILE_TOO_LARGE, "" + limits.fileBytes(), "" + Files.size(file));
                return settings.coverage();
            }
            if (sound(name, errors)) {
                sheets(name, rows, errors);
            }
            return settings.coverage();
        } catch (IOException e) {
            throw new RosterException(
                    RosterException.Reason.UNREADABLE,
                    "expected a workbook that can be read, found "
                            + e.getClass().getSimpleName() + " for " + name + "; see that it exists and may be read",
                    e);
        }
    }

    /** Reads every part once, counting, and looks for what a workbook has no need of. */
    private boolean sound(String name, InputErrors errors) throws IOException {
        long before = errors.count();
        Optional<Archive> opened = Archive.open(file, limits, errors);
        if (opened.isEmpty()) {
            return false;
        }
        try (Archive archive = opened.get()) {
            if (!archive.has("xl/workbook.xml")) {
                errors.file(name, Problem.ARCHIVE_BROKEN, "xlsx", "zip");
                return false;
            }
            for (String entry : archive.names()) {
                if (entry.toLowerCase(Locale.ROOT).contains("vbaproject")) {
                    errors.file(name, Problem.MACRO, "", Shape.word(entry));
                }
                long size = length(archive, entry, name, errors);
                if (entry.equalsIgnoreCase(SHARED_TEXTS) && size > limits.sharedTextBytes()) {
                    errors.file(name, Problem.FILE_TOO_LARGE, "" + limits.sharedTextBytes(), "" + size);
                }
            }
        }
        return errors.count() == before;
    }

    private static long length(Archive archive, String entry, String name, InputErrors errors) throws IOException {
        try (InputStream in = archive.open(entry)) {
            byte[] start = in.readNBytes(PROLOGUE);
            // The byte order does not matter for finding these letters once zero bytes are dropped.
            String prologue = new String(start, StandardCharsets.ISO_8859_1).replace("\0", "");
            if (prologue.contains("<!DOCTYPE") || prologue.contains("<!ENTITY")) {
                errors.file(name, Problem.XML_DOCTYPE, "", Shape.word(entry));
            }
            long size = start.length;
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                size += n;
            }
            return size;
        } catch (Archive.BombException e) {
            errors.file(name, Problem.ARCHIVE_BOMB, "", Shape.word(entry));
            return 0;
        }
    }

    private void sheets(String name, RowSink rows, InputErrors errors) throws IOException {
        long before = errors.count();
        boolean any = false;
        try (var workbook = new ReadableWorkbook(file.toFile());
                Stream<Sheet> sheets = workbook.getSheets()) {
            for (Sheet sheet : sheets.toList()) {
                any |= sheet(name, sheet, rows, errors);
            }
        } catch (ExcelReaderException | IllegalStateException | IllegalArgumentException e) {
            errors.file(name, Problem.ARCHIVE_BROKEN, "xlsx", e.getClass().getSimpleName());
            return;
        }
        if (!any && errors.count() == before) {
            errors.file(name, Problem.FILE_EMPTY, "", "");
        }
    }

    private boolean sheet(String name, Sheet sheet, RowSink rows, InputErrors errors) throws IOException {
        var table = new PersonTable(settings, limits, rows, errors);
        String place = name + " [" + sheet.getName() + "]";
        long count = 0;
        try (Stream<Row> stream = sheet.openStream()) {
            for (Row row : (Iterable<Row>) stream::iterator) {
                if (++count > limits.rows()) {
                    errors.row(new Place(place, row.getRowNum()), Problem.TOO_MANY_ROWS, "" + limits.rows(), "");
                    break;
                }
                if (row.getCellCount() > limits.columns()) {
                    errors.row(
                            new Place(place, row.getRowNum()),
                            Problem.COLUMN_COUNT,
                            "" + limits.columns(),
                            "" + row.getCellCount());
                    continue;
                }
                table.row(new Place(place, row.getRowNum()), cells(row));
            }
        }
        if (count > 0) {
            table.end(place);
        }
        return count > 0;
    }

    private static List<Table.Cell> cells(Row row) {
        List<Table.Cell> cells = new ArrayList<>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.getCell(i);
            cells.add(cell == null ? Table.Cell.text("") : cell(cell));
        }
        return cells;
    }

    private static Table.Cell cell(Cell cell) {
        if (cell.getFormula() != null || cell.getType() == CellType.FORMULA) {
            return new Table.Cell("=", Table.Kind.FORMULA);
        }
        String raw = cell.getRawValue() == null ? "" : cell.getRawValue();
        return switch (cell.getType()) {
            case NUMBER -> new Table.Cell(plain(raw), Table.Kind.NUMBER);
            case ERROR -> new Table.Cell(raw, Table.Kind.ERROR);
            default -> Table.Cell.text(cell.getText());
        };
    }

    /** A code that Excel took for a number: 7.9E9 is 7900000000 again. */
    private static String plain(String raw) {
        try {
            return raw.length() > 40
                    ? raw
                    : new java.math.BigDecimal(raw).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return raw;
        }
    }
}
