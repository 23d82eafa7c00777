package vn.khue.signature.validation;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.policy.SignatureForm;
import vn.khue.pki.trust.TrustClass;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * Judges one signature or document timestamp of a file: format, integrity, identification of the certificate, algorithms, time,
 * path and revocation (ETSI EN 319 102-1, 5.3 to 5.6). One use.
 */
final class SignatureJudge {

    private static final SignatureVerifier VERIFIER = new SignatureVerifier(CryptoProviders.fastest());
    /** Clocks of two authorities may differ by this much, milliseconds. */
    private static final long CLOCK_SKEW = 2000;

    private static final Set<Change.Kind> EVIDENCE = Set.of(
            Change.Kind.VALIDATION_DATA_ADDED, Change.Kind.DOCUMENT_TIMESTAMP_ADDED, Change.Kind.PRODUCER_CHANGED);

    private final PdfFile file;
    private final byte[] bytes;
    private final PathJudge paths;
    private final LaterPictures pictures;
    private final AlgorithmPolicy policy;
    private final Instant now;

    private final List<Finding> findings = new ArrayList<>();
    private final ObjectCollector objects = new ObjectCollector();
    private Optional<X509Certificate> certificate = Optional.empty();
    private SignatureReport.Integrity integrity = SignatureReport.Integrity.UNKNOWN;
    private SignatureReport.ValidAtSigning validAtSigning = SignatureReport.ValidAtSigning.UNKNOWN;
    private Optional<TrustClass> trustClass = Optional.empty();
    private List<Change> changes = List.of();
    private Optional<Instant> time = Optional.empty();
    private TimeSource timeSource = TimeSource.NONE;
    private Optional<Instant> revocationKnownAt = Optional.empty();
    private String level = "NONE";

    SignatureJudge(
            PdfFile file, byte[] bytes, PathJudge paths, LaterPictures pictures, AlgorithmPolicy policy, Instant now) {
        this.file = file;
        this.bytes = bytes;
        this.pictures = pictures;
        this.paths = paths;
        this.policy = policy;
        this.now = now;
    }

    /** A document timestamp that holds: a proof that everything it covers existed. */
    record Proof(Instant time, int covers, boolean fromDocument) {}

    /** The judgement of a document timestamp, with the proof where it holds. */
    record Timestamped(SignatureReport report, Optional<Proof> proof) {}

    private void fail(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, true, sub, detail));
    }

    private void leaveOpen(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, false, sub, detail));
    }

    /**
     * @param proofs document timestamps that hold, of any revision
     */
    SignatureReport signature(PdfSignatureFacts facts, Coverage.Result covered, List<Proof> proofs) {
        claimedTime(facts);
        Optional<CmsSignature> cms = open(facts, covered);
        if (covered.coverage().isPresent() && cms.isPresent()) {
            Coverage coverage = covered.coverage().get();
            String subFilter = name(facts, "SubFilter");
            boolean current = subFilter.equals("ETSI.CAdES.detached");
            if (!current && !subFilter.equals("adbe.pkcs7.detached")) {
                unknownForm(subFilter);
            }
            checkLaterRevisions(facts, coverage);
            boolean holds = checkSignature(cms.get(), coverage, current);
            judgeTime(cms.get(), coverage, proofs, current, holds);
        }
        return report(facts, covered, certificate.map(CertificateReading::kind).orElse(SignatureKind.PERSON));
    }

    Timestamped timestamp(PdfSignatureFacts facts, Coverage.Result covered, List<Proof> proofs) {
        Optional<Proof> proof = Optional.empty();
        Optional<CmsSignature> cms = open(facts, covered);
        if (covered.coverage().isPresent() && cms.isPresent()) {
            Coverage coverage = covered.coverage().get();
            checkLaterRevisions(facts, coverage);
            level = "DOC-TIMESTAMP";
            try {
                TimestampFacts token = TimestampFacts.of(trimmed(coverage.contents()));
                time = Optional.of(token.time());
                timeSource = TimeSource.TIMESTAMP;
                if (!token.covers(digest(token.imprintAlgorithm(), coverage))) {
                    integrity = SignatureReport.Integrity.BROKEN;
                    fail(
                            Check.DIGEST,
                            SubIndication.HASH_FAILURE,
                            "expected the imprint of the signed bytes, found another");
                } else {
                    markIntact();
                    PathJudge.Verdict verdict = judgeAuthority(token, controlTime(coverage.end(), proofs, true));
                    trustClass = verdict.trustClass();
                    revocationKnownAt = verdict.revocationKnownAt();
                    validAtSigning = PathFinding.state(verdict);
                    objects.path(verdict);
                    if (verdict.valid()) {
                        objects.timestamp(token, ValidationObjects.Over.DOCUMENT, verdict);
                        proof = Optional.of(new Proof(token.time(), coverage.end(), verdict.fromDocument()));
                    } else {
                        findings.add(PathFinding.of(verdict, true));
                    }
                }
            } catch (CmsSignature.Malformed e) {
                fail(Check.DOCUMENT_TIMESTAMP, SubIndication.SIG_CRYPTO_FAILURE, e.getMessage());
            }
        }
        return new Timestamped(report(facts, covered, SignatureKind.DOCUMENT_TIMESTAMP), proof);
    }

    /** The proof must cover the signature; the earliest of them bounds the time of the signature best. */
    private Instant controlTime(int end, List<Proof> proofs, boolean strictlyLater) {
        return proofs.stream()
                .filter(p -> strictlyLater ? p.covers() > end : p.covers() >= end)
                .map(Proof::time)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private void unknownForm(String subFilter) {
        if (subFilter.equals("adbe.pkcs7.sha1") || subFilter.equals("adbe.x509.rsa_sha1")) {
            fail(
                    Check.ALGORITHM,
                    SubIndication.ALGORITHM_WEAK,
                    "expected SHA-256 or better, found the form " + subFilter);
        } else {
            leaveOpen(
                    Check.SIGNATURE_DICTIONARY,
                    SubIndication.FORMAT_FAILURE,
                    "expected /SubFilter ETSI.CAdES.detached or adbe.pkcs7.detached, found another");
        }
    }

    private Optional<CmsSignature> open(PdfSignatureFacts facts, Coverage.Result covered) {
        if (covered.coverage().isEmpty()) {
            SubIndication sub =
                    covered.check() == Check.BYTE_RANGE ? SubIndication.BYTE_RANGE : SubIndication.FORMAT_FAILURE;
            fail(covered.check(), sub, covered.trouble());
        }
        Optional<byte[]> value = covered.coverage()
                .map(Coverage::contents)
                .or(() -> facts.dict()
                        .filter(d -> d.get("Contents") instanceof PdfValue.Text)
                        .map(d -> ((PdfValue.Text) d.get("Contents")).bytes()));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            CmsSignature cms = CmsSignature.read(value.get());
            certificate = cms.signerCertificate();
            return Optional.of(cms);
        } catch (CmsSignature.Malformed e) {
            fail(Check.CMS, SubIndication.FORMAT_FAILURE, e.getMessage());
            return Optional.empty();
        }
    }

    private void claimedTime(PdfSignatureFacts facts) {
        if (facts.dict().isPresent() && facts.dict().get().get("M") instanceof PdfValue.Text t) {
            time = PdfDateText.parse(t.text());
            timeSource = time.isPresent() ? TimeSource.CLAIMED : TimeSource.NONE;
            objects.claimed(time);
        }
    }

    private static String name(PdfSignatureFacts facts, String key) {
        return facts.dict().isPresent() && facts.dict().get().get(key) instanceof PdfValue.Name n ? n.text() : "";
    }

    private void checkLaterRevisions(PdfSignatureFacts facts, Coverage coverage) {
        try {
            PdfFile revision = file.revision(coverage.end());
            if (file.sections().size() > revision.sections().size()) {
                FieldLocks locks = FieldLocks.of(revision, facts.dict().orElseThrow(), facts.fieldName());
                changes = RevisionComparison.between(revision, file, locks, pictures);
            } else if (!file.onlyFiller(coverage.end(), file.length())) {
                changes = List.of(new Change(Change.Kind.STRAY_BYTES, false, 0, ""));
            }
        } catch (PdfReadException e) {
            fail(Check.LATER_REVISIONS, SubIndication.MODIFIED_AFTER_SIGNING, e.getMessage());
        }
        for (Change change : changes) {
            if (change.kind() == Change.Kind.SIGNATURE_OVER_CONTENT) {
                leaveOpen(
                        Check.LATER_REVISIONS,
                        SubIndication.CONTENT_COVERED,
                        "expected the picture of a later signature to hide nothing and to be small, found another at object "
                                + change.object());
            } else if (!change.allowed()) {
                fail(
                        Check.LATER_REVISIONS,
                        SubIndication.MODIFIED_AFTER_SIGNING,
                        "expected only signatures, validation data, number and date after signing, found "
                                + change.kind() + " at object " + change.object());
            }
        }
    }

    private void markIntact() {
        List<Finding> later = findings.stream()
                .filter(f -> f.check() == Check.LATER_REVISIONS)
                .toList();
        if (later.isEmpty()) {
            integrity = SignatureReport.Integrity.INTACT;
        } else {
            boolean modified = later.stream().anyMatch(Finding::failed);
            integrity = modified ? SignatureReport.Integrity.MODIFIED_AFTER_SIGNING : SignatureReport.Integrity.UNKNOWN;
        }
    }

    /** Digest, signature value, certificate reference, algorithms; true if the value is this certificate's over these bytes. */
    private boolean checkSignature(CmsSignature cms, Coverage coverage, boolean current) {
        if (!cms.detached()) {
            fail(Check.CMS, SubIndication.FORMAT_FAILURE, "expected a detached CMS message, found content inside");
            return false;
        }
        if (certificate.isEmpty()) {
            leaveOpen(
                    Check.CMS,
                    SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                    "expected the signer's certificate in the CMS message, found none");
            return false;
        }
        Optional<DigestAlgorithm> digest = cms.digestAlgorithm();
        Optional<SignatureForm> form = cms.signatureForm();
        if (digest.isEmpty() || form.isEmpty()) {
            fail(
                    Check.ALGORITHM,
                    SubIndication.ALGORITHM_WEAK,
                    "expected a hash and a signature algorithm that are allowed, found hash " + cms.digestOid());
            return false;
        }
        checkAlgorithms(form.get(), digest.get(), certificate.get());
        byte[] documentDigest = digest(digest.get(), coverage);
        boolean hashed = !cms.hasSignedAttributes() || cms.attributesName(documentDigest, CmsSignature.plainData());
        if (!hashed) {
            integrity = SignatureReport.Integrity.BROKEN;
            fail(Check.DIGEST, SubIndication.HASH_FAILURE, "expected the digest of the signed bytes, found another");
            return false;
        }
        if (!verifies(cms, form.get(), digest.get(), documentDigest)) {
            integrity = SignatureReport.Integrity.BROKEN;
            fail(
                    Check.SIGNATURE_VALUE,
                    SubIndication.SIG_CRYPTO_FAILURE,
                    "expected a value made by the certificate's key, found another");
            return false;
        }
        markIntact();
        checkCertificateReference(cms, current);
        return true;
    }

    private boolean verifies(CmsSignature cms, SignatureForm form, DigestAlgorithm digest, byte[] documentDigest) {
        try {
            byte[] signed;
            if (cms.hasSignedAttributes()) {
                signed = form.digest().of(cms.signedAttributes());
            } else if (form.digest() == digest) {
                signed = documentDigest;
            } else {
                return false;
            }
            objects.signed(form.digest(), signed, cms.signatureValue());
            return VERIFIER.verifiesDigest(
                    form, certificate.orElseThrow().getPublicKey(), signed, cms.signatureValue());
        } catch (CmsSignature.Malformed e) {
            return false;
        }
    }

    private void checkAlgorithms(SignatureForm form, DigestAlgorithm digest, X509Certificate signer) {
        boolean hashes = policy.digests().contains(digest) && policy.digests().contains(form.digest());
        Optional<String> key = policy.objectionTo(signer.getPublicKey());
        if (!hashes || key.isPresent()) {
            fail(
                    Check.ALGORITHM,
                    SubIndication.ALGORITHM_WEAK,
                    key.orElse("expected one of the allowed hashes, found " + digest));
        }
    }

    private void checkCertificateReference(CmsSignature cms, boolean current) {
        CmsSignature.CertificateReference reference = cms.certificateReference(certificate.orElseThrow());
        boolean missing = current && reference == CmsSignature.CertificateReference.ABSENT;
        if (missing || reference == CmsSignature.CertificateReference.DIFFERS) {
            fail(
                    Check.SIGNING_CERTIFICATE,
                    SubIndication.SIG_CONSTRAINTS_FAILURE,
                    "expected attribute signing-certificate-v2 to name the certificate used, found it " + reference);
        }
    }

    private byte[] digest(DigestAlgorithm algorithm, Coverage coverage) {
        MessageDigest digest = algorithm.newDigest();
        digest.update(bytes, 0, coverage.gapStart());
        digest.update(bytes, coverage.gapEnd(), coverage.end() - coverage.gapEnd());
        return digest.digest();
    }

    private void judgeTime(CmsSignature cms, Coverage coverage, List<Proof> proofs, boolean current, boolean holds) {
        Instant control = controlTime(coverage.end(), proofs, false);
        List<Proof> over =
                proofs.stream().filter(p -> p.covers() >= coverage.end()).toList();
        boolean archived = !over.isEmpty();
        Optional<Instant> proven = archived ? Optional.of(control) : Optional.empty();
        boolean stamped = false;
        boolean authorityFromDocument = true;
        for (byte[] token : cms.timestampTokens()) {
            try {
                TimestampFacts facts = TimestampFacts.of(token);
                if (!facts.covers(facts.imprintAlgorithm().of(cms.signatureValue()))) {
                    fail(
                            Check.TIMESTAMP,
                            SubIndication.SIG_CRYPTO_FAILURE,
                            "expected a timestamp over this signature's value, found one over something else");
                    continue;
                }
                PathJudge.Verdict verdict = judgeAuthority(facts, control);
                if (!verdict.valid()) {
                    findings.add(openFinding(verdict));
                    continue;
                }
                if (archived && facts.time().toEpochMilli() > control.toEpochMilli() + CLOCK_SKEW) {
                    leaveOpen(
                            Check.TIMESTAMP,
                            SubIndication.TIMESTAMP_ORDER_FAILURE,
                            "expected the document timestamp after the signature's, found it before");
                    continue;
                }
                objects.timestamp(facts, ValidationObjects.Over.SIGNATURE, verdict);
                stamped = true;
                authorityFromDocument &= verdict.fromDocument();
                proven =
                        Optional.of(proven.filter(p -> p.isBefore(facts.time())).orElse(facts.time()));
            } catch (CmsSignature.Malformed e) {
                fail(Check.TIMESTAMP, SubIndication.SIG_CRYPTO_FAILURE, e.getMessage());
            }
        }
        if (proven.isPresent()) {
            time = proven;
            timeSource = TimeSource.TIMESTAMP;
        }
        if (certificate.isPresent()) {
            boolean evidence = judgePath(cms, proven);
            if (!stamped && archived) {
                // A timestamp over the document is one over the signature (ETSI EN 319 142-1, 6.3: level T by either).
                stamped = true;
                authorityFromDocument = over.stream().anyMatch(Proof::fromDocument);
            }
            boolean longTerm = evidence && stamped && authorityFromDocument;
            level = holds ? level(current, stamped, longTerm, longTerm && coversEvidence(over)) : "NONE";
        }
    }

    /** Level LTA is a timestamp over the evidence, not one under it. */
    private boolean coversEvidence(List<Proof> proofs) {
        for (Proof proof : proofs) {
            try {
                if (Pages.catalog(file.revision(proof.covers())).has("DSS")) {
                    return true;
                }
            } catch (PdfReadException e) {
                // A revision that cannot be read was reported where its changes are judged.
            }
        }
        return false;
    }

    private static String level(boolean current, boolean stamped, boolean longTerm, boolean archived) {
        if (!current) {
            return "PDF-PKCS7";
        }
        if (!stamped) {
            return "PAdES-BASELINE-B";
        }
        if (!longTerm) {
            return "PAdES-BASELINE-T";
        }
        return archived ? "PAdES-BASELINE-LTA" : "PAdES-BASELINE-LT";
    }

    private static Finding openFinding(PathJudge.Verdict verdict) {
        Finding path = PathFinding.of(verdict, true);
        return new Finding(Check.TIMESTAMP, false, path.subIndication(), path.detail());
    }

    /** Valid when it stamped, and its certificate not expired when something newer vouches for it, or now. */
    private PathJudge.Verdict judgeAuthority(TimestampFacts token, Instant control) {
        X509Certificate authority = token.cms().signerCertificate().orElseThrow();
        Instant atStamping = token.time();
        PathJudge.Verdict verdict =
                paths.judge(authority, token.cms().certificates(), atStamping, Purpose.TIME_STAMPING);
        if (verdict.valid() && control.isAfter(authority.getNotAfter().toInstant())) {
            return verdict.refused(
                    PathRule.OUT_OF_BOUNDS_NO_POE,
                    "expected a document timestamp from before the authority's certificate expired, found none");
        }
        return verdict;
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

    private static byte[] trimmed(byte[] padded) throws CmsSignature.Malformed {
        return DerLength.cut(padded);
    }

    /** Validation data and document timestamps vouch for the document and are no part of it. */
    private boolean onlyEvidenceAdded() {
        return !changes.isEmpty() && changes.stream().allMatch(c -> c.allowed() && EVIDENCE.contains(c.kind()));
    }

    private SignatureReport report(PdfSignatureFacts facts, Coverage.Result covered, SignatureKind kind) {
        findings.sort(Comparator.comparing((Finding f) -> !f.failed()).thenComparing(Finding::check));
        Optional<Finding> first = findings.stream().findFirst();
        Indication indication = first.map(f -> f.failed() ? Indication.TOTAL_FAILED : Indication.INDETERMINATE)
                .orElse(Indication.TOTAL_PASSED);
        boolean whole = covered.coverage()
                .filter(c -> file.onlyFiller(c.end(), file.length()) || onlyEvidenceAdded())
                .isPresent();
        return new SignatureReport(
                facts.fieldName(),
                kind,
                level,
                indication,
                first.map(Finding::subIndication),
                findings,
                certificate.map(CertificateReading::facts),
                time,
                timeSource,
                trustClass,
                integrity,
                validAtSigning,
                whole,
                changes,
                revocationKnownAt,
                covered.coverage().map(c -> (long) c.end()).orElse(0L),
                List.of(),
                objects.collected());
    }
}
