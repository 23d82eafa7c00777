package vn.khue.district;

import java.util.ArrayList;
import java.util.List;
import vn.khue.directory.PersonName;
import vn.khue.directory.Sex;

/**
 * Invents names with the look of the south of Việt Nam: a third are Nguyễn, a few family names make up most of the rest, and Văn and Thị
 * are rarer among children than among their parents.
 */
final class InventedNames {

    /** Weights out of about a thousand. */
    private static final List<String> FAMILIES = weighted(
            "Nguyễn 318, Trần 112, Lê 96, Phạm 68, Huỳnh 58, Võ 52, Phan 46, Trương 24, Bùi 22, Đặng 22, Đỗ 18, Hồ 18, Ngô 16,"
                    + " Dương 15, Lý 11, Đoàn 9, Lâm 9, Mai 8, Đinh 8, Cao 8, Lương 7, Trịnh 7, Hà 6, Thái 6, Tô 5, Châu 5,"
                    + " Tạ 4, Lưu 4, Kiều 3, Quách 3, Phùng 3, Tăng 3, Từ 2, Văn 2, Vương 2, Ông 1, Thạch 1, Danh 1");

    private static final List<String> ADULT_WOMAN_MIDDLE = weighted(
            "Thị 46, Thị Ngọc 8, Thị Thanh 8, Thị Kim 7, Thị Thu 7, Thị Mỹ 5, Ngọc 5, Thị Hồng 5, Kim 4, Thị Minh 3, Thanh 2");
    private static final List<String> ADULT_MAN_MIDDLE =
            weighted("Văn 38, Thanh 10, Minh 9, Hoàng 8, Quốc 7, Hữu 6, Ngọc 6, Đức 5, Tấn 4, Công 3, Đình 2, Thế 2");
    private static final List<String> GIRL_MIDDLE = weighted(
            "Thị 12, Ngọc 12, Bảo 10, Gia 8, Thị Ngọc 6, Minh 6, Thanh 6, Khánh 6, Phương 5, Hoàng 5, Quỳnh 5, Tường 4, Kim 4,"
                    + " Thiên 3, Ánh 3, Mỹ 3, Như 2");
    private static final List<String> BOY_MIDDLE = weighted(
            "Minh 14, Gia 13, Hoàng 11, Quốc 8, Thanh 7, Nhật 7, Đức 6, Bảo 6, Anh 5, Tuấn 5, Văn 5, Hữu 4, Thiên 4, Phúc 3, Khải 2");

    private static final List<String> WOMAN_GIVEN = words(
            "Lan Hương Hoa Hồng Nga Thủy Hằng Hạnh Phượng Loan Tuyết Vân Yến Dung Đào Diễm Thảo Trang Tâm Xuân Liên Oanh Mai"
                    + " Hiền Nhung Thu Thúy Liễu Nguyệt Bích Cúc Huệ Quyên Châu Ngân Hà Hoà Phương Trinh Linh My Ánh Điệp Đoan");
    private static final List<String> MAN_GIVEN = words(
            "Hùng Dũng Tuấn Sơn Hải Long Thành Tâm Phúc Lộc Thọ Tài Đức Bình Hòa Hiếu Trung Cường Thắng Minh Nam Phong Quang"
                    + " Sang Tân Thịnh Tín Toàn Trí Việt Vinh Đạt Đông Hậu Khoa Kiệt Lâm Lợi Nghĩa Nhân Phước Quý Thái Thiện");
    private static final List<String> GIRL_GIVEN = words(
            "Anh An Châu Chi Diệp Giang Hân Hà Khuê Linh Ly Mai My Nga Ngân Ngọc Nhi Như Nhiên Nguyên Phương Quyên Quỳnh Tâm"
                    + " Thảo Thư Thy Tiên Trâm Trân Trang Trúc Tuyền Uyên Vân Vy Yến Ý Đan Đoan Ánh Băng Hạ Khanh");
    private static final List<String> BOY_GIVEN = words(
            "An Anh Bảo Bách Bình Duy Dương Đạt Đăng Đức Hào Hiếu Hoàng Huy Hưng Khang Khải Khánh Khôi Khoa Kiên Kiệt Lâm Long"
                    + " Minh Nam Nghĩa Nguyên Nhân Nhật Phát Phong Phú Phúc Quân Quang Tài Thành Thiện Thịnh Tiến Trí Tú Vinh Ân Ý");

    private InventedNames() {}

    static String family(Chance chance) {
        return chance.oneOf(FAMILIES);
    }

    static PersonName adult(Chance chance, String family, Sex sex) {
        boolean woman = sex == Sex.FEMALE;
        return name(
                family,
                chance.oneOf(woman ? ADULT_WOMAN_MIDDLE : ADULT_MAN_MIDDLE),
                chance.oneOf(woman ? WOMAN_GIVEN : MAN_GIVEN));
    }

    static PersonName child(Chance chance, String family, Sex sex) {
        boolean girl = sex == Sex.FEMALE;
        return name(family, chance.oneOf(girl ? GIRL_MIDDLE : BOY_MIDDLE), chance.oneOf(girl ? GIRL_GIVEN : BOY_GIVEN));
    }

    private static PersonName name(String family, String middle, String given) {
        return new PersonName(family, middle, given, family + " " + middle + " " + given);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private static List<String> weighted(String text) {
        var all = new ArrayList<String>();
        for (String item : text.split(",\\s*")) {
            int space = item.lastIndexOf(' ');
            for (int i = Integer.parseInt(item.substring(space + 1)); i > 0; i--) {
                all.add(item.substring(0, space).strip());
            }
        }
        return List.copyOf(all);
    }
}
