package vn.khue.launcher.demo;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.decision.Decision;
import vn.khue.signature.decision.DecisionLayout;

/** A school's decision, made when the demo is given no file. Each one is new, so that a demo can follow a demo. */
final class SampleDecision {
    private SampleDecision() {}

    /** What the decision is about. */
    static String subject() {
        return "Về việc khen thưởng học sinh có thành tích trong phong trào «Ngày hội đọc sách»";
    }

    /**
     * Writes the decision of the principal's school.
     *
     * @param parent name of the unit that manages the school
     */
    static void write(DemoPerson principal, String parent, Instant now, Path target) {
        String unit = principal.unit();
        Decision decision = new Decision(
                parent,
                unit,
                "QĐ-" + initials(unit),
                placeOf(parent),
                subject(),
                "HIỆU TRƯỞNG " + unit.toUpperCase(Locale.forLanguageTag("vi")),
                List.of(
                        "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;",
                        "Căn cứ Thông tư số 32/2020/TT-BGDĐT ngày 15 tháng 9 năm 2020 của Bộ trưởng Bộ Giáo dục và Đào tạo;",
                        "Xét đề nghị của Hội đồng thi đua, khen thưởng nhà trường."),
                List.of(
                        "Khen thưởng 12 học sinh có thành tích xuất sắc trong phong trào «Ngày hội đọc sách» năm học 2026-2027"
                                + " (hồ sơ "
                                + UUID.nameUUIDFromBytes(
                                        now.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                + ").",
                        "Mức thưởng thực hiện theo quy chế chi tiêu nội bộ của nhà trường.",
                        "Các tổ chuyên môn, bộ phận văn phòng và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định"
                                + " này kể từ ngày ký."),
                List.of("Như Điều 3", "Lưu: VT"),
                List.of("HIỆU TRƯỞNG"),
                principal.name());
        try {
            new DecisionLayout().write(decision, target);
        } catch (SignatureFailure e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    // "Ủy ban nhân dân xã Củ Chi" has its seat in Củ Chi.
    private static String placeOf(String parent) {
        return parent.replaceFirst("(?iu)^.*?\\b(xã|phường|thị trấn|huyện)\\s+", "");
    }

    private static String initials(String unit) {
        StringBuilder letters = new StringBuilder();
        for (String word : unit.strip().replaceFirst("(?iu)^trường\\s+", "").split("\\s+")) {
            letters.append(Normalizer.normalize(word, Normalizer.Form.NFC)
                    .substring(0, 1)
                    .toUpperCase(Locale.forLanguageTag("vi")));
        }
        return letters.toString();
    }
}
