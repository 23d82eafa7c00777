package vn.khue.roster.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khue.directory.citizen.CitizenHash;

/** A table of files that are wrong in one way, and what is said of each: row, column, problem. */
class BadInputTest {
    private static final CitizenHash KEY = CitizenHash.of("một khoá chỉ dùng khi thử, dài hơn 32 chữ");

    private static final String HEAD = "code,full_name,birth_date,sex,school,class,status\n";
    private static final String GOOD = "7900000001,Nguyễn Văn An,05/03/2019,Nam,7990001001,2A,Đang học\n";

    @TempDir
    private Path folder;

    static Stream<Arguments> tables() {
        return Stream.of(
                row("no heading", "a,b,c\n1,2,3\n", "1  COLUMN_MISSING"),
                row("a column missing", "code,full_name,birth_date,school\n", "1  COLUMN_MISSING"),
                row("a column twice", "code,full_name,class,school,code\n", "1 code COLUMN_DOUBLE"),
                row(
                        "two headings of one column",
                        "code,full_name,class,school,mã học sinh\n",
                        "1 mã học sinh COLUMN_DOUBLE"),
                row("no code", HEAD + GOOD.replace("7900000001", ""), "2 code VALUE_MISSING"),
                row("a code with a space", HEAD + GOOD.replace("7900000001", "79 01"), "2 code CODE_FORM"),
                row("a code too long", HEAD + GOOD.replace("7900000001", "7".repeat(21)), "2 code CODE_FORM"),
                row("no name", HEAD + GOOD.replace("Nguyễn Văn An", " "), "2 full_name VALUE_MISSING"),
                row("mixed scripts", HEAD + GOOD.replace("Văn An", "Văn Аn"), "2 full_name NAME_FORM"),
                row(
                        "letters of an ABC font",
                        HEAD + GOOD.replace("Nguyễn Văn An", "NguyÔn V¨n An"),
                        "2 full_name NAME_MOJIBAKE"),
                row(
                        "UTF-8 read as Windows-1252",
                        HEAD + GOOD.replace("Nguyễn", "Nguyá»…n"),
                        "2 full_name NAME_MOJIBAKE"),
                row("a day that is none", HEAD + GOOD.replace("05/03/2019", "31/02/2019"), "2 birth_date DATE_FORM"),
                row("a day to come", HEAD + GOOD.replace("05/03/2019", "05/03/2099"), "2 birth_date DATE_RANGE"),
                row("words for a date", HEAD + GOOD.replace("05/03/2019", "không rõ"), "2 birth_date DATE_FORM"),
                row("another sex", HEAD + GOOD.replace("Nam", "x"), "2 sex WORD_UNKNOWN"),
                row("another status", HEAD + GOOD.replace("Đang học", "đi chơi"), "2 status WORD_UNKNOWN"),
                row("a grade too high", HEAD + GOOD.replace("2A", "13A"), "2 grade / khối GRADE_FORM"),
                row("no class", HEAD + GOOD.replace("2A", ""), "2 class VALUE_MISSING"),
                row("a formula", HEAD + GOOD.replace("2A", "=HYPERLINK(\"\"x\"\")"), "2 class CELL_FORMULA"),
                row(
                        "a formula by plus",
                        HEAD + GOOD.replace("Nguyễn Văn An", "+cmd|' /C calc'!A0"),
                        "2 full_name CELL_FORMULA"),
                row("a formula by at", HEAD + GOOD.replace("Nguyễn Văn An", "@SUM(1)"), "2 full_name CELL_FORMULA"),
                row("a control character", HEAD + GOOD.replace("Văn An", "Văn\u0007An"), "2 full_name CELL_CONTROL"),
                row(
                        "text that runs backwards",
                        HEAD + GOOD.replace("Văn An", "Văn\u202EAn"),
                        "2 full_name CELL_CONTROL"),
                row("a cell too long", HEAD + GOOD.replace("Văn An", "A".repeat(3000)), "2 full_name CELL_TOO_LONG"),
                row("a cell of 10 MB", HEAD + GOOD.replace("Văn An", "A".repeat(10 << 20)), "2  CSV_BROKEN"),
                row("a quote never closed", HEAD + GOOD + "\"7900000002,x\n", "3  CSV_BROKEN"),
                row("more cells than headings", HEAD + GOOD.replace("\n", ",x,y\n"), "2  COLUMN_COUNT"),
                row("an empty file", "", "0  FILE_EMPTY"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void aTableThatIsWrongInOneWay(String what, String text, String expected) throws Exception {
        Path file = Files.writeString(folder.resolve("list.csv"), text);
        List<RosterRow> rows = new ArrayList<>();
        assertThat(said(csv(file), rows)).containsExactly(expected);
        assertThat(rows)
                .filteredOn(row -> row.place().row() == lineOf(expected))
                .isEmpty();
    }

    @Test
    void allErrorsOfAFileAreToldAtOnceAndManyAreCounted() throws Exception {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < 1500; i++) {
            text.append(GOOD.replace("Nam", "x").replace("05/03/2019", "y"));
        }
        var errors = new InputErrors();
        csv(Files.writeString(folder.resolve("list.csv"), text)).read(row -> {}, errors);
        assertThat(errors.count()).isEqualTo(3000);
        assertThat(errors.kept()).hasSize(InputErrors.KEPT);
    }

    @Test
    void noErrorSaysWhatStandsInACellAboutAPerson() throws Exception {
        var errors = new InputErrors();
        String text = HEAD + GOOD.replace("05/03/2019", "mùng 5 tháng 3").replace("7900000001", "7900 000 001");
        csv(Files.writeString(folder.resolve("list.csv"), text)).read(row -> {}, errors);
        assertThat(errors.kept()).hasSize(2);
        assertThat(errors.kept().toString()).doesNotContain("mùng", "7900", "Nguyễn");
    }

    @Test
    void oldEncodingsAreRecognised() throws Exception {
        String name = HEAD + GOOD.replace("Nguyễn Văn An", "Lê Thị Hằng");
        byte[] windows = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replace("ị", "i\u0323")
                .replace("ằ", "ă\u0300")
                .replace("Đ", "D")
                .replace("ọ", "o\u0323")
                .getBytes(Charset.forName("windows-1258"));
        byte[] tcvn3 = (HEAD + GOOD).getBytes(StandardCharsets.UTF_8);
        tcvn3 = new String(tcvn3, StandardCharsets.UTF_8)
                .replace("ễ", "\u00D4")
                .replace("ă", "\u00A8")
                .replace("Đ", "\u00A7")
                .replace("ọ", "\u00E4")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(encoding(windows)).isEqualTo("2 Windows-1258");
        assertThat(encoding(tcvn3)).isEqualTo("2 TCVN3 (ABC)");
        assertThat(encoding((HEAD + GOOD).getBytes(StandardCharsets.UTF_16))).isEqualTo("1 UTF-16");
    }

    @Test
    void aMarkAtTheStartSemicolonsAndDecomposedLettersAreRead() throws Exception {
        String text = Normalizer.normalize(
                "\uFEFFMã định danh Bộ GD&ĐT;Họ và tên;Ngày sinh;Lớp;Mã trường\n7900000001;Trần Thị Hoà;3/2019;2A;7990001001\n",
                Normalizer.Form.NFD);
        List<RosterRow> rows = new ArrayList<>();
        assertThat(said(csv(Files.writeString(folder.resolve("list.csv"), text)), rows))
                .isEmpty();
        assertThat(rows)
                .hasAtLeastOneElementOfType(RosterRow.PersonRow.class)
                .first()
                .satisfies(row -> {
                    var person = (RosterRow.PersonRow) row;
                    assertThat(person.name().full()).isEqualTo("Trần Thị Hoà");
                    assertThat(person.birthDate()).contains("2019-03");
                });
    }

    @Test
    void aWorkbookIsReadByHeadingsWithTitlesRepeatedHeadingsAndDayNumbers() {
        String heading = Zips.text("STT", "Mã học sinh", "Họ và tên", "Ngày sinh", "Lớp", "Số định danh cá nhân");
        Path file = Zips.zip(
                folder.resolve("list.xlsx"),
                Zips.workbook(
                        Zips.text("DANH SÁCH HỌC SINH"),
                        heading,
                        Zips.text("1", "7900000001", "Nguyễn Văn An") + Zips.number('D', "43529")
                                + "<c r=\"E#\" t=\"inlineStr\"><is><t>2A</t></is></c><c r=\"F#\" t=\"inlineStr\"><is><t>079205012345</t></is></c>",
                        heading,
                        Zips.text("2") + Zips.number('B', "7.900000002E9")
                                + "<c r=\"C#\" t=\"inlineStr\"><is><t>Trần Thị Hòa</t></is></c>"
                                + Zips.number('D', "2019") + "<c r=\"E#\" t=\"inlineStr\"><is><t>2A</t></is></c>"));
        List<RosterRow> rows = new ArrayList<>();
        assertThat(said(workbook(file), rows)).isEmpty();
        List<RosterRow.PersonRow> people = rows.stream()
                .filter(RosterRow.PersonRow.class::isInstance)
                .map(RosterRow.PersonRow.class::cast)
                .toList();
        assertThat(people).extracting(RosterRow.PersonRow::key).containsExactly("7900000001", "7900000002");
        assertThat(people)
                .extracting(person -> person.birthDate().orElseThrow())
                .containsExactly("2019-03-05", "2019");
        assertThat(rows.toString()).doesNotContain("079205012345");
        assertThat(rows)
                .filteredOn(RosterRow.CitizenRow.class::isInstance)
                .extracting(row -> ((RosterRow.CitizenRow) row).hash())
                .containsExactly(KEY.hash("079205012345"));
    }

    @Test
    void aCitizenNumberOfAnotherFormIsRefusedByItsShapeAndAnyWithoutAKey() throws Exception {
        String head = "code,full_name,class,school,citizen_number\n";
        Path file = Files.writeString(
                folder.resolve("list.csv"),
                head + "1,Nguyễn Văn An,2A,7990001001,79205012345\n2,Trần Thị Hoà,2A,7990001001,07920501234X\n");
        var errors = new InputErrors();
        List<RosterRow> rows = new ArrayList<>();
        new PlainCsvSource(file, settings(Optional.empty()).with(KEY), InputLimits.standard()).read(rows::add, errors);
        assertThat(errors.kept())
                .extracting(error -> error.problem() + " " + error.expected() + " " + error.found())
                .containsExactly("CITIZEN_FORM 12 99999999999", "CITIZEN_FORM 12 99999999999a");
        assertThat(rows).isEmpty();

        Files.writeString(file, head + "1,Nguyễn Văn An,2A,7990001001,079205012345\n");
        assertThat(said(csv(file), rows)).containsExactly("1 citizen_number CITIZEN_OFF");
        assertThat(rows).isEmpty();
    }

    @Test
    void aWorkbookWithFormulasDoctypeOrMacrosIsRefused() {
        Path formula = Zips.zip(
                folder.resolve("f.xlsx"),
                Zips.workbook(
                        Zips.text("code", "full_name", "class"),
                        Zips.text("1") + "<c r=\"B#\"><f>1+1</f><v>2</v></c>"
                                + "<c r=\"C#\" t=\"inlineStr\"><is><t>2A</t></is></c>"));
        assertThat(said(workbook(formula), new ArrayList<>())).contains("2 full_name CELL_FORMULA");

        Map<String, String> doctype = new LinkedHashMap<>(Zips.workbook(Zips.text("code")));
        doctype.put("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst/>");
        assertThat(said(workbook(Zips.zip(folder.resolve("d.xlsx"), doctype)), new ArrayList<>()))
                .containsExactly("0  XML_DOCTYPE");

        Map<String, String> macro = new LinkedHashMap<>(Zips.workbook(Zips.text("code")));
        macro.put("xl/vbaProject.bin", "x");
        assertThat(said(workbook(Zips.zip(folder.resolve("m.xlsx"), macro)), new ArrayList<>()))
                .containsExactly("0  MACRO");
    }

    @Test
    void archivesThatLeaveSwellOrBreakAreRefused() throws Exception {
        assertThat(archive(Map.of("../users.csv", "x"))).containsExactly("0  ARCHIVE_PATH");
        assertThat(archive(Map.of("/etc/users.csv", "x"))).containsExactly("0  ARCHIVE_PATH");
        assertThat(archive(Map.of("a\\users.csv", "x"))).containsExactly("0  ARCHIVE_PATH");
        assertThat(archive(Map.of("users.csv", "x"))).contains("0  FILE_MISSING");
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            many.put("f" + i, "");
        }
        assertThat(archive(many)).containsExactly("0  ARCHIVE_TOO_MANY");
        Path bomb = Zips.zipBytes(folder.resolve("bomb.zip"), Map.of("users.csv", new byte[32 << 20]));
        assertThat(said(oneRoster(bomb), new ArrayList<>())).containsExactly("0  ARCHIVE_BOMB");
        byte[] whole = Files.readAllBytes(bomb);
        Path half = Files.write(folder.resolve("half.zip"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(said(oneRoster(half), new ArrayList<>())).containsExactly("0  ARCHIVE_BROKEN");
        assertThat(said(workbook(half), new ArrayList<>())).containsExactly("0  ARCHIVE_BROKEN");
    }

    private List<String> archive(Map<String, String> entries) {
        return said(oneRoster(Zips.zip(folder.resolve("a.zip"), entries)), new ArrayList<>());
    }

    private String encoding(byte[] bytes) throws Exception {
        var errors = new InputErrors();
        csv(Files.write(folder.resolve("list.csv"), bytes)).read(row -> {}, errors);
        InputError error = errors.kept().get(0);
        assertThat(error.problem()).isEqualTo(Problem.ENCODING);
        return error.row() + " " + error.found();
    }

    private static List<String> said(RosterSource source, List<RosterRow> rows) {
        var errors = new InputErrors();
        source.read(rows::add, errors);
        return errors.kept().stream()
                .map(error -> error.row() + " " + error.column() + " " + error.problem())
                .toList();
    }

    private static RosterSource csv(Path file) {
        return new PlainCsvSource(file, settings(Optional.empty()), InputLimits.standard());
    }

    private static RosterSource workbook(Path file) {
        return new WorkbookSource(file, settings(Optional.of("7990001001")).with(KEY), InputLimits.standard());
    }

    private static RosterSource oneRoster(Path file) {
        return new OneRosterSource(file, settings(Optional.empty()), InputLimits.standard());
    }

    private static TableSettings settings(Optional<String> unit) {
        return new TableSettings("2026-2027", unit, Coverage.PARTIAL, LocalDate.of(2026, 9, 1));
    }

    private static long lineOf(String expected) {
        return Long.parseLong(expected.split(" ")[0]);
    }

    private static Arguments row(String what, String text, String expected) {
        return Arguments.of(what, text, expected);
    }
}
