package vn.khue.signature.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.pki.trust.TrustClass;

/** Judges certificates at a time, first with what the file brings, then, where that does not do, with what can be fetched. */
final class PathJudge {

    private final ValidationContext context;
    private final DocumentEvidence evidence;

    PathJudge(ValidationContext context, DocumentEvidence evidence) {
        this.context = context;
        this.evidence = evidence;
    }

    /**
     * @param valid whether the path holds and nothing was revoked
     * @param fromDocument whether the file alone was enough
     * @param rule that failed; empty where valid
     * @param decisive whether a later answer cannot help
     * @param detail for the expert
     * @param trustClass of the anchor, where a path to one exists
     */
    record Verdict(
            boolean valid,
            boolean fromDocument,
            Optional<PathRule> rule,
            boolean decisive,
            String detail,
            Optional<TrustClass> trustClass) {}

    Verdict judge(X509Certificate certificate, List<X509Certificate> others, Instant at, Purpose purpose) {
        Set<X509Certificate> all = new LinkedHashSet<>(others);
        all.addAll(evidence.certificates());
        all.remove(certificate);
        List<X509Certificate> bounded =
                all.stream().limit(PathRequest.MAX_OTHERS).toList();
        PathRequest request = PathRequest.of(certificate, bounded, context.trust(), at, evidence.revocation(), purpose);
        PathResult result = context.paths().validate(request);
        if (result instanceof PathResult.Undetermined open
                && context.revocation().isPresent()
                && isAboutRevocation(open.rule())) {
            RevocationEvidence more = fetch(open, context.revocation().get());
            return verdict(
                    context.paths().validate(request.with(evidence.revocation().and(more))), false);
        }
        return verdict(result, true);
    }

    private static boolean isAboutRevocation(PathRule rule) {
        return rule == PathRule.REVOCATION_UNKNOWN || rule == PathRule.REVOCATION_OUT_OF_BOUNDS_NO_POE;
    }

    private static RevocationEvidence fetch(PathResult.Undetermined open, RevocationSource source) {
        List<byte[]> ocsp = new ArrayList<>();
        List<byte[]> crls = new ArrayList<>();
        List<X509Certificate> path = new ArrayList<>(open.path());
        open.anchor().ifPresent(a -> path.add(a.certificate()));
        for (int i = 0; i + 1 < path.size(); i++) {
            Optional<byte[]> answer = source.ocsp(path.get(i), path.get(i + 1));
            answer.ifPresent(ocsp::add);
            if (answer.isEmpty()) {
                source.crl(path.get(i)).ifPresent(crls::add);
            }
        }
        return new RevocationEvidence(ocsp, crls);
    }

    private static Verdict verdict(PathResult result, boolean fromDocument) {
        if (result instanceof PathResult.Valid valid) {
            return new Verdict(
                    true,
                    fromDocument,
                    Optional.empty(),
                    false,
                    "",
                    Optional.of(valid.anchor().trustClass()));
        }
        if (result instanceof PathResult.Invalid invalid) {
            return new Verdict(
                    false,
                    fromDocument,
                    Optional.of(invalid.rule()),
                    true,
                    invalid.detail(),
                    invalid.anchor().map(a -> a.trustClass()));
        }
        PathResult.Undetermined open = (PathResult.Undetermined) result;
        return new Verdict(
                false,
                fromDocument,
                Optional.of(open.rule()),
                false,
                open.detail(),
                open.anchor().map(a -> a.trustClass()));
    }
}
