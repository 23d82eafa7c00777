package vn.khue.signature;

import java.util.List;
import vn.khue.signature.decision.Decision;

/** A decision of an invented school. */
public final class SampleDecision {

    private SampleDecision() {}

    public static Decision ofDeputy() {
        return new Decision(
                "Ủy ban nhân dân xã Củ Chi",
                "Trường Tiểu học Thị Trấn Củ Chi",
                "QĐ-THTTCC",
                "Củ Chi",
                "Về việc thành lập Hội đồng tự đánh giá chất lượng giáo dục năm học 2026 - 2027",
                "Hiệu trưởng Trường Tiểu học Thị Trấn Củ Chi",
                List.of(
                        "Căn cứ Thông tư số 28/2020/TT-BGDĐT ngày 04 tháng 9 năm 2020 của Bộ trưởng Bộ Giáo dục và Đào tạo"
                                + " ban hành Điều lệ Trường tiểu học;",
                        "Theo đề nghị của Phó Hiệu trưởng phụ trách chuyên môn."),
                List.of(
                        "Thành lập Hội đồng tự đánh giá chất lượng giáo dục gồm các ông, bà có tên trong danh sách kèm theo.",
                        "Hội đồng có nhiệm vụ triển khai tự đánh giá theo hướng dẫn hiện hành và tự giải thể khi hoàn thành"
                                + " nhiệm vụ.",
                        "Các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký."),
                List.of("Như Điều 3", "Lưu: VT"),
                List.of("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"),
                "Nguyễn Thị Lan");
    }
}
