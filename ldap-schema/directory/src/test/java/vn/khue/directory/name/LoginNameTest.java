package vn.khue.directory.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.directory.PersonName;

class LoginNameTest {

    @ParameterizedTest
    @CsvSource({
        "Nguyễn Thị Lan, lan.nt",
        "Đỗ Đình Đức, duc.dd",
        "Trần Ngọc Như Ý, y.tnn",
        "H'Lan Êban, eban.h",
        "Sáu, sau",
        "Ý, y.x"
    })
    void stemIsGivenNameAndInitials(String full, String stem) {
        assertThat(LoginName.stem(PersonName.of(full))).isEqualTo(stem);
    }

    @Test
    void takenNameGetsTheNextNumber() {
        PersonName lan = PersonName.of("Nguyễn Thị Lan");
        assertThat(LoginName.free(lan, Set.of()::contains)).isEqualTo("lan.nt");
        assertThat(LoginName.free(lan, Set.of("lan.nt")::contains)).isEqualTo("lan.nt2");
        assertThat(LoginName.free(lan, Set.of("lan.nt", "lan.nt2", "lan.nt3")::contains))
                .isEqualTo("lan.nt4");
    }
}
