package vn.khue.signature.validation;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuerSerial;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.policy.SignatureForm;
import vn.khue.pki.trust.TrustClass;
import vn.khue.signature.cades.HashedContent;

/**
 * Judges one signer of a CAdES message: attributes, integrity, algorithms, time, path and revocation (ETSI EN 319 102-1, 5.3 to
 * 5.6). One use. Countersignatures and other unsigned attributes that are not timestamps prove nothing and are passed over.
 */
final class CadesJudge {

    private static final SignatureVerifier VERIFIER = new SignatureVerifier(CryptoProviders.fastest());
    /** Clocks of two authorities may differ by this much, milliseconds. */
    private static final long CLOCK_SKEW = 2000;

    private final PathJudge paths;
    private final AlgorithmPolicy policy;
    private final AuthorityJudge authority;
    private final Instant now;
    private final Optional<Instant> outside;
    private final String form;

    private final List<Finding> findings = new ArrayList<>();
    private final ObjectCollector objects = new ObjectCollector();
    private Optional<X509Certificate> certificate = Optional.empty();
    private SignatureReport.Integrity integrity = SignatureReport.Integrity.UNKNOWN;
    private SignatureReport.ValidAtSigning validAtSigning = SignatureReport.ValidAtSigning.UNKNOWN;
    private Optional<TrustClass> trustClass = Optional.empty();
    private Optional<Instant> time = Optional.empty();
    private TimeSource timeSource = TimeSource.NONE;
    private Optional<Instant> revocationKnownAt = Optional.empty();
    private String level = "NONE";

    /**
     * @param context for its time, and for what proves the file from outside
     * @param form what the level begins with, as {@code ASiC-E with }, or empty
     */
    CadesJudge(PathJudge paths, AlgorithmPolicy policy, ValidationContext context, String form) {
        this.paths = paths;
        this.policy = policy;
        this.authority = new AuthorityJudge(paths, policy);
        this.now = context.at();
        this.outside = context.proven();
        this.form = form;
    }

    /**
     * What is known about the signed content before the signature is looked at.
     *
     * @param content what is signed; empty where it is not at hand
     * @param findings about it
     * @param proofs times of timestamps over the whole container that hold
     * @param covers names of the files that are signed
     * @param whole whether it is everything that the file holds
     */
    record About(
            Optional<HashedContent> content,
            List<Finding> findings,
            List<Instant> proofs,
            List<String> covers,
            boolean whole) {}

    private void fail(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, true, sub, detail));
    }

    private void leaveOpen(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, false, sub, detail));
    }

    /** A signature that is no CMS message. */
    SignatureReport malformed(String id, List<Finding> why) {
        findings.addAll(why);
        return report(id, false, List.of());
    }

    /**
     * @throws IOException where the content cannot be read
     */
    SignatureReport judge(String id, CmsSignature cms, About about) throws IOException {
        findings.addAll(about.findings());
        certificate = cms.signerCertificate();
        Optional<Date> claimed = SignedAttributeRule.signingTime(cms);
        time = claimed.map(Date::toInstant);
        timeSource = time.isPresent() ? TimeSource.CLAIMED : TimeSource.NONE;
        objects.claimed(time);
        if (certificate.isEmpty()) {
            leaveOpen(
                    Check.CMS,
                    SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                    "expected the signer's certificate in the CMS message, found none");
        } else {
            boolean holds = checkSignature(cms, about);
            judgeTime(cms, about, holds, claimed.isPresent());
        }
        return report(id, about.whole() && about.content().isPresent(), about.covers());
    }

    /** Attributes, digest, signature value, certificate reference, algorithms; true if all of it holds. */
    private boolean checkSignature(CmsSignature cms, About about) throws IOException {
        Optional<DigestAlgorithm> digest = cms.digestAlgorithm();
        Optional<SignatureForm> signature = cms.signatureForm();
        if (digest.isEmpty() || signature.isEmpty()) {
            fail(
                    Check.ALGORITHM,
                    SubIndication.ALGORITHM_WEAK,
                    "expected a hash and a signature algorithm that are allowed, found hash " + cms.digestOid());
            return false;
        }
        checkAlgorithms(signature.get(), digest.get());
        Optional<String> objection = SignedAttributeRule.objection(cms);
        if (objection.isPresent()) {
            fail(Check.SIGNED_ATTRIBUTES, SubIndication.SIG_CONSTRAINTS_FAILURE, objection.get());
            return false;
        }
        if (SignedAttributeRule.namesPolicy(cms)) {
            leaveOpen(
                    Check.SIGNED_ATTRIBUTES,
                    SubIndication.FORM_NOT_JUDGED,
                    "expected a signature without a signature policy of its own, found one");
        }
        boolean digested = checkDigest(cms, digest.get(), about.content());
        boolean verified = checkValue(cms, signature.get());
        boolean referenced = checkCertificateReference(cms);
        boolean contained = about.findings().stream().noneMatch(Finding::failed);
        if (!contained) {
            integrity = SignatureReport.Integrity.BROKEN;
        } else if (digested && verified) {
            integrity = SignatureReport.Integrity.INTACT;
        }
        return digested && verified && referenced && contained;
    }

    private void checkAlgorithms(SignatureForm signature, DigestAlgorithm digest) {
        boolean hashes = policy.digests().contains(digest) && policy.digests().contains(signature.digest());
        Optional<String> key = policy.objectionTo(certificate.orElseThrow().getPublicKey());
        if (!hashes || key.isPresent()) {
            fail(
                    Check.ALGORITHM,
                    SubIndication.ALGORITHM_WEAK,
                    key.orElse("expected one of the allowed hashes, found " + digest));
        } else if (digest != signature.digest()) {
            fail(
                    Check.ALGORITHM,
                    SubIndication.SIG_CONSTRAINTS_FAILURE,
                    "expected one hash for content and signature, found " + digest + " and " + signature.digest());
        }
    }

    private boolean checkDigest(CmsSignature cms, DigestAlgorithm algorithm, Optional<HashedContent> content)
            throws IOException {
        if (content.isEmpty()) {
            leaveOpen(
                    Check.DIGEST,
                    SubIndication.SIGNED_DATA_NOT_FOUND,
                    "expected the file that was signed beside the signature, under its name without .p7s, found none; give"
                            + " both");
            return false;
        }
        byte[] stated = ASN1OctetString.getInstance(cms.signer()
                        .getSignedAttributes()
                        .get(CMSAttributes.messageDigest)
                        .getAttrValues()
                        .getObjectAt(0))
                .getOctets();
        if (!MessageDigest.isEqual(stated, content.get().digest(algorithm))) {
            integrity = SignatureReport.Integrity.BROKEN;
            fail(Check.DIGEST, SubIndication.HASH_FAILURE, "expected the digest of the signed bytes, found another");
            return false;
        }
        return true;
    }

    private boolean checkValue(CmsSignature cms, SignatureForm signature) {
        boolean verified;
        try {
            byte[] signed = signature.digest().of(cms.signedAttributes());
            objects.signed(signature.digest(), signed, cms.signatureValue());
            verified = VERIFIER.verifiesDigest(
                    signature, certificate.orElseThrow().getPublicKey(), signed, cms.signatureValue());
        } catch (CmsSignature.Malformed e) {
            verified = false;
        }
        if (!verified) {
            integrity = SignatureReport.Integrity.BROKEN;
            fail(
                    Check.SIGNATURE_VALUE,
                    SubIndication.SIG_CRYPTO_FAILURE,
                    "expected a value made by the certificate's key, found another");
        }
        return verified;
    }

    private boolean checkCertificateReference(CmsSignature cms) {
        X509Certificate signer = certificate.orElseThrow();
        boolean matches = cms.certificateReference(signer) == CmsSignature.CertificateReference.MATCHES
                && namesIssuerAndSerial(cms, signer);
        if (!matches) {
            fail(
                    Check.SIGNING_CERTIFICATE,
                    SubIndication.SIG_CONSTRAINTS_FAILURE,
                    "expected attribute signing-certificate-v2 to name the certificate used, found another");
        }
        return matches;
    }

    /** Where the attribute names them at all (RFC 5035, 4). */
    private static boolean namesIssuerAndSerial(CmsSignature cms, X509Certificate signer) {
        try {
            IssuerSerial named = SigningCertificateV2.getInstance(cms.signer()
                            .getSignedAttributes()
                            .get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                            .getAttrValues()
                            .getObjectAt(0))
                    .getCerts()[0]
                    .getIssuerSerial();
            if (named == null) {
                return true;
            }
            GeneralName[] issuers = named.getIssuer().getNames();
            return named.getSerial().getValue().equals(signer.getSerialNumber())
                    && issuers.length == 1
                    && issuers[0].getTagNo() == GeneralName.directoryName
                    && X500Name.getInstance(issuers[0].getName())
                            .equals(X500Name.getInstance(
                                    signer.getIssuerX500Principal().getEncoded()));
        } catch (RuntimeException e) {
            // Hostile ASN.1 fails in many ways; all mean that the certificate is not named.
            return false;
        }
    }

    private void judgeTime(CmsSignature cms, About about, boolean holds, boolean baseline) throws IOException {
        List<Instant> proofs = new ArrayList<>(about.proofs());
        if (about.content().isPresent()) {
            ArchiveTimestamps archive = new ArchiveTimestamps(authority, objects);
            archive.judge(
                    cms,
                    about.content().get(),
                    Stream.concat(proofs.stream(), outside.stream())
                            .min(Comparator.naturalOrder())
                            .orElse(now));
            findings.addAll(archive.findings());
            proofs.addAll(archive.proofs());
        }
        boolean archived = !proofs.isEmpty();
        Optional<Instant> proven =
                Stream.concat(proofs.stream(), outside.stream()).min(Comparator.naturalOrder());
        boolean covered = proven.isPresent();
        Instant control = proven.orElse(now);
        boolean stamped = false;
        boolean authorityFromDocument = true;
        for (byte[] token : cms.timestampTokens()) {
            Optional<Stamp> stamp = stamp(token, cms, control, covered);
            if (stamp.isPresent()) {
                stamped = true;
                authorityFromDocument &= stamp.get().fromDocument();
                Instant stampTime = stamp.get().time();
                proven = Optional.of(proven.filter(p -> p.isBefore(stampTime)).orElse(stampTime));
            }
        }
        if (proven.isPresent()) {
            time = proven;
            timeSource = TimeSource.TIMESTAMP;
        }
        boolean longTerm = judgePath(cms, proven) && stamped && authorityFromDocument;
        if (holds) {
            level = level(baseline, stamped, longTerm, archived);
        }
    }

    private record Stamp(Instant time, boolean fromDocument) {}

    /** A timestamp over the signature value that counts. */
    private Optional<Stamp> stamp(byte[] token, CmsSignature cms, Instant control, boolean covered) {
        try {
            TimestampFacts facts = TimestampFacts.of(token);
            if (!facts.covers(facts.imprintAlgorithm().of(cms.signatureValue()))) {
                fail(
                        Check.TIMESTAMP,
                        SubIndication.SIG_CRYPTO_FAILURE,
                        "expected a timestamp over this signature's value, found one over something else");
                return Optional.empty();
            }
            PathJudge.Verdict verdict = authority.judge(facts, control);
            if (!verdict.valid()) {
                Finding path = PathFinding.of(verdict, true);
                leaveOpen(Check.TIMESTAMP, path.subIndication(), path.detail());
                return Optional.empty();
            }
            if (covered && facts.time().toEpochMilli() > control.toEpochMilli() + CLOCK_SKEW) {
                leaveOpen(
                        Check.TIMESTAMP,
                        SubIndication.TIMESTAMP_ORDER_FAILURE,
                        "expected the archive timestamp after the signature's, found it before");
                return Optional.empty();
            }
            objects.timestamp(facts, ValidationObjects.Over.SIGNATURE, verdict);
            return Optional.of(new Stamp(facts.time(), verdict.fromDocument()));
        } catch (CmsSignature.Malformed e) {
            fail(Check.TIMESTAMP, SubIndication.SIG_CRYPTO_FAILURE, e.getMessage());
            return Optional.empty();
        }
    }

    private String level(boolean baseline, boolean stamped, boolean longTerm, boolean archived) {
        if (!baseline) {
            return form + "CAdES-E-BES";
        }
        if (!stamped) {
            return form + "CAdES-BASELINE-B";
        }
        if (!longTerm) {
            return form + "CAdES-BASELINE-T";
        }
        return form + (archived ? "CAdES-BASELINE-LTA" : "CAdES-BASELINE-LT");
    }

    /** True if the path holds by the file alone. */
    private boolean judgePath(CmsSignature cms, Optional<Instant> proven) {
        PathJudge.Verdict verdict = paths.judge(
                certificate.orElseThrow(), cms.certificates(), proven.orElse(now), Purpose.DOCUMENT_SIGNING);
        trustClass = verdict.trustClass();
        revocationKnownAt = verdict.revocationKnownAt();
        validAtSigning = PathFinding.state(verdict);
        objects.path(verdict);
        if (!verdict.valid()) {
            findings.add(PathFinding.of(verdict, proven.isPresent()));
        }
        return verdict.valid() && verdict.fromDocument();
    }

    private SignatureReport report(String id, boolean whole, List<String> covers) {
        findings.sort(Comparator.comparing((Finding f) -> !f.failed()).thenComparing(Finding::check));
        Optional<Finding> first = findings.stream().findFirst();
        return new SignatureReport(
                id,
                certificate.map(CertificateReading::kind).orElse(SignatureKind.PERSON),
                level,
                first.map(f -> f.failed() ? Indication.TOTAL_FAILED : Indication.INDETERMINATE)
                        .orElse(Indication.TOTAL_PASSED),
                first.map(Finding::subIndication),
                findings,
                certificate.map(CertificateReading::facts),
                time,
                timeSource,
                trustClass,
                integrity,
                validAtSigning,
                whole,
                List.of(),
                revocationKnownAt,
                0,
                covers,
                objects.collected());
    }
}
