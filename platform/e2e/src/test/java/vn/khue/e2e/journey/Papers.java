package vn.khue.e2e.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.decision.Decision;
import vn.khue.signature.decision.DecisionLayout;

/** Decisions to sign; no two have the same bytes. */
public final class Papers {
    private Papers() {}

    /** A decision of a unit for its principal to sign. */
    public static byte[] decision(String unit, String signer) {
        try {
            Path file = Files.createTempFile("decision", ".pdf");
            Files.delete(file);
            new DecisionLayout()
                    .write(
                            new Decision(
                                    "Ủy ban nhân dân xã Củ Chi",
                                    unit,
                                    "QĐ-TEST",
                                    "Củ Chi",
                                    "Về việc kiểm thử",
                                    "HIỆU TRƯỞNG",
                                    List.of("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;"),
                                    List.of("Điều này có mã " + UUID.randomUUID() + "."),
                                    List.of("Lưu: VT"),
                                    List.of("HIỆU TRƯỞNG"),
                                    signer),
                            file);
            byte[] pdf = Files.readAllBytes(file);
            Files.delete(file);
            return pdf;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SignatureFailure e) {
            throw new IllegalStateException(e);
        }
    }
}
