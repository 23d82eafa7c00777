package vn.khue.district;

import java.util.ArrayList;
import java.util.List;
import vn.khue.directory.UnitKind;

/**
 * The 104 public schools: 42 mầm non, 39 tiểu học, 23 trung học cơ sở. The first two are lower secondary schools, from which the demo's
 * people come.
 */
final class SchoolCatalogue {

    private static final List<String> KINDERGARTENS = List.of(
            "Hoa Mai",
            "Hoa Sen",
            "Hoa Hồng",
            "Hướng Dương",
            "Sơn Ca",
            "Họa Mi",
            "Vàng Anh",
            "Tuổi Thơ",
            "Tuổi Ngọc",
            "Bông Sen",
            "Hoa Lan",
            "Phượng Hồng",
            "Măng Non",
            "Ánh Dương",
            "Bình Minh",
            "Hoa Cúc",
            "Thiên Thần",
            "Thỏ Ngọc",
            "Hoa Đào",
            "Rạng Đông",
            "Mầm Xanh");
    private static final List<String> PRIMARIES = List.of(
            "Lê Lợi",
            "Nguyễn Trãi",
            "Trần Quốc Toản",
            "Kim Đồng",
            "Lý Tự Trọng",
            "Võ Thị Sáu",
            "Nguyễn Du",
            "Chu Văn An",
            "Lê Quý Đôn",
            "Nguyễn Huệ",
            "Quang Trung",
            "Đinh Tiên Hoàng",
            "Hùng Vương",
            "Lương Thế Vinh",
            "Nguyễn Bỉnh Khiêm",
            "Trần Hưng Đạo",
            "Phan Chu Trinh",
            "Nguyễn Đình Chiểu");
    private static final List<String> SECONDARIES = List.of("Tân Thạnh Đông 2", "Tân Phú Trung 2");

    private final Chance chance;
    private final List<School> schools = new ArrayList<>();

    private SchoolCatalogue(long seed) {
        chance = new Chance(seed, "schools");
    }

    /** All schools in the order in which they are peopled: first the lower secondary ones, then the others. */
    static List<School> of(long seed) {
        var catalogue = new SchoolCatalogue(seed);
        catalogue.addAll(UnitKind.THCS, SECONDARIES, 5, 7);
        catalogue.addAll(UnitKind.TIEU_HOC, PRIMARIES, 4, 6);
        catalogue.addAll(UnitKind.MAM_NON, KINDERGARTENS, 2, 4);
        return List.copyOf(catalogue.schools);
    }

    private void addAll(UnitKind kind, List<String> further, int leastClasses, int mostClasses) {
        List<Commune.Place> places = Commune.places();
        for (Commune.Place place : places) {
            add(kind, place.name(), place.commune(), leastClasses, mostClasses);
        }
        for (int i = 0; i < further.size(); i++) {
            add(kind, further.get(i), places.get(i).commune(), leastClasses, mostClasses);
        }
    }

    private void add(UnitKind kind, String name, Commune commune, int leastClasses, int mostClasses) {
        schools.add(new School(schools.size(), kind, name, commune, chance.between(leastClasses, mostClasses)));
    }
}
