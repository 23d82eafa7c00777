package vn.khue.launcher.cli;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.khue.launcher.Console;
import vn.khue.launcher.verify.CertificateFiles;
import vn.khue.launcher.verify.GivenPath;
import vn.khue.launcher.verify.PathReport;
import vn.khue.launcher.verify.TrustFiles;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PolicyInputs;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.policy.PolicyCalendar;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.trust.TrustStore;

/**
 * {@code khue cert check}: judges one certification path by RFC 5280 without any network. Ends with 0 where it is valid, 1 where it is
 * not, 2 where nothing can be concluded, 65 where a file cannot be read.
 */
final class CertVerb implements Verb {
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,38})){1,63}");

    private final Workplace workplace;
    private final Console out;
    private final Clock clock;

    CertVerb(Workplace workplace, Console out, Clock clock) {
        this.workplace = workplace;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "cert";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.get(0).equals("check")) {
            throw new UsageException(out.texts().get("cert.word"));
        }
        Arguments words = new Arguments(name(), arguments.subList(1, arguments.size()), out.texts());
        boolean json = words.flag("--json");
        List<String> trust = words.options("--trust");
        Instant at = words.time("--at").orElseGet(clock::instant);
        PolicyInputs policies = new PolicyInputs(
                policies(words.options("--policy")),
                words.flag("--explicit-policy"),
                words.flag("--inhibit-mapping"),
                words.flag("--inhibit-any"));
        List<String> crls = words.options("--crl");
        List<String> answers = words.options("--ocsp");
        List<String> files = words.words();
        if (files.isEmpty()) {
            throw new UsageException(out.texts().get("cert.nofile"));
        }
        PathReport report = judge(trust, at, policies, crls, answers, files);
        if (json) {
            out.line(report.json());
        } else {
            say(report);
        }
        return switch (report.indication()) {
            case TOTAL_PASSED -> 0;
            case INDETERMINATE -> 2;
            default -> 1;
        };
    }

    private PathReport judge(
            List<String> trust,
            Instant at,
            PolicyInputs policies,
            List<String> crls,
            List<String> answers,
            List<String> files) {
        CertificateFiles reader = new CertificateFiles(out.texts());
        TrustFiles anchorFiles = new TrustFiles(out.texts());
        TrustStore anchors = trust.isEmpty() ? anchorFiles.in(workplace.state().trust()) : anchorFiles.named(trust);
        RevocationEvidence evidence = reader.evidence(crls, answers);
        List<X509Certificate> certificates = reader.certificates(files);
        if (certificates.size() > PathRequest.MAX_OTHERS) {
            throw new UsageException(out.texts().get("cert.many", PathRequest.MAX_OTHERS, certificates.size()));
        }
        GivenPath given = GivenPath.of(certificates, new SignatureVerifier(CryptoProviders.fastest()));
        PkiPolicy policy = PolicyCalendar.shipped().at(at);
        PathRequest request = new PathRequest(
                given.target(),
                given.others(),
                anchors,
                at,
                evidence,
                PathRequest.RevocationChecking.REQUIRED,
                policies,
                Purpose.ANY);
        PathResult result = new Rfc5280PathValidator(policy, CryptoProviders.fastest()).validate(request);
        return new PathReport(given.target(), at, policy.profile(), result);
    }

    private void say(PathReport report) {
        out.say("cert.line", report.target().getSubjectX500Principal().getName(), verdict(report));
        report.rule().ifPresent(rule -> {
            out.say("cert.rule." + rule.name());
            out.say("cert.detail", rule.etsiName(), report.detail());
        });
        for (X509Certificate certificate : report.path()) {
            out.say("cert.path", certificate.getSubjectX500Principal().getName());
        }
        report.anchor()
                .ifPresent(anchor -> out.say(
                        "cert.anchor",
                        anchor.certificate().getSubjectX500Principal().getName(),
                        anchor.trustClass(),
                        anchor.source()));
        out.say("cert.profile", report.profile());
    }

    private String verdict(PathReport report) {
        return out.texts().get("cert.verdict." + report.indication());
    }

    private Set<String> policies(List<String> words) {
        Set<String> policies = new HashSet<>();
        for (String word : words) {
            if (!OID.matcher(word).matches()) {
                throw new UsageException(out.texts().get("cert.policy", word));
            }
            policies.add(word);
        }
        return policies;
    }
}
