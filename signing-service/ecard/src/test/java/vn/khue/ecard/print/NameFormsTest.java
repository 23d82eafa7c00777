package vn.khue.ecard.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.directory.PersonName;
import vn.khue.ecard.school.SchoolNames;

class NameFormsTest {

    private final SchoolNames schools = new SchoolNames();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Trường Trung học cơ sở Thị Trấn 2                  | Trường THCS Thị Trấn 2        | THCS Thị Trấn 2
            TRƯỜNG TRUNG HỌC CƠ SỞ LÊ LỢI                      | Trường THCS LÊ LỢI            | THCS LÊ LỢI
            Trường Tiểu học và Trung học cơ sở Trà Don         | Trường TH&THCS Trà Don        | TH&THCS Trà Don
            Trường Trung học phổ thông chuyên Lê Hồng Phong    | Trường THPT chuyên Lê Hồng Phong | THPT chuyên Lê Hồng Phong
            Trường Mầm non Hoa Sen                             | Trường MN Hoa Sen             | MN Hoa Sen
            Trung tâm Giáo dục thường xuyên Quận 1             | TT GDTX Quận 1                | GDTX Quận 1
            Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh       | Sở GD&ĐT TP. Hồ Chí Minh      | Sở GD&ĐT TP. Hồ Chí Minh
            Trường THCS Kim Đồng                               | Trường THCS Kim Đồng          | THCS Kim Đồng
            Trường Quốc tế Bắc Mỹ                              | Trường Quốc tế Bắc Mỹ         | Trường Quốc tế Bắc Mỹ
            """)
    void wordsForTheKindBecomeLettersAndTheNameStays(String full, String shorter, String shortest) {
        assertThat(schools.withWholeName(full).get(0)).isEqualTo(full);
        assertThat(schools.withWholeName(full)).contains(shorter);
        assertThat(schools.withWholeName(full)).last().isEqualTo(shortest);
    }

    @Test
    void theCodeSaysWhatIsPrintedAsLongAsTheSchoolsOwnNameIsWhole() {
        for (String school : List.of(
                "Trường Trung học cơ sở Nguyễn Du",
                "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh",
                "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Củ Chi",
                "Trường Phổ thông Dân tộc Nội trú Trung học cơ sở và Trung học phổ thông Sa Pa")) {
            List<String> printed = schools.withWholeName(school);
            assertThat(schools.forms(school).subList(0, printed.size())).isEqualTo(printed);
        }
    }

    @Test
    void decomposedLettersAreTheSame() {
        String decomposed = Normalizer.normalize("Trường Tiểu học Ba Đình", Normalizer.Form.NFD);
        assertThat(schools.withWholeName(decomposed)).isEqualTo(schools.withWholeName("Trường Tiểu học Ba Đình"));
    }

    @Test
    void middleNamesBecomeInitialsTheOneBesideTheGivenNameLast() {
        assertThat(PersonNameForms.of(PersonName.of("Nguyễn Hoàng Thiên Minh Anh")))
                .containsExactly(
                        "Nguyễn Hoàng Thiên Minh Anh",
                        "Nguyễn H. Thiên Minh Anh",
                        "Nguyễn H. T. Minh Anh",
                        "Nguyễn H. T. M. Anh");
        assertThat(PersonNameForms.of(PersonName.of("Trần Đăng Ân"))).containsExactly("Trần Đăng Ân", "Trần Đ. Ân");
    }

    @Test
    void aNameThatIsPutTogetherOtherwiseHasNoShorterForm() {
        assertThat(PersonNameForms.of(new PersonName("Niê", "", "Y Bih", "Y Bih Niê")))
                .containsExactly("Y Bih Niê");
        assertThat(PersonNameForms.of(new PersonName("Smith", "Jane", "Anna", "Anna Jane Smith")))
                .containsExactly("Anna Jane Smith");
        assertThat(PersonNameForms.of(PersonName.of("An"))).containsExactly("An");
    }
}
