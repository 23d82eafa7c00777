package vn.khue.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook of one sheet as schools get them from the national database: a title, a heading, one pupil a row (ISO/IEC 29500-1, 18). */
final class RosterSheet {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private static final List<String> HEADING =
            List.of("STT", "Mã học sinh", "Họ và tên", "Ngày sinh", "Giới tính", "Mã trường", "Năm học", "Lớp");

    private RosterSheet() {}

    /**
     * One pupil.
     *
     * @param birthDate dd/MM/yyyy
     * @param school id of the unit
     * @param schoolYear such as 2026-2027
     */
    record Pupil(
            String code,
            String name,
            String birthDate,
            String sex,
            String school,
            String schoolYear,
            String classGroup) {}

    /** Writes the workbook in place of whatever is there. */
    static void write(Path target, String title, List<Pupil> pupils) {
        StringBuilder sheet = new StringBuilder("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
        row(sheet, 1, List.of(title));
        row(sheet, 2, HEADING);
        int number = 0;
        for (Pupil pupil : pupils) {
            number++;
            row(
                    sheet,
                    number + 2,
                    List.of(
                            "" + number,
                            pupil.code(),
                            pupil.name(),
                            pupil.birthDate(),
                            pupil.sex(),
                            pupil.school(),
                            pupil.schoolYear(),
                            pupil.classGroup()));
        }
        sheet.append("</sheetData></worksheet>");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
            part(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"" + PACKAGE
                            + "/content-types\"><Default Extension=\"rels\" ContentType=\"application/"
                            + "vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\""
                            + " ContentType=\"" + OOXML + ".sheet.main+xml\"/><Override"
                            + " PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + OOXML
                            + ".worksheet+xml\"/></Types>");
            part(zip, "_rels/.rels", relationship("officeDocument", "xl/workbook.xml"));
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + DOCUMENT
                            + "\"><sheets><sheet name=\"Học sinh\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            part(zip, "xl/_rels/workbook.xml.rels", relationship("worksheet", "worksheets/sheet1.xml"));
            part(zip, "xl/worksheets/sheet1.xml", sheet.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(StringBuilder sheet, int number, List<String> cells) {
        sheet.append("<row r=\"").append(number).append("\">");
        for (int i = 0; i < cells.size(); i++) {
            sheet.append("<c r=\"").append((char) ('A' + i)).append(number).append("\" t=\"inlineStr\"><is><t>");
            sheet.append(cells.get(i).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
            sheet.append("</t></is></c>");
        }
        sheet.append("</row>");
    }

    private static String relationship(String type, String target) {
        return "<Relationships xmlns=\"" + PACKAGE + "/relationships\"><Relationship Id=\"rId1\" Type=\"" + DOCUMENT
                + "/" + type + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
