package vn.khue.ecard.print;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import vn.khue.directory.PersonName;
import vn.khue.directory.Role;
import vn.khue.directory.UnitKind;
import vn.khue.ecard.photo.CardPhoto;
import vn.khue.ecard.photo.Portraits;

/** Ten cards of ten sorts, with the longest names and schools that are met. */
final class Samples {

    static final List<String> NAMES = List.of(
            "Nguyễn Hà My",
            "Trần Gia Đạt",
            "Nguyễn Hoàng Thiên Minh Anh",
            "Công Tằng Tôn Nữ Thị Phương Thảo Nguyên",
            "Y Bih Niê",
            "Lê Ễ Ặng Ỗ",
            "Phạm Thị Thuỳ Dương",
            "Hoàng Vũ Nguyễn Phương Khánh Linh",
            "Võ Hoài Ân",
            "Lý Khánh Ngọc");

    static final List<String> SCHOOLS = List.of(
            "Trường Trung học cơ sở Thị Trấn 2",
            "Trường Tiểu học Nguyễn Văn Trỗi",
            "Trường Trung học phổ thông chuyên Lê Hồng Phong",
            "Trường Mầm non Hoa Hướng Dương",
            "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Thành phố Thủ Đức",
            "Trường Phổ thông Dân tộc Bán trú Tiểu học và Trung học cơ sở Xã Trà Don Huyện Nam Trà My Tỉnh Quảng Nam",
            "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh",
            "Trường Tiểu học, Trung học cơ sở và Trung học phổ thông Quốc tế Á Châu",
            "Trường Trung học cơ sở Thị Trấn 2",
            "Trường Trung học phổ thông Nguyễn Thị Minh Khai");

    private static final List<UnitKind> KINDS = List.of(
            UnitKind.THCS,
            UnitKind.TIEU_HOC,
            UnitKind.THPT,
            UnitKind.MAM_NON,
            UnitKind.GDTX,
            UnitKind.THCS,
            UnitKind.SO,
            UnitKind.TIEU_HOC,
            UnitKind.THCS,
            UnitKind.THPT);

    private static final List<Role> ROLES = List.of(
            Role.HOC_SINH,
            Role.HOC_SINH,
            Role.HOC_SINH,
            Role.GIAO_VIEN,
            Role.HOC_SINH,
            Role.HIEU_TRUONG,
            Role.CHUYEN_VIEN_SO,
            Role.HOC_SINH,
            Role.HOC_SINH,
            Role.PHO_HIEU_TRUONG);

    private static final CardPhoto PHOTO = Portraits.photo(1);

    private Samples() {}

    /** @param digits of the code; 634 are those of the largest card */
    static List<PrintedCard> cards(int digits) {
        List<PrintedCard> cards = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            cards.add(new PrintedCard(
                    PersonName.of(NAMES.get(i)),
                    ROLES.get(i),
                    KINDS.get(i),
                    SCHOOLS.get(i),
                    LocalDate.of(2030, 8, 31),
                    "7F3K-92Q" + i,
                    i == 1 || i == 9 ? Optional.empty() : Optional.of(PHOTO),
                    code(digits, i),
                    Optional.of("028 3829 0000 · vanphong@thcsthitran2.edu.vn")));
        }
        return cards;
    }

    static PrintedCard card(String name, String school, boolean photo) {
        return new PrintedCard(
                PersonName.of(name),
                Role.HOC_SINH,
                UnitKind.THCS,
                school,
                LocalDate.of(2030, 8, 31),
                "7F3K-92QD",
                photo ? Optional.of(PHOTO) : Optional.empty(),
                code(300, 1),
                Optional.of(school.substring(0, Math.min(100, school.length()))));
    }

    static List<LoginBadge> badges() {
        List<LoginBadge> badges = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            badges.add(new LoginBadge(
                    PersonName.of(NAMES.get(i)),
                    Avatar.values()[i],
                    "KHUE1.ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRS" + i));
        }
        return badges;
    }

    static String code(int digits, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder code = new StringBuilder("https://the.edu.vn/v#");
        for (int i = 0; i < digits; i++) {
            code.append(random.nextInt(10));
        }
        return code.toString();
    }
}
