package vn.khue.signing.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DocumentKindTest {
    @Test
    void theTwentySevenAbbreviationsOfTheDecreeAndCongVan() {
        assertThat(Arrays.stream(DocumentKind.values())
                        .map(DocumentKind::abbreviation)
                        .filter(abbreviation -> !abbreviation.isEmpty()))
                .containsExactly(
                        "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB",
                        "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB");
    }

    @Test
    void notationIsNumberKindAndUnit() {
        assertThat(DocumentKind.QD.notation(7, "THCSTT2")).isEqualTo("07/QĐ-THCSTT2");
        assertThat(DocumentKind.QD.notation(128, "THCSTT2")).isEqualTo("128/QĐ-THCSTT2");
        assertThat(DocumentKind.CV.notation(10, "THCSTT2")).isEqualTo("10/THCSTT2");
    }
}
