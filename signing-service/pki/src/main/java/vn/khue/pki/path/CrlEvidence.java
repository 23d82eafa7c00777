package vn.khue.pki.path;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import vn.khue.pki.revocation.RevocationEvidence;

/**
 * The CRLs at hand, complete and delta, direct and indirect (RFC 5280 section 6.3). A certificate is good only where the
 * CRLs together cover every reason.
 */
final class CrlEvidence {
    private static final int REMOVE_FROM_CRL = 8;

    /** Finds certificates that may have signed a CRL and decides whether they are to be believed. */
    interface Signers {
        /** Certificates with the CRL issuer's name that are valid, may sign CRLs and lead to the same anchor. */
        List<CrlSigner> of(ParsedCrl crl, Instant at);
    }

    private record Signed(ParsedCrl crl, CrlSigner signer) {}

    private record Covered(Finding finding, int reasons) {}

    private final PathTools tools;
    private final List<ParsedCrl> crls;
    private final Map<Signed, Boolean> verified = new HashMap<>();

    CrlEvidence(PathTools tools, RevocationEvidence evidence) {
        this.tools = tools;
        this.crls = evidence.crls().stream()
                .map(ParsedCrl::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the CRLs together say of this certificate. */
    Finding finding(ParsedCertificate certificate, Instant at, Signers signers) {
        try {
            return new Search(certificate, at, signers).run();
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed extensions with many kinds of runtime exception.
            return Finding.unknown(certificate, "CRL: malformed distribution points");
        }
    }

    /** Section 6.3.3 for one certificate. */
    private final class Search {
        private final ParsedCertificate certificate;
        private final Instant at;
        private final Signers signers;
        private final List<Covered> found = new ArrayList<>();
        private Finding stale;

        Search(ParsedCertificate certificate, Instant at, Signers signers) {
            this.certificate = certificate;
            this.at = at;
            this.signers = signers;
        }

        Finding run() throws IOException {
            for (DistributionPoints.Point point : DistributionPoints.of(certificate)) {
                for (ParsedCrl crl : crls) {
                    if (crl.base().isEmpty()) {
                        consider(point, crl);
                    }
                }
            }
            return together();
        }

        /** A CRL that does not list the certificate speaks for the reasons it covers, and for no others. */
        private Finding together() {
            int reasons = found.stream().mapToInt(Covered::reasons).reduce(0, (a, b) -> a | b);
            Finding result = newest(found.stream());
            Finding aboutHold = newest(found.stream().filter(c -> (c.reasons() & ReasonFlags.certificateHold) != 0));
            if (result != null
                    && result.kind() == Finding.Kind.GOOD
                    && aboutHold != null
                    && aboutHold.kind() == Finding.Kind.SUSPENDED) {
                return aboutHold;
            }
            if (result != null && (result.kind() != Finding.Kind.GOOD || reasons == DistributionPoints.ALL_REASONS)) {
                return result;
            }
            if (stale != null) {
                return stale;
            }
            return Finding.unknown(
                    certificate,
                    result == null
                            ? "CRL: none at hand covers " + certificate.label()
                            : "CRL: those at hand cover only some reasons for " + certificate.label());
        }

        private Finding newest(Stream<Covered> some) {
            return some.map(Covered::finding).reduce(Finding::stronger).orElse(null);
        }

        private void consider(DistributionPoints.Point point, ParsedCrl crl) {
            int covered = covered(point, crl);
            // A CRL for further reasons counts; so does a newer one for the same, which is how a later revocation
            // shows.
            if (covered == 0 || !crl.understood() || !authentic(crl)) {
                return;
            }
            Finding finding = read(crl);
            if (finding.kind() == Finding.Kind.STALE) {
                stale = finding;
                return;
            }
            found.add(new Covered(finding, covered));
        }

        /** Section 6.3.3 (b), (d): the reasons for which this CRL covers the certificate by this point. */
        private int covered(DistributionPoints.Point point, ParsedCrl crl) {
            Optional<IssuingDistributionPoint> scope = crl.scope();
            boolean indirect =
                    scope.map(IssuingDistributionPoint::isIndirectCRL).orElse(false);
            boolean byOther = !point.crlIssuers().isEmpty();
            if (byOther
                    ? !indirect || !point.crlIssuers().contains(crl.issuer())
                    : !crl.issuer().equals(certificate.issuer())) {
                return 0;
            }
            return scope.map(s -> inScope(s, point, crl)).orElse(point.reasons());
        }

        private int inScope(IssuingDistributionPoint scope, DistributionPoints.Point point, ParsedCrl crl) {
            boolean authority = certificate.isAuthority();
            if (scope.onlyContainsAttributeCerts()
                    || (scope.onlyContainsUserCerts() && authority)
                    || (scope.onlyContainsCACerts() && !authority)) {
                return 0;
            }
            if (scope.getDistributionPoint() != null) {
                X500Name issuer = crl.structure().getIssuer();
                if (!DistributionPoints.meet(
                        DistributionPoints.names(scope.getDistributionPoint(), issuer), point.names())) {
                    return 0;
                }
            }
            return scope.getOnlySomeReasons() == null
                    ? point.reasons()
                    : point.reasons() & scope.getOnlySomeReasons().intValue();
        }

        /** Section 6.3.3 (f), (g). */
        private boolean authentic(ParsedCrl crl) {
            Instant when = crl.thisUpdate().isAfter(at) ? crl.thisUpdate() : at;
            return signers.of(crl, when).stream().anyMatch(signer -> verifies(crl, signer));
        }

        /** Section 6.3.3 (c), (h) to (k). */
        private Finding read(ParsedCrl complete) {
            Optional<ParsedCrl> delta = crls.stream()
                    .filter(d -> extendsTo(complete, d))
                    .filter(d -> d.understood() && staleness(d).isEmpty() && authentic(d))
                    .reduce((a, b) -> a.thisUpdate().isAfter(b.thisUpdate()) ? a : b);
            ParsedCrl newest = delta.orElse(complete);
            RevocationFact fact = new RevocationFact(
                    certificate.x509(),
                    RevocationFact.Means.CRL,
                    Optional.of(newest.thisUpdate()),
                    newest.nextUpdate(),
                    Optional.empty(),
                    Optional.of(newest.der()));
            Optional<String> old = staleness(complete);
            Optional<ParsedCrl.Entry> entry = delta.flatMap(this::entry).or(() -> entry(complete));
            if (entry.isEmpty() || entry.get().reason() == REMOVE_FROM_CRL) {
                return old.map(o -> new Finding(Finding.Kind.STALE, fact, "CRL: " + o))
                        .orElseGet(() -> new Finding(Finding.Kind.GOOD, fact, "CRL: not listed"));
            }
            boolean hold = entry.get().reason() == CRLReason.certificateHold;
            return OcspEvidence.withdrawn(fact, entry.get().since(), hold, at, old, "CRL");
        }

        private Optional<ParsedCrl.Entry> entry(ParsedCrl crl) {
            return crl.find(certificate.issuer(), certificate.x509().getSerialNumber());
        }

        private Optional<String> staleness(ParsedCrl crl) {
            return tools.freshness()
                    .objection(crl.thisUpdate(), crl.nextUpdate(), at, certificate.notAfter(), crl.remembersSince());
        }

        private boolean extendsTo(ParsedCrl complete, ParsedCrl delta) {
            return delta.base().isPresent()
                    && delta.issuer().equals(complete.issuer())
                    && delta.scope().equals(complete.scope())
                    && Objects.equals(delta.authorityKey(), complete.authorityKey())
                    && complete.number().isPresent()
                    && delta.number().isPresent()
                    && complete.number().get().compareTo(delta.base().get()) >= 0
                    && complete.number().get().compareTo(delta.number().get()) < 0;
        }
    }

    private boolean verifies(ParsedCrl crl, CrlSigner signer) {
        return verified.computeIfAbsent(new Signed(crl, signer), s -> {
            AlgorithmIdentifier algorithm = crl.structure().getSignatureAlgorithm();
            return signer.certificate().mayBeUsedFor(KeyUsage.cRLSign)
                    && algorithm.equals(crl.structure().getTBSCertList().getSignature())
                    && tools.policy().algorithms().objectionTo(algorithm).isEmpty()
                    && tools.policy().algorithms().objectionTo(signer.key()).isEmpty()
                    && tools.verifier()
                            .verifies(
                                    algorithm,
                                    signer.key(),
                                    crl.signed(),
                                    crl.structure().getSignature().getOctets());
        });
    }
}
