package vn.khue.signature.validation;

import java.util.List;
import java.util.Optional;

/** What the signatures of a file and the findings about it come to: the worst of them. */
final class Conclusion {

    private Conclusion() {}

    /** Of a file that was read. */
    static ValidationReport of(
            String name,
            String format,
            String sha256,
            ValidationContext context,
            List<Finding> findings,
            List<SignatureReport> reports) {
        Indication indication = Indication.TOTAL_PASSED;
        Optional<SubIndication> sub = Optional.empty();
        for (SignatureReport report : reports) {
            if (worse(report.indication(), indication)) {
                indication = report.indication();
                sub = report.subIndication();
            }
        }
        for (Finding finding : findings) {
            Indication its = indication(finding);
            if (worse(its, indication)) {
                indication = its;
                sub = Optional.of(finding.subIndication());
            }
        }
        boolean signed = reports.stream().anyMatch(r -> r.kind() != SignatureKind.DOCUMENT_TIMESTAMP);
        if (!signed && indication == Indication.TOTAL_PASSED) {
            indication = Indication.NOT_SIGNED;
        }
        return new ValidationReport(
                name,
                format,
                sha256,
                context.at(),
                indication,
                sub,
                findings,
                reports,
                OfficialDocumentRule.judge(reports, findings.isEmpty()));
    }

    /** Of a file that could not be read. */
    static ValidationReport unread(
            String name, String format, String sha256, ValidationContext context, Finding finding) {
        return new ValidationReport(
                name,
                format,
                sha256,
                context.at(),
                indication(finding),
                Optional.of(finding.subIndication()),
                List.of(finding),
                List.of(),
                OfficialDocumentRule.judge(List.of(), false));
    }

    /** The message of what was not foreseen may hold a value of the file, so only its kind and place are told. */
    static Finding unforeseen(RuntimeException e) {
        StackTraceElement[] stack = e.getStackTrace();
        return new Finding(
                Check.STRUCTURE,
                false,
                SubIndication.GENERIC,
                "expected a verdict, found " + e.getClass().getName() + " at "
                        + (stack.length == 0 ? "an unknown place" : stack[0]));
    }

    private static Indication indication(Finding finding) {
        return finding.failed() ? Indication.TOTAL_FAILED : Indication.INDETERMINATE;
    }

    private static boolean worse(Indication a, Indication b) {
        return severity(a) > severity(b);
    }

    private static int severity(Indication indication) {
        return switch (indication) {
            case TOTAL_PASSED, NOT_SIGNED -> 0;
            case INDETERMINATE -> 1;
            case TOTAL_FAILED -> 2;
        };
    }
}
