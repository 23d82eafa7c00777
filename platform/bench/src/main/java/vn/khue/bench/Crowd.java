package vn.khue.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;

/**
 * Invented people by number, always the same, so that none need be held: each belongs to a class, each tenth is the guardian of the one
 * before.
 */
final class Crowd {

    private static final Validity SINCE = Validity.since(LocalDate.of(2026, 8, 1));
    private static final int CLASS_SIZE = 40;
    private static final int CLASSES_OF_A_SCHOOL = 30;
    private static final int MANY = 10;
    private static final String[] FAMILY = {
        "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
        "Lý", "Đinh", "Trương", "Mai", "Tô"
    };
    private static final String[] MIDDLE = {
        "Thị",
        "Văn",
        "Thị Minh",
        "Đức",
        "Ngọc",
        "Hoàng",
        "Thị Thanh",
        "Quốc",
        "Gia",
        "Bảo",
        "Minh",
        "Thị Kim",
        "Anh",
        ""
    };
    private static final String[] GIVEN = {
        "An", "Anh", "Ánh", "Ân", "Bảo", "Bình", "Châu", "Chi", "Cường", "Dung", "Dũng", "Duy", "Đạt", "Đức", "Giang",
        "Hà", "Hân", "Hiếu", "Hòa", "Huy", "Khang", "Khánh", "Khoa", "Lan", "Linh", "Long", "Mai", "Minh", "My", "Nam",
        "Ngân", "Nghĩa", "Ngọc", "Nhi", "Như", "Phát", "Phong", "Phúc", "Phương", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo",
        "Thịnh", "Thư", "Thy", "Tiến", "Trang", "Trâm", "Trí", "Tú", "Tuấn", "Uyên", "Vy", "Ý", "Yến"
    };

    /** @return Khuê id of the person of that number */
    UUID id(int number) {
        return uuid("person", number);
    }

    /** @return the person of that number */
    Person person(int number) {
        var lot = new Random(number);
        String family = one(FAMILY, lot);
        String middle = one(MIDDLE, lot);
        String given = one(GIVEN, lot);
        return new Person(
                id(number),
                String.format(Locale.ROOT, "nguoi.%d", number),
                new PersonName(family, middle, given, (family + " " + middle + " " + given).replace("  ", " ")),
                Optional.of(LocalDate.of(2010, 1, 1).plusDays(number % 3000).toString()),
                number % 2 == 0 ? Sex.MALE : Sex.FEMALE,
                Optional.empty(),
                PersonStatus.ACTIVE);
    }

    /** @return where the person of that number learns */
    Enrolment enrolment(int number) {
        int group = number / CLASS_SIZE;
        return new Enrolment(
                uuid("enrolment", number),
                id(number),
                "lop-" + group,
                "truong-" + group / CLASSES_OF_A_SCHOOL,
                ClassRole.PUPIL,
                SINCE);
    }

    /** @return for whom the person of that number stands; each tenth does */
    Optional<Guardianship> guardianship(int number) {
        return number % MANY != 1
                ? Optional.empty()
                : Optional.of(new Guardianship(
                        uuid("guardianship", number),
                        id(number),
                        id(number - 1),
                        GuardianKind.GUARDIAN,
                        Set.of(GuardianScope.RECORDS),
                        SINCE));
    }

    private static String one(String[] from, Random lot) {
        return from[lot.nextInt(from.length)];
    }

    private static UUID uuid(String what, int number) {
        return UUID.nameUUIDFromBytes((what + number).getBytes(StandardCharsets.UTF_8));
    }
}
