package vn.khue.directory.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.PersonName;

class VietnameseNameTest {

    @Test
    void decomposedNameBecomesComposed() {
        String decomposed = Normalizer.normalize("Nguyễn Thị Ánh", Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo("Nguyễn Thị Ánh");
        assertThat(VietnameseName.normalise(decomposed)).isEqualTo("Nguyễn Thị Ánh");
    }

    @Test
    void everyLetterThatIsLeftAsItIsIsComposed() {
        for (char c = 'A'; c < '\u2000'; c++) {
            String letter = Character.toString(c);
            if (Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN) {
                String normal = VietnameseName.normalise(letter);
                assertThat(Normalizer.isNormalized(normal, Normalizer.Form.NFC))
                        .as(letter)
                        .isTrue();
                assertThat(normal).isNotEqualTo("\u00D0").isNotEqualTo("\u00F0");
            }
        }
        assertThat(VietnameseName.normalise("a\u0301")).isEqualTo("\u00E1");
    }

    @Test
    void spacesAndInvisibleCharactersCollapse() {
        assertThat(VietnameseName.normalise(" \u00A0Lê \t Văn\u200B  Tám\uFEFF "))
                .isEqualTo("Lê Văn Tám");
    }

    @Test
    void ethBecomesDStroke() {
        assertThat(VietnameseName.normalise("\u00D0ặng V\u0103n \u00F0")).isEqualTo("\u0110ặng Văn \u0111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lê Vаn", "Νguyễn Lan", "Lê\u0007Lan"})
    void lookAlikesOfOtherScriptsAndControlsAreRefused(String name) {
        assertThatThrownBy(() -> VietnameseName.normalise(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooLongNameIsRefused() {
        assertThatThrownBy(() -> VietnameseName.normalise("a".repeat(101))).hasMessageContaining("100");
        assertThatThrownBy(() -> VietnameseName.normalise(" ".repeat(1_000_000)))
                .hasMessageContaining("100");
    }

    @ParameterizedTest
    @CsvSource({
        "Nguyễn Thị Hòa, nguyen thi hoa",
        "Nguyễn Thị Hoà, nguyen thi hoa",
        "ĐỖ ĐÌNH ĐỨC, do dinh duc",
        "Lý Thúy Uyên Ương, ly thuy uyen uong",
        "H'Lan Êban, h'lan eban"
    })
    void searchKeyHasNeitherCaseNorAccents(String name, String key) {
        assertThat(VietnameseName.searchKey(name)).isEqualTo(key);
        assertThat(VietnameseName.searchKey(Normalizer.normalize(name, Normalizer.Form.NFD)))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"Nguyễn Thị Minh Khai, Nguyễn, Thị Minh, Khai", "Lê Lợi, Lê, '', Lợi", "Sáu, '', '', Sáu"})
    void nameIsSplitByTheUsualRule(String full, String family, String middle, String given) {
        assertThat(VietnameseName.split(full)).isEqualTo(new PersonName(family, middle, given, full));
    }

    @Test
    void listIsSortedByGivenNameThenFamilyThenMiddleWordByWord() {
        List<String> right = List.of(
                "Lê Thị An",
                "Nguyễn An An",
                "Nguyễn Anh An",
                "Nguyễn Thị An",
                "Trần Văn An",
                "Lê Văn Ân",
                "Lê Thị Dung",
                "Lê Thị Đào",
                "Lê Thị Em",
                "Lê Thị Êm",
                "Lê Thị Oanh",
                "Lê Thị Ông",
                "Lê Thị Ơn",
                "Lê Thị Uyên",
                "Lê Thị Ưng",
                "Lê Thị Yến");
        var shuffled = new ArrayList<>(right);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort((a, b) -> new NameOrder().compare(PersonName.of(a), PersonName.of(b)));
        assertThat(shuffled).isEqualTo(right);
    }

    @Test
    void tonesComeInTheOrderOfTheAlphabetBook() {
        List<String> right = List.of("A Ma", "A Mà", "A Mả", "A Mã", "A Má", "A Mạ");
        var shuffled = new ArrayList<>(right);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort((a, b) -> new NameOrder().compare(PersonName.of(a), PersonName.of(b)));
        assertThat(shuffled).isEqualTo(right);
    }
}
