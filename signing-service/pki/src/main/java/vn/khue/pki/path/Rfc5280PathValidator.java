package vn.khue.pki.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.path.PathRequest.RevocationChecking;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.trust.TrustAnchor;

/**
 * Path validation by RFC 5280 section 6 with RFC 9618's policies, OCSP by RFC 6960 and algorithms by the policy profile.
 * Every way to an anchor is tried until one is valid; else the failure that came furthest is told.
 */
public final class Rfc5280PathValidator implements PathValidator {
    private record Attempt(int stage, PathResult result) {}

    private final PathTools tools;
    private final int maximumLength;

    public Rfc5280PathValidator(PkiPolicy policy, CryptoProviders providers) {
        this.tools = PathTools.of(new SignatureVerifier(providers), policy);
        this.maximumLength = policy.path().maximumLength();
    }

    @Override
    public PathResult validate(PathRequest request) {
        Optional<ParsedCertificate> parsed = ParsedCertificate.of(request.certificate());
        if (parsed.isEmpty()) {
            return PathResult.failed(
                    PathRule.CERTIFICATE_CHAIN_GENERAL_FAILURE,
                    "a well-formed certificate expected, found another",
                    List.of(request.certificate()),
                    Optional.empty());
        }
        ParsedCertificate target = parsed.get();
        Optional<Failure> unfit = PurposeCheck.check(target, request.purpose());
        if (unfit.isPresent()) {
            return failed(unfit.get(), List.of(target), Optional.empty());
        }
        List<ParsedCertificate> others = request.others().stream()
                .distinct()
                .map(ParsedCertificate::of)
                .flatMap(Optional::stream)
                .toList();
        Optional<TrustAnchor> itself = request.trust().of(request.certificate());
        if (itself.isPresent()) {
            return trusted(target, itself.get(), request.at());
        }
        RevocationJudge judge = new RevocationJudge(tools, request, others);
        Attempt furthest = new Attempt(
                0,
                failed(
                        new Failure(
                                PathRule.NO_CERTIFICATE_CHAIN_FOUND,
                                target.label() + ": no path to a trust anchor; the issuer's certificate is missing or"
                                        + " not trusted"),
                        List.of(target),
                        Optional.empty()));
        for (CandidatePath path :
                CandidatePaths.from(target, others, request.trust(), tools.verifier(), maximumLength)) {
            Attempt attempt = attempt(path, request, judge);
            if (attempt.result() instanceof PathResult.Valid) {
                return attempt.result();
            }
            furthest = attempt.stage() > furthest.stage() ? attempt : furthest;
        }
        return furthest.result();
    }

    /** An anchor is trusted as it is: nobody above it can vouch for it or revoke it. */
    private PathResult trusted(ParsedCertificate certificate, TrustAnchor anchor, Instant at) {
        return tools.processing()
                .checkAnchor(certificate, anchor, at)
                .map(failure -> failed(failure, List.of(certificate), Optional.of(anchor)))
                .orElseGet(() -> new PathResult.Valid(
                        List.of(certificate.x509()), anchor, List.of(notAsked(certificate.x509()))));
    }

    private static RevocationFact notAsked(X509Certificate certificate) {
        return RevocationFact.unasked(certificate, RevocationFact.Means.NOT_ASKED);
    }

    private Attempt attempt(CandidatePath path, PathRequest request, RevocationJudge judge) {
        Optional<Failure> broken = tools.processing().check(path, request.at(), request.policies());
        if (broken.isPresent()) {
            return new Attempt(1, failed(broken.get(), path.certificates(), Optional.of(path.anchor())));
        }
        List<RevocationFact> facts = new ArrayList<>();
        if (request.revocation() == RevocationChecking.REQUIRED) {
            Optional<Failure> withdrawn = judge.judge(path, request.at(), facts);
            if (withdrawn.isPresent()) {
                return new Attempt(2, failed(withdrawn.get(), path.certificates(), Optional.of(path.anchor())));
            }
        } else {
            path.x509().forEach(c -> facts.add(notAsked(c)));
        }
        return new Attempt(3, new PathResult.Valid(path.x509(), path.anchor(), facts));
    }

    private static PathResult failed(Failure failure, List<ParsedCertificate> path, Optional<TrustAnchor> anchor) {
        return PathResult.failed(
                failure.rule(),
                failure.detail(),
                path.stream().map(ParsedCertificate::x509).toList(),
                anchor);
    }
}
