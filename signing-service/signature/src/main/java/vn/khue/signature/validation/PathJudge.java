package vn.khue.signature.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.path.RevocationFact;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;

/**
 * Judges certificates at a time with what the file brings and, where somebody can be asked, with the answers of today as well:
 * who signs with a stolen key chooses what the file brings. One use for each file; not thread-safe.
 */
final class PathJudge {

    private final ValidationContext context;
    private final DocumentEvidence evidence;
    private final Map<X509Certificate, RevocationEvidence> asked = new HashMap<>();

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
     * @param revocationKnownAt time of the answer about the certificate itself, where valid
     * @param path the path that came nearest, the certificate first, without the anchor
     * @param anchor certificate of the anchor it leads to, where there is one
     * @param revocation what was learnt about each certificate of the path, where valid
     */
    record Verdict(
            boolean valid,
            boolean fromDocument,
            Optional<PathRule> rule,
            boolean decisive,
            String detail,
            Optional<TrustClass> trustClass,
            Optional<Instant> revocationKnownAt,
            List<X509Certificate> path,
            Optional<X509Certificate> anchor,
            List<RevocationFact> revocation) {

        /** The same path, which does not hold for a reason that is not its own. */
        Verdict refused(PathRule why, String reason) {
            return new Verdict(
                    false,
                    fromDocument,
                    Optional.of(why),
                    true,
                    reason,
                    trustClass,
                    Optional.empty(),
                    path,
                    anchor,
                    revocation);
        }
    }

    Verdict judge(X509Certificate certificate, List<X509Certificate> others, Instant at, Purpose purpose) {
        Set<X509Certificate> all = new LinkedHashSet<>(others);
        all.addAll(evidence.certificates());
        all.remove(certificate);
        List<X509Certificate> bounded =
                all.stream().limit(PathRequest.MAX_OTHERS).toList();
        PathRequest request = PathRequest.of(certificate, bounded, context.trust(), at, evidence.revocation(), purpose);
        PathResult own = context.paths().validate(request);
        if (context.revocation().isEmpty()) {
            return verdict(own, true);
        }
        RevocationEvidence more = ask(own, context.revocation().get());
        if (more.ocspResponses().isEmpty() && more.crls().isEmpty()) {
            return verdict(own, true);
        }
        PathResult both =
                context.paths().validate(request.with(evidence.revocation().and(more)));
        return verdict(both, own instanceof PathResult.Valid);
    }

    /** Where the path does not hold for another reason, no answer about revocation can help it. */
    private RevocationEvidence ask(PathResult result, RevocationSource source) {
        if (result instanceof PathResult.Valid valid) {
            return ask(valid.path(), Optional.of(valid.anchor()), source);
        }
        if (result instanceof PathResult.Undetermined open && isAboutRevocation(open.rule())) {
            return ask(open.path(), open.anchor(), source);
        }
        return RevocationEvidence.none();
    }

    private static boolean isAboutRevocation(PathRule rule) {
        return rule == PathRule.REVOCATION_UNKNOWN || rule == PathRule.REVOCATION_OUT_OF_BOUNDS_NO_POE;
    }

    private RevocationEvidence ask(List<X509Certificate> path, Optional<TrustAnchor> anchor, RevocationSource source) {
        List<X509Certificate> issuers = new ArrayList<>(path);
        anchor.ifPresent(a -> issuers.add(a.certificate()));
        RevocationEvidence answers = RevocationEvidence.none();
        for (int i = 0; i + 1 < issuers.size(); i++) {
            X509Certificate certificate = issuers.get(i);
            RevocationEvidence answer = asked.get(certificate);
            if (answer == null) {
                answer = ask(certificate, issuers.get(i + 1), source);
                asked.put(certificate, answer);
            }
            answers = answers.and(answer);
        }
        return answers;
    }

    private static RevocationEvidence ask(
            X509Certificate certificate, X509Certificate issuer, RevocationSource source) {
        Optional<byte[]> answer = source.ocsp(certificate, issuer);
        return answer.isPresent()
                ? new RevocationEvidence(answer.stream().toList(), List.of())
                : new RevocationEvidence(
                        List.of(), source.crl(certificate).stream().toList());
    }

    private static Verdict verdict(PathResult result, boolean fromDocument) {
        if (result instanceof PathResult.Valid valid) {
            return new Verdict(
                    true,
                    fromDocument,
                    Optional.empty(),
                    false,
                    "",
                    Optional.of(valid.anchor().trustClass()),
                    valid.revocation().stream().findFirst().flatMap(RevocationFact::thisUpdate),
                    valid.path(),
                    Optional.of(valid.anchor().certificate()),
                    valid.revocation());
        }
        if (result instanceof PathResult.Invalid invalid) {
            return new Verdict(
                    false,
                    fromDocument,
                    Optional.of(invalid.rule()),
                    true,
                    invalid.detail(),
                    invalid.anchor().map(a -> a.trustClass()),
                    Optional.empty(),
                    invalid.path(),
                    invalid.anchor().map(TrustAnchor::certificate),
                    List.of());
        }
        PathResult.Undetermined open = (PathResult.Undetermined) result;
        return new Verdict(
                false,
                fromDocument,
                Optional.of(open.rule()),
                false,
                open.detail(),
                open.anchor().map(a -> a.trustClass()),
                Optional.empty(),
                open.path(),
                open.anchor().map(TrustAnchor::certificate),
                List.of());
    }
}
