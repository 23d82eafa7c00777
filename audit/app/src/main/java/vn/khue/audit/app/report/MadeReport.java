package vn.khue.audit.app.report;

import java.time.Instant;
import java.util.UUID;

/**
 * A report as it was made, without its bytes.
 *
 * @param by full name of the officer; empty where it was made by itself
 * @param unsealed why it has no seal, one word; empty where it has one
 * @param sha256 of the file, lower-case hex
 */
public record MadeReport(
        UUID id,
        ReportSpan span,
        Instant madeAt,
        String by,
        boolean sealed,
        String unsealed,
        String sha256,
        long size) {

    /** Name of the file. */
    public String file() {
        return "bao-cao-" + (span.period() == ReportSpan.Period.MONTH ? "thang" : "nam") + "-"
                + span.named().replace('/', '-') + ".pdf";
    }

    /** How people name its span. */
    public String named() {
        return span.named();
    }
}
