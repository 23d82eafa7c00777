package vn.khue.signing.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.ReportText;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.ValidationReport;

/**
 * A report as a page shows it (R2.27). Everything in it is text to be escaped.
 *
 * @param tone class of the design: ok, bad or warn; a file without signatures is never ok
 */
public record ReportView(
        String tone,
        String icon,
        String verdict,
        String summary,
        List<String> problems,
        String official,
        List<Signature> signatures,
        ValidationReport report) {

    /** One signature with its seven facts, and what it covers where the file is no PDF. */
    public record Signature(String heading, String tone, String icon, String verdict, List<ReportText.Fact> facts) {}

    public static ReportView of(ValidationReport report, Locale locale) {
        ReportText text = new ReportText(locale);
        List<Signature> signatures = new ArrayList<>();
        for (SignatureReport signature : report.signatures()) {
            signatures.add(new Signature(
                    text.heading(signature),
                    tone(signature.indication()),
                    chipIcon(signature.indication()),
                    text.verdict(signature.indication()),
                    Stream.concat(text.facts(signature).stream(), text.covers(signature).stream())
                            .toList()));
        }
        return new ReportView(
                tone(report.indication()),
                icon(report.indication()),
                text.verdict(report.indication()),
                text.summary(report),
                text.problems(report),
                report.signatures().isEmpty() ? "" : text.official(report.officialDocument()),
                List.copyOf(signatures),
                report);
    }

    private static String tone(Indication indication) {
        return switch (indication) {
            case TOTAL_PASSED -> "ok";
            case TOTAL_FAILED -> "bad";
            case INDETERMINATE, NOT_SIGNED -> "warn";
        };
    }

    private static String icon(Indication indication) {
        return switch (indication) {
            case TOTAL_PASSED -> "right";
            case TOTAL_FAILED -> "wrong";
            case INDETERMINATE, NOT_SIGNED -> "doubt";
        };
    }

    private static String chipIcon(Indication indication) {
        return switch (indication) {
            case TOTAL_PASSED -> "ok";
            case TOTAL_FAILED -> "alert";
            case INDETERMINATE, NOT_SIGNED -> "clock";
        };
    }
}
