package vn.khue.roster.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives and workbooks, good and bad ones. */
public final class Zips {

    private Zips() {}

    public static Path zip(Path file, Map<String, String> entries) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        entries.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return zipBytes(file, bytes);
    }

    public static Path zipBytes(Path file, Map<String, byte[]> entries) {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A workbook of one sheet; each row its cells as XML, such as {@link #text} and {@link #number} make them. */
    public static Map<String, String> workbook(String... rows) {
        StringBuilder sheet = new StringBuilder(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (int i = 0; i < rows.length; i++) {
            sheet.append("<row r=\"")
                    .append(i + 1)
                    .append("\">")
                    .append(rows[i].replace("#", "" + (i + 1)))
                    .append("</row>");
        }
        sheet.append("</sheetData></worksheet>");
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\""
                        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override"
                        + " PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/worksheets/sheet1.xml\""
                        + " ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
        entries.put(
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\""
                        + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
                        + " Target=\"xl/workbook.xml\"/></Relationships>");
        entries.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet"
                        + " name=\"Danh sách\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        entries.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\""
                        + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\""
                        + " Target=\"worksheets/sheet1.xml\"/></Relationships>");
        entries.put("xl/worksheets/sheet1.xml", sheet.toString());
        return entries;
    }

    /** Cells of text, from column A on. */
    public static String text(String... values) {
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            cells.append("<c r=\"")
                    .append((char) ('A' + i))
                    .append("#\" t=\"inlineStr\"><is><t>")
                    .append(values[i])
                    .append("</t></is></c>");
        }
        return cells.toString();
    }

    /** One cell of a number in that column. */
    public static String number(char column, String value) {
        return "<c r=\"" + column + "#\"><v>" + value + "</v></c>";
    }
}
