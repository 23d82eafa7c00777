package vn.khue.pki.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustStore;

/** Decides whether every certificate of a path was in force, from the evidence of one request. */
final class RevocationJudge {
    /** A CRL signer's own status may need another CRL signer; honest cases need one step. */
    private static final int MAX_DEPTH = 3;

    /** CRL signers looked into for one request; a hostile set of certificates could name very many. */
    private static final int MAX_BELIEFS = 256;

    private record Asked(X509Certificate signer, Instant at, TrustAnchor anchor) {}

    private final PathTools tools;
    private final List<ParsedCertificate> others;
    private final OcspEvidence ocsp;
    private final CrlEvidence crls;
    private final Set<X509Certificate> inProgress = new HashSet<>();
    private final Map<Asked, Boolean> beliefs = new HashMap<>();
    private int beliefsFormed;

    RevocationJudge(PathTools tools, PathRequest request, List<ParsedCertificate> others) {
        this.tools = tools;
        this.others = others;
        this.ocsp = new OcspEvidence(tools, request.evidence(), others);
        this.crls = new CrlEvidence(tools, request.evidence());
    }

    /** The first certificate, from the anchor down, that was not in force; facts about all that were go to the list. */
    Optional<Failure> judge(CandidatePath path, Instant at, List<RevocationFact> facts) {
        for (int i = path.certificates().size() - 1; i >= 0; i--) {
            ParsedCertificate certificate = path.certificates().get(i);
            if (certificate.has(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)) {
                facts.add(0, RevocationFact.unasked(certificate.x509(), RevocationFact.Means.NO_CHECK));
                continue;
            }
            Finding finding = finding(certificate, path, i, at);
            if (finding.kind() != Finding.Kind.GOOD) {
                return Optional.of(failure(certificate, finding, i));
            }
            facts.add(0, finding.fact());
        }
        return Optional.empty();
    }

    private Finding finding(ParsedCertificate certificate, CandidatePath path, int index, Instant at) {
        Finding best = crls.finding(certificate, at, (crl, when) -> signers(certificate, crl, when, path, index));
        OcspEvidence.ResponderStatus responder =
                (c, when) -> crls.finding(c, when, (crl, t) -> signers(c, crl, t, path, index))
                                .kind()
                        == Finding.Kind.GOOD;
        for (Finding finding : ocsp.findings(certificate, path.issuerOf(index), at, responder)) {
            best = Finding.stronger(best, finding);
        }
        return best;
    }

    /**
     * The certificate's own issuer, whose place in the path is judged already, and other holders of the name. Where a
     * certificate names itself as the signer of its status list, its CA has so decided and it is believed about itself.
     */
    private List<CrlSigner> signers(
            ParsedCertificate certificate, ParsedCrl crl, Instant at, CandidatePath path, int index) {
        X509Certificate issuer = path.issuerOf(index);
        X509Certificate root = path.anchor().certificate();
        List<CrlSigner> signers = new ArrayList<>();
        if (issuer.getSubjectX500Principal().equals(crl.issuer())) {
            ParsedCertificate.of(issuer).ifPresent(c -> signers.add(new CrlSigner(c, path.issuerKeyOf(index))));
        }
        if (root.getSubjectX500Principal().equals(crl.issuer())) {
            ParsedCertificate.of(root).map(CrlSigner::of).ifPresent(signers::add);
        }
        for (ParsedCertificate other : others) {
            boolean itself = other.x509().equals(certificate.x509()) && !other.selfIssued();
            if (other.subject().equals(crl.issuer())
                    && !other.x509().equals(issuer)
                    && (itself || believed(other, at, path.anchor()))) {
                signers.add(CrlSigner.of(other));
            }
        }
        return signers;
    }

    private boolean believed(ParsedCertificate signer, Instant at, TrustAnchor anchor) {
        Asked asked = new Asked(signer.x509(), at, anchor);
        Boolean known = beliefs.get(asked);
        if (known != null) {
            return known;
        }
        if (inProgress.size() >= MAX_DEPTH || beliefsFormed >= MAX_BELIEFS || !inProgress.add(signer.x509())) {
            return false;
        }
        beliefsFormed++;
        boolean formed = chains(signer, at, anchor);
        if (inProgress.isEmpty()) {
            // Within another signer's path the answer may be no only because that path is not finished.
            beliefs.put(asked, formed);
        }
        return formed;
    }

    private boolean chains(ParsedCertificate signer, Instant at, TrustAnchor anchor) {
        try {
            int maximum = tools.policy().path().maximumLength();
            return CandidatePaths.from(signer, others, TrustStore.of(anchor), tools.verifier(), maximum).stream()
                    .anyMatch(path -> tools.processing()
                                    .check(path, at, PolicyInputs.any())
                                    .isEmpty()
                            && judge(path, at, new ArrayList<>()).isEmpty());
        } finally {
            inProgress.remove(signer.x509());
        }
    }

    private static Failure failure(ParsedCertificate certificate, Finding finding, int index) {
        PathRule rule =
                switch (finding.kind()) {
                    case REVOKED -> index == 0 ? PathRule.REVOKED_NO_POE : PathRule.REVOKED_CA_NO_POE;
                    case SUSPENDED -> PathRule.SUSPENDED;
                    case STALE -> PathRule.REVOCATION_OUT_OF_BOUNDS_NO_POE;
                    default -> PathRule.REVOCATION_UNKNOWN;
                };
        return new Failure(rule, certificate.label() + ": " + finding.detail());
    }
}
