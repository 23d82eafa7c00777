package vn.khue.signature.validation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.trust.TrustClass;

/** The report about a timestamp of a container. One use. */
final class TokenReport {
    private final String name;
    Optional<TimestampFacts> token = Optional.empty();
    Optional<PathJudge.Verdict> verdict = Optional.empty();
    final ObjectCollector objects = new ObjectCollector();
    boolean intact;
    boolean whole;
    List<String> covers = List.of();

    TokenReport(String name) {
        this.name = name;
    }

    SignatureReport of(List<Finding> found) {
        List<Finding> sorted = found.stream()
                .sorted(Comparator.comparing((Finding f) -> !f.failed()).thenComparing(Finding::check))
                .toList();
        Optional<Finding> first = sorted.stream().findFirst();
        Optional<TrustClass> trustClass = verdict.flatMap(PathJudge.Verdict::trustClass);
        return new SignatureReport(
                name,
                SignatureKind.DOCUMENT_TIMESTAMP,
                "DOC-TIMESTAMP",
                first.map(f -> f.failed() ? Indication.TOTAL_FAILED : Indication.INDETERMINATE)
                        .orElse(Indication.TOTAL_PASSED),
                first.map(Finding::subIndication),
                sorted,
                token.flatMap(t -> t.cms().signerCertificate()).map(CertificateReading::facts),
                token.map(TimestampFacts::time),
                token.isPresent() ? TimeSource.TIMESTAMP : TimeSource.NONE,
                trustClass,
                intact ? SignatureReport.Integrity.INTACT : SignatureReport.Integrity.UNKNOWN,
                verdict.map(PathFinding::state).orElse(SignatureReport.ValidAtSigning.UNKNOWN),
                whole,
                List.of(),
                verdict.flatMap(PathJudge.Verdict::revocationKnownAt),
                0,
                covers,
                objects.collected());
    }
}
