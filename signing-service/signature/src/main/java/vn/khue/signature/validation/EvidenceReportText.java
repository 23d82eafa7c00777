package vn.khue.signature.validation;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What was concluded about an evidence record, in words; times in Vietnam's zone. Vietnamese unless the locale is English. Nothing is
 * escaped: callers escape for where they show it. Thread-safe.
 */
public final class EvidenceReportText {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm:ss, dd/MM/yyyy", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final ResourceBundle bundle;
    private final Locale locale;

    /** For readers of this language. */
    public EvidenceReportText(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "vn.khue.signature.validation.validation",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** One or two sentences: what it means and what to do. */
    public String summary(EvidenceReport report) {
        int files = Math.max(1, report.covers().size());
        if (report.indication() == Indication.TOTAL_PASSED) {
            String proven = text(
                    "evidence.TOTAL_PASSED", files, moment(report.provenAt().orElseThrow()));
            return report.provableUntil()
                    .map(until -> proven + " " + text("evidence.until", moment(until)))
                    .orElse(proven);
        }
        return sub(report.subIndication().orElse(SubIndication.GENERIC)) + " "
                + text("evidence.advice." + report.indication(), files);
    }

    /** Where a signature's words would mislead there are own ones. */
    private String sub(SubIndication why) {
        String own = "evidence.sub." + why;
        return text(bundle.containsKey(own) ? own : "sub." + why);
    }

    private String moment(Instant time) {
        return MOMENT.format(time);
    }

    /** All of it as plain text of several lines. */
    public String plain(EvidenceReport report) {
        StringBuilder out = new StringBuilder();
        out.append(report.record())
                .append(": ")
                .append(text("verdict." + report.indication()))
                .append('\n')
                .append(summary(report))
                .append('\n');
        out.append("  ")
                .append(text("evidence.covers"))
                .append(": ")
                .append(String.join(", ", report.covers()))
                .append('\n');
        for (EvidenceReport.Timestamp timestamp : report.timestamps()) {
            String authority = timestamp
                    .trustClass()
                    .map(c -> timestamp.authority() + " (" + text("trust." + c) + ")")
                    .orElse(timestamp.authority());
            out.append("  ")
                    .append(text(
                            "evidence.timestamp",
                            String.valueOf(timestamp.chain()),
                            moment(timestamp.time()),
                            authority,
                            timestamp.algorithm(),
                            moment(timestamp.until())))
                    .append('\n');
        }
        for (Finding finding : report.findings()) {
            out.append("- ")
                    .append(text("check." + finding.check()))
                    .append(": ")
                    .append(sub(finding.subIndication()))
                    .append('\n');
        }
        return out.toString();
    }
}
