package vn.khue.signing.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitAbbreviationTest {
    @ParameterizedTest
    @CsvSource({
        "Trường THCS Thị Trấn 2, THCSTT2",
        "Trường Trung học cơ sở Thị Trấn 2, THCSTT2",
        "Trường Tiểu học Thị Trấn Củ Chi, THTTCC",
        "Trường Mầm non Đông Hà 12, MNĐH12",
        "Trường THPT Trung Phú, THPTTP",
        "Ủy ban nhân dân xã Củ Chi, UBNDXCC"
    })
    void asSchoolsWriteIt(String name, String abbreviation) {
        assertThat(UnitAbbreviation.of(name)).isEqualTo(abbreviation);
    }
}
