package vn.khue.pki.path;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.trust.TrustAnchor;

/** Basic certification path processing, RFC 5280 section 6.1, without revocation. */
final class PathProcessing {
    private static final Set<String> PROCESSED = Set.of(
            Extension.keyUsage.getId(),
            Extension.extendedKeyUsage.getId(),
            Extension.certificatePolicies.getId(),
            Extension.policyMappings.getId(),
            Extension.policyConstraints.getId(),
            Extension.inhibitAnyPolicy.getId(),
            Extension.subjectAlternativeName.getId(),
            Extension.basicConstraints.getId(),
            Extension.nameConstraints.getId(),
            Extension.cRLDistributionPoints.getId());

    private final SignatureVerifier verifier;
    private final AlgorithmPolicy policy;

    PathProcessing(SignatureVerifier verifier, AlgorithmPolicy policy) {
        this.verifier = verifier;
        this.policy = policy;
    }

    /** What is wrong with a certificate that is an anchor itself. */
    Optional<Failure> checkAnchor(ParsedCertificate certificate, TrustAnchor anchor, Instant at) {
        return untrusted(anchor, at)
                .or(() -> outOfTime(certificate, at))
                .or(() -> policy.objectionTo(certificate.publicKey())
                        .map(o -> new Failure(PathRule.CRYPTO_CONSTRAINTS_FAILURE, certificate.label() + ": " + o)));
    }

    private static Optional<Failure> untrusted(TrustAnchor anchor, Instant at) {
        return anchor.trustedAt(at)
                ? Optional.empty()
                : Optional.of(new Failure(
                        PathRule.NO_CERTIFICATE_CHAIN_FOUND_NO_POE,
                        "an anchor trusted at " + at + " expected, found \"" + anchor.label() + "\""));
    }

    private static Optional<Failure> outOfTime(ParsedCertificate certificate, Instant at) {
        if (at.isBefore(certificate.notBefore())) {
            return Optional.of(new Failure(
                    PathRule.NOT_YET_VALID,
                    certificate.label() + ": valid from " + certificate.notBefore() + ", asked for " + at));
        }
        if (at.isAfter(certificate.notAfter())) {
            return Optional.of(new Failure(
                    PathRule.OUT_OF_BOUNDS_NO_POE,
                    certificate.label() + ": valid until " + certificate.notAfter() + ", asked for " + at));
        }
        return Optional.empty();
    }

    /** What is wrong with the path at that time, if anything. */
    Optional<Failure> check(CandidatePath path, Instant at, PolicyInputs inputs) {
        Optional<Failure> untrusted = untrusted(path.anchor(), at);
        if (untrusted.isPresent()) {
            return untrusted;
        }
        try {
            return new Run(path, at, inputs).run();
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed extensions with many kinds of runtime exception.
            return Optional.of(general(
                    "well-formed extensions expected, found " + e.getClass().getSimpleName()));
        }
    }

    private static Failure general(String detail) {
        return new Failure(PathRule.CERTIFICATE_CHAIN_GENERAL_FAILURE, detail);
    }

    /** The state variables of section 6.1.2 for one path. */
    private final class Run {
        private final CandidatePath path;
        private final Instant at;
        private final int length;
        private final PolicyProcessing policies;
        private final NameConstraintChecks names = new NameConstraintChecks();
        private PublicKey workingKey;
        private X500Principal workingIssuer;
        private int maximumLength;

        Run(CandidatePath path, Instant at, PolicyInputs inputs) {
            this.path = path;
            this.at = at;
            this.length = path.certificates().size();
            this.policies = new PolicyProcessing(length, inputs);
            this.workingKey = path.anchor().certificate().getPublicKey();
            this.workingIssuer = path.anchor().certificate().getSubjectX500Principal();
            this.maximumLength = length;
        }

        Optional<Failure> run() {
            Optional<Failure> ofAnchor = constrain(path.anchor().certificate());
            if (ofAnchor.isPresent()) {
                return ofAnchor;
            }
            for (int i = 1; i <= length; i++) {
                ParsedCertificate certificate = path.certificates().get(length - i);
                Optional<Failure> failure = basic(certificate);
                if (failure.isEmpty() && (i == length || !certificate.selfIssued())) {
                    failure = general(certificate, names.check(certificate));
                }
                if (failure.isEmpty()) {
                    failure = general(certificate, policies.take(i, certificate));
                }
                if (failure.isEmpty()) {
                    failure = i < length ? prepare(certificate) : finish(certificate);
                }
                if (failure.isPresent()) {
                    return failure;
                }
            }
            return Optional.empty();
        }

        /**
         * RFC 5280 takes of an anchor its name and key alone and leaves the rest open (section 6.2); what the anchor's own
         * certificate forbids stays forbidden here, as RFC 5937 has it: how many CAs may follow, and for which names.
         */
        private Optional<Failure> constrain(X509Certificate anchor) {
            Optional<ParsedCertificate> parsed = ParsedCertificate.of(anchor);
            if (parsed.isEmpty()) {
                return Optional.of(PathProcessing.general("an anchor that can be read expected, found another"));
            }
            limitLength(parsed.get());
            return general(parsed.get(), names.take(parsed.get()));
        }

        private void limitLength(ParsedCertificate authority) {
            authority
                    .extension(Extension.basicConstraints)
                    .map(BasicConstraints::getInstance)
                    .map(BasicConstraints::getPathLenConstraint)
                    .ifPresent(limit -> maximumLength =
                            limit.bitLength() < 31 ? Math.min(maximumLength, limit.intValue()) : maximumLength);
        }

        /** Section 6.1.3 (a) (1), (2), (4). */
        private Optional<Failure> basic(ParsedCertificate certificate) {
            AlgorithmIdentifier outer = certificate.structure().getSignatureAlgorithm();
            AlgorithmIdentifier inner =
                    certificate.structure().getTBSCertificate().getSignature();
            Optional<String> objection = policy.objectionTo(outer).or(() -> policy.objectionTo(workingKey));
            if (objection.isPresent()) {
                return Optional.of(
                        new Failure(PathRule.CRYPTO_CONSTRAINTS_FAILURE, certificate.label() + ": " + objection.get()));
            }
            if (!certificate.issuer().equals(workingIssuer)) {
                return general(certificate, Optional.of("issued under another name than its issuer has"));
            }
            if (!outer.equals(inner) || !verifier.verifies(certificate.x509(), workingKey)) {
                return general(certificate, Optional.of("the signature is not its issuer's"));
            }
            return outOfTime(certificate, at);
        }

        /** Section 6.1.4. */
        private Optional<Failure> prepare(ParsedCertificate certificate) {
            Optional<String> objection = policies.prepare(certificate)
                    .or(() -> names.take(certificate))
                    .or(() -> authority(certificate))
                    .or(() -> unprocessed(certificate));
            workingKey = InheritedKeys.of(certificate.publicKey(), workingKey);
            workingIssuer = certificate.subject();
            return general(certificate, objection);
        }

        /** Section 6.1.4 (k) to (n). */
        private Optional<String> authority(ParsedCertificate certificate) {
            if (certificate.x509().getVersion() != 3 || !certificate.isAuthority()) {
                return Optional.of("a CA certificate expected (basicConstraints with cA), found another");
            }
            if (!certificate.selfIssued()) {
                if (maximumLength <= 0) {
                    return Optional.of("no further CA expected by the path length constraint, found one");
                }
                maximumLength--;
            }
            limitLength(certificate);
            return certificate.mayBeUsedFor(KeyUsage.keyCertSign)
                    ? Optional.empty()
                    : Optional.of("key usage keyCertSign expected, found another");
        }

        /** Section 6.1.5. */
        private Optional<Failure> finish(ParsedCertificate certificate) {
            PublicKey key = InheritedKeys.of(certificate.publicKey(), workingKey);
            return general(certificate, policies.finish(certificate).or(() -> unprocessed(certificate)))
                    .or(() -> policy.objectionTo(key)
                            .map(o ->
                                    new Failure(PathRule.CRYPTO_CONSTRAINTS_FAILURE, certificate.label() + ": " + o)));
        }

        private Optional<Failure> general(ParsedCertificate certificate, Optional<String> objection) {
            return objection.map(o -> PathProcessing.general(certificate.label() + ": " + o));
        }
    }

    private static Optional<String> unprocessed(ParsedCertificate certificate) {
        Set<String> unknown = new TreeSet<>(certificate.criticalExtensions());
        unknown.removeAll(PROCESSED);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("critical extensions we know expected, found " + unknown);
    }
}
