package vn.khue.roster.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.roster.staging.NameKeys;

/** Names and birth dates that people typed, each beside what was meant. */
class LikenessTest {

    @ParameterizedTest
    @CsvSource({
        "Nguyễn Thị Hòa, nguyễn thị hoà, SAME, MANY",
        "Nguyễn Văn Ân, Nguyễn Văn An, MARKS, GIVEN",
        "Nguyễn Vân An, Nguyễn Văn An, MARKS, MIDDLE",
        "Nguyên Văn An, Nguyễn Văn An, MARKS, FAMILY",
        "Nguyen Van An, Nguyễn Văn An, MARKS, MANY",
        "Le Van Dung, Lê Văn Dũng, MARKS, MANY",
        "An Nguyễn Văn, Nguyễn Văn An, ORDER, MANY",
        "Nguyễn An Văn, Nguyễn Văn An, ORDER, GIVEN",
        "Lê Ngọc Bảo Châu, Lê Bảo Ngọc Châu, ORDER, MANY",
        "Nguyễn An, Nguyễn Văn An, WORD_MISSING, MANY",
        "Lê Thị Châu, Lê Thị Bảo Châu, WORD_MISSING, MANY",
        "Lê Châu, Lê Thị Bảo Châu, WORD_MISSING, MANY",
        "Nguyễn Văn Hùngg, Nguyễn Văn Hùng, LETTER, GIVEN",
        "Nguyễn Văn Lan, Nguyễn Văn Loan, LETTER, GIVEN",
        "Nguyễn Hoagn Nam, Nguyễn Hoàng Nam, LETTER, MIDDLE",
        "Phan Văn An, Phạm Văn An, LETTER, FAMILY",
        "Lê ThuHà, Lê Thu Hà, LETTER, MANY",
        "Nguyễn Văn An, Nguyễn Văn Bình, OTHER, MANY",
        "Nguyễn Minh Anh, Nguyễn Quỳnh Anh, OTHER, MANY",
        "Nguyễn Văn An, Trần Văn Am, OTHER, MANY",
        "An, Nguyễn Văn An, OTHER, MANY",
        "Lê Bảo Châu, Lê Thị Ngọc Châu, OTHER, MANY",
        "Nguyễn Văn Hùng, Nguyễn Văn Hgùn, OTHER, MANY"
    })
    void ofNames(String one, String other, NameLikeness.Kind kind, NameLikeness.Part part) {
        assertThat(between(one, other))
                .extracting(NameLikeness::kind, NameLikeness::part)
                .containsExactly(kind, part);
        assertThat(between(other, one))
                .extracting(NameLikeness::kind, NameLikeness::part)
                .containsExactly(kind, part);
    }

    @ParameterizedTest
    @CsvSource({
        "2019-03-05, 2019-03-05, SAME",
        "2019-03-05, 2019-03-15, NEAR",
        "2019-03-05, 2018-03-05, NEAR",
        "2019-03-05, 2019-05-03, NEAR",
        "2019-03-12, 2019-03-21, NEAR",
        "2019-12-05, 2091-12-05, NEAR",
        "2019, 2019-03-05, LESS_PRECISE",
        "2019-03, 2019-03-05, LESS_PRECISE",
        "2019, 2019, LESS_PRECISE",
        ", 2019-03-05, UNKNOWN",
        ", , UNKNOWN",
        "2018, 2019-03-05, OTHER",
        "2019-04, 2019-03-05, OTHER",
        "2019-03-05, 2019-03-16, OTHER",
        "2019-03-05, 2018-03-06, OTHER",
        "2019-03-05, 2018-05-03, OTHER"
    })
    void ofBirthDates(String one, String other, BirthLikeness likeness) {
        assertThat(BirthLikeness.between(one, other)).isEqualTo(likeness);
        assertThat(BirthLikeness.between(other, one)).isEqualTo(likeness);
    }

    @ParameterizedTest
    @CsvSource({
        "an, an, false",
        "an, ann, true",
        "an, n, true",
        "an, am, true",
        "an, na, true",
        "anh, nah, true",
        "anna, nana, true",
        "abcd, badc, false",
        "an, '', false",
        "a, '', true",
        "aab, aba, true",
        "abca, acba, true",
        "abca, cbaa, false"
    })
    void ofLetters(String one, String other, boolean slip) {
        assertThat(OneSlip.between(one, other)).isEqualTo(slip);
        assertThat(OneSlip.between(other, one)).isEqualTo(slip);
    }

    private static NameLikeness between(String one, String other) {
        return NameLikeness.between(
                NameKeys.spelling(one), NameKeys.folded(one), NameKeys.spelling(other), NameKeys.folded(other));
    }
}
