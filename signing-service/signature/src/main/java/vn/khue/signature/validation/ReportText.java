package vn.khue.signature.validation;

import java.util.List;
import java.util.Locale;

/**
 * The report in words, with the seven facts of R2.27 for each signature; times in Vietnam's zone. Vietnamese unless the locale is
 * English. Nothing is escaped: callers escape for where they show it. Thread-safe.
 */
public final class ReportText {

    private final Locale locale;

    public ReportText(Locale locale) {
        this.locale = locale;
    }

    /** {@code Hợp lệ}, {@code Không hợp lệ}, {@code Chưa xác định} or {@code Không có chữ ký}. */
    public String verdict(Indication indication) {
        throw new UnsupportedOperationException("" + locale);
    }

    /** One or two sentences: what it means and what to do. */
    public String summary(ValidationReport report) {
        throw new UnsupportedOperationException();
    }

    /** {@code Người có thẩm quyền ký}, {@code Cơ quan ký, đóng dấu} or {@code Dấu thời gian của tài liệu}. */
    public String heading(SignatureReport signature) {
        throw new UnsupportedOperationException();
    }

    /** Signer, managing unit, issuer, time, integrity, validity at signing, validity period: in this order, always seven. */
    public List<Fact> facts(SignatureReport signature) {
        throw new UnsupportedOperationException();
    }

    /** One sentence for each thing that did not hold, file and signatures together. */
    public List<String> problems(ValidationReport report) {
        throw new UnsupportedOperationException();
    }

    /** One or two sentences on whether it is a complete official document (R1.20, T16). */
    public String official(OfficialDocument official) {
        throw new UnsupportedOperationException();
    }

    /** All of it as plain text of several lines. */
    public String plain(ValidationReport report) {
        throw new UnsupportedOperationException();
    }

    /**
     * One line of the report.
     *
     * @param label as {@code Người ký}
     * @param value as {@code Trần Thị Mỹ Hạnh, Hiệu trưởng}
     */
    public record Fact(String label, String value) {}
}
