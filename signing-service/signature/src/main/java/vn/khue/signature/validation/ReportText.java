package vn.khue.signature.validation;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The report in words, with the seven facts of R2.27 for each signature; times in Vietnam's zone. Vietnamese unless the locale is
 * English. Nothing is escaped: callers escape for where they show it. Thread-safe.
 */
public final class ReportText {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm:ss, dd/MM/yyyy", Locale.ROOT).withZone(VIETNAM);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT).withZone(VIETNAM);

    private final ResourceBundle bundle;
    private final Locale locale;

    /** For readers of this language. */
    public ReportText(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "vn.khue.signature.validation.validation",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** {@code Hợp lệ}, {@code Không hợp lệ}, {@code Chưa xác định} or {@code Không có chữ ký}. */
    public String verdict(Indication indication) {
        return text("verdict." + indication);
    }

    /** One or two sentences: what it means and what to do. */
    public String summary(ValidationReport report) {
        if (report.findings().stream().anyMatch(ReportText::notPdf)) {
            return text("summary.UNKNOWN_FORMAT");
        }
        return switch (report.indication()) {
            case TOTAL_PASSED -> text("summary.TOTAL_PASSED", signatureCount(report));
            case NOT_SIGNED -> text("summary.NOT_SIGNED");
            default -> text("sub." + report.subIndication().orElse(SubIndication.GENERIC)) + " " + text(advice(report));
        };
    }

    /** What to do next: waiting helps only where somebody did not answer. */
    private static String advice(ValidationReport report) {
        SubIndication why = report.subIndication().orElse(SubIndication.GENERIC);
        return switch (why) {
            case TRY_LATER, OUT_OF_TIME -> "advice.TRY_LATER";
            case NO_CERTIFICATE_CHAIN_FOUND -> "advice.NO_CERTIFICATE_CHAIN_FOUND";
            default -> "advice." + report.indication();
        };
    }

    private static int signatureCount(ValidationReport report) {
        return (int) report.signatures().stream()
                .filter(s -> s.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                .count();
    }

    /** {@code Người có thẩm quyền ký}, {@code Cơ quan ký, đóng dấu} or {@code Dấu thời gian của tài liệu}. */
    public String heading(SignatureReport signature) {
        return text("heading." + signature.kind());
    }

    /** Signer, managing unit, issuer, time, integrity, validity at signing, validity period: in this order, always seven. */
    public List<Fact> facts(SignatureReport signature) {
        Optional<CertificateFacts> certificate = signature.certificate();
        String unknown = text("unknown");
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                text("fact.signer"), certificate.map(ReportText::signer).orElse(unknown)));
        facts.add(new Fact(
                text("fact.unit"),
                certificate.flatMap(CertificateFacts::organisation).orElse(unknown)));
        String issuer = certificate.map(CertificateFacts::issuer).orElse(unknown);
        facts.add(new Fact(
                text("fact.issuer"),
                signature
                        .trustClass()
                        .map(c -> issuer + " (" + text("trust." + c) + ")")
                        .orElse(issuer)));
        String source = text("time." + signature.timeSource());
        facts.add(new Fact(
                text("fact.time"),
                signature
                        .signingTime()
                        .map(t -> moment(t) + " (" + source + ")")
                        .orElse(unknown)));
        facts.add(new Fact(text("fact.integrity"), text("integrity." + signature.integrity())));
        facts.add(new Fact(text("fact.validAtSigning"), text("validAtSigning." + signature.validAtSigning())));
        facts.add(new Fact(
                text("fact.period"),
                certificate
                        .map(c -> text("period", DAY.format(c.notBefore()), DAY.format(c.notAfter())))
                        .orElse(unknown)));
        return List.copyOf(facts);
    }

    private static String signer(CertificateFacts certificate) {
        return certificate.signer() + certificate.title().map(t -> ", " + t).orElse("");
    }

    /** {@code 09:14:07, 23/11/2026} in Vietnam's time. */
    public String moment(Instant time) {
        return MOMENT.format(time);
    }

    /** One sentence for each thing that did not hold, file and signatures together. */
    public List<String> problems(ValidationReport report) {
        Set<String> problems = new LinkedHashSet<>();
        for (Finding finding : report.findings()) {
            problems.add(problem(finding));
        }
        for (SignatureReport signature : report.signatures()) {
            for (Finding finding : signature.findings()) {
                problems.add(heading(signature) + ": " + problem(finding));
            }
            for (Change change : signature.changesAfter()) {
                if (!change.allowed()) {
                    problems.add(heading(signature) + ": " + change(change));
                }
            }
        }
        return List.copyOf(problems);
    }

    private String problem(Finding finding) {
        String what = notPdf(finding) ? "summary.UNKNOWN_FORMAT" : "sub." + finding.subIndication();
        return text("check." + finding.check()) + ": " + text(what);
    }

    private static boolean notPdf(Finding finding) {
        return finding.check() == Check.STRUCTURE && finding.subIndication() == SubIndication.FORMAT_FAILURE;
    }

    /** What a later revision changed. */
    public String change(Change change) {
        return text("change." + change.kind(), change.name());
    }

    /** One or two sentences on whether it is a complete official document (R1.20, T16). */
    public String official(OfficialDocument official) {
        if (official.administrativeValue()) {
            return text("official.yes");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(text(official.complete() ? "official.complete" : "official.no"));
        for (OfficialDocument.Reason reason : official.reasons()) {
            sentences.add(text("official." + reason));
        }
        return String.join(" ", sentences);
    }

    /** Up to when it is known that the certificate was not revoked: a revocation after that would not be seen. */
    public Optional<Fact> revocationKnown(SignatureReport signature) {
        return signature.revocationKnownAt().map(known -> new Fact(text("fact.revocation"), moment(known)));
    }

    /** What is signed in a file that is no PDF: the whole file, elements of it, or files beside it. */
    public Optional<Fact> covers(SignatureReport signature) {
        return signature.covers().isEmpty()
                ? Optional.empty()
                : Optional.of(new Fact(text("covers"), String.join(", ", signature.covers())));
    }

    /** All of it as plain text of several lines. */
    public String plain(ValidationReport report) {
        StringBuilder out = new StringBuilder();
        out.append(report.file())
                .append(": ")
                .append(verdict(report.indication()))
                .append('\n');
        out.append(summary(report)).append('\n');
        for (SignatureReport signature : report.signatures()) {
            out.append('\n').append(heading(signature)).append(": ").append(verdict(signature.indication()));
            out.append(" (").append(signature.level()).append(")\n");
            for (Fact fact : facts(signature)) {
                out.append("  ")
                        .append(fact.label())
                        .append(": ")
                        .append(fact.value())
                        .append('\n');
            }
            Stream.concat(revocationKnown(signature).stream(), covers(signature).stream())
                    .forEach(fact -> out.append("  ")
                            .append(fact.label())
                            .append(": ")
                            .append(fact.value())
                            .append('\n'));
        }
        for (String problem : problems(report)) {
            out.append("- ").append(problem).append('\n');
        }
        if (!report.signatures().isEmpty()) {
            out.append('\n').append(official(report.officialDocument())).append('\n');
        }
        return out.toString();
    }

    /**
     * One line of the report.
     *
     * @param label as {@code Người ký}
     * @param value as {@code Trần Thị Mỹ Hạnh, Hiệu trưởng}
     */
    public record Fact(String label, String value) {}
}
