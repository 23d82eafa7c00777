package vn.khue.district;

import java.util.Arrays;
import java.util.List;

/** The seven communes that came out of the district's twenty-one on 1 July 2025 (R5.17), and the old ones that went into each. */
enum Commune {
    CU_CHI("cu-chi", "Củ Chi", "Tân Thông Hội", "Tân Phú Trung", "Phước Vĩnh An"),
    TAN_AN_HOI("tan-an-hoi", "Tân An Hội", "Tân An Hội", "Thị trấn Củ Chi", "Phước Hiệp"),
    THAI_MY("thai-my", "Thái Mỹ", "Thái Mỹ", "Phước Thạnh", "Trung Lập Thượng"),
    AN_NHON_TAY("an-nhon-tay", "An Nhơn Tây", "An Nhơn Tây", "An Phú", "Phú Mỹ Hưng"),
    NHUAN_DUC("nhuan-duc", "Nhuận Đức", "Nhuận Đức", "Phạm Văn Cội", "Trung Lập Hạ"),
    PHU_HOA_DONG("phu-hoa-dong", "Phú Hòa Đông", "Phú Hòa Đông", "Tân Thạnh Đông", "Tân Thạnh Tây"),
    BINH_MY("binh-my", "Bình Mỹ", "Bình Mỹ", "Hòa Phú", "Trung An");

    private final String id;
    private final String label;
    private final List<String> before;

    Commune(String id, String label, String... before) {
        this.id = id;
        this.label = label;
        this.before = List.of(before);
    }

    /** Id of its unit. */
    String unit() {
        return "xa-" + id;
    }

    String label() {
        return label;
    }

    /** The old communes, the first of each new one first. */
    static List<Place> places() {
        return java.util.stream.IntStream.range(0, 3)
                .boxed()
                .flatMap(i -> Arrays.stream(values()).map(commune -> new Place(commune.before.get(i), commune)))
                .toList();
    }

    /**
     * An old commune.
     *
     * @param name as it was
     * @param commune the one it went into
     */
    record Place(String name, Commune commune) {}
}
