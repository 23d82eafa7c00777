package vn.khue.ecard.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.PersonName;

class HandOverListTest {

    private static final HandOverList.Heading HEADING =
            new HandOverList.Heading("Trường Trung học cơ sở Thị Trấn 2", "6A1", LocalDate.of(2026, 11, 27));

    private final HandOverList list = new HandOverList(Locale.forLanguageTag("vi"));

    @Test
    void linesAreInTheOrderOfVietnameseNameLists() throws IOException {
        List<String> order =
                List.of("Lê Văn An", "Bùi Thị Ánh", "Đỗ Minh Ánh", "Võ Hoài Ân", "Trần Mỹ Dung", "Ngô Gia Đạt");
        List<HandOverList.Line> lines = new ArrayList<>();
        for (String name : order) {
            lines.add(line(Normalizer.normalize(name, Normalizer.Form.NFD), lines.size()));
        }
        Collections.shuffle(lines, new Random(3));
        String text = text(lines);
        int from = 0;
        for (String name : order) {
            int at = text.indexOf(name);
            assertThat(at).as(name).isGreaterThan(from);
            from = at;
        }
        assertThat(text)
                .contains("Danh sách bàn giao thẻ lớp 6A1", "Số thẻ: 6", "27/11/2026", "Người giao", "Người nhận");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 18, 19, 20, 22, 23, 24, 45, 60})
    void everyLineIsThereOnceAndTheSignaturesOnTheLastPage(int count) throws IOException {
        List<HandOverList.Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line("Trần Văn An", i));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintReport report = list.print(HEADING, lines, out);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            assertThat(document.getNumberOfPages()).isEqualTo(report.pages());
            StringBuilder all = new StringBuilder();
            for (int page = 1; page <= report.pages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                String text = stripper.getText(document);
                all.append(text);
                assertThat(text.contains("Người nhận")).isEqualTo(page == report.pages());
                assertThat(text).contains("Trang " + page + " trên " + report.pages());
                for (InkBoxes.Ink ink : InkBoxes.of(document.getPage(page - 1))) {
                    assertThat(ink.box().getMinY()).isGreaterThan(20);
                }
            }
            for (int i = 0; i < count; i++) {
                assertThat(all.toString().split(number(i) + "\\b", -1))
                        .as("line %d", i)
                        .hasSize(2);
            }
        }
    }

    @Test
    void anEmptyListWritesNothing() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(list.print(HEADING, List.of(), out).pages()).isZero();
        assertThat(out.size()).isZero();
    }

    private static HandOverList.Line line(String name, int i) {
        return new HandOverList.Line(PersonName.of(name), number(i), false);
    }

    private static String number(int i) {
        return "7F3K-" + (1000 + i);
    }

    private String text(List<HandOverList.Line> lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        list.print(HEADING, lines, out);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }
}
