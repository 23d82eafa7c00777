package vn.khue.signature.validation;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.policy.SignatureForm;
import vn.khue.pki.trust.TrustClass;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;
import vn.khue.signature.xml.Dereferencing;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signature.xml.DigestStream;
import vn.khue.signature.xml.SecureSantuario;
import vn.khue.signature.xml.XmlAlgorithms;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReference;
import vn.khue.signature.xml.XmlSignature;

/**
 * Judges one XML signature: the references first, then the properties, read from what the references digested, then the value,
 * what is covered, time, path and revocation (ETSI EN 319 102-1, 5.3 to 5.6). One use.
 */
final class XmlSignatureJudge {

    private static final SignatureVerifier VERIFIER = new SignatureVerifier(CryptoProviders.fastest());
    private static final int MAX_TRIED = 10;
    private static final String MANIFEST = XmlNames.DS + "Manifest";

    private final Element element;
    private final Dereferencing dereferencing;
    private final DetachedContents contents;
    private final PathJudge paths;
    private final AlgorithmPolicy policy;
    private final Instant now;
    private final ReadBudget budget;

    private final List<Finding> findings = new ArrayList<>();
    private final ObjectCollector objects = new ObjectCollector();
    private final List<XmlCoverage.Held> held = new ArrayList<>();
    private final List<Instant> vouched;
    private List<Instant> archives = List.of();
    private Optional<X509Certificate> certificate = Optional.empty();
    private Optional<SignedProperties> properties = Optional.empty();
    private boolean claimsXades;
    private SignatureReport.Integrity integrity = SignatureReport.Integrity.UNKNOWN;
    private SignatureReport.ValidAtSigning validAtSigning = SignatureReport.ValidAtSigning.UNKNOWN;
    private Optional<TrustClass> trustClass = Optional.empty();
    private Optional<Instant> time = Optional.empty();
    private TimeSource timeSource = TimeSource.NONE;
    private Optional<Instant> revocationKnownAt = Optional.empty();
    private String level = "NONE";

    XmlSignatureJudge(
            Element element,
            Dereferencing dereferencing,
            DetachedContents contents,
            PathJudge paths,
            AlgorithmPolicy policy,
            Instant now,
            List<Instant> vouched,
            ReadBudget budget) {
        this.element = element;
        this.dereferencing = dereferencing;
        this.contents = contents;
        this.paths = paths;
        this.policy = policy;
        this.now = now;
        this.vouched = List.copyOf(vouched);
        this.budget = budget;
    }

    private void fail(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, true, sub, detail));
    }

    private void leaveOpen(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, false, sub, detail));
    }

    /** @throws PdfReadException OUT_OF_TIME where the budget is spent */
    SignatureReport judge() throws PdfReadException {
        try {
            XmlSignature signature = XmlSignature.of(element);
            requireOwnIdentifier(signature);
            Optional<SignatureForm> form = checkMethod(signature);
            boolean references = checkReferences(signature);
            chooseCertificate(signature);
            boolean valued = form.isPresent() && checkValue(signature, form.get());
            XmlCoverage coverage = XmlCoverage.of(signature, held);
            boolean complete = held.size() == signature.references().size();
            if (complete) {
                findings.addAll(coverage.findings());
            }
            if (references && valued) {
                settle(signature);
                judgeTime(signature);
            }
            return report(signature.id().orElse(""), coverage);
        } catch (XmlReadException e) {
            add(e, false);
            return report(XmlNames.attribute(element, "Id").orElse(""), none());
        }
    }

    private static XmlCoverage none() {
        return new XmlCoverage(List.of(), false, List.of(), List.of());
    }

    private void add(XmlReadException e, boolean outside) {
        boolean missing = e.kind() == XmlReadException.Kind.MISSING;
        findings.add(new Finding(check(e.kind()), !missing || !outside, sub(e.kind()), e.getMessage()));
    }

    static Check check(XmlReadException.Kind kind) {
        return switch (kind) {
            case SYNTAX, DOCTYPE, LIMIT, OUT_OF_TIME -> Check.STRUCTURE;
            case SIGNATURE -> Check.CMS;
            case DUPLICATE_ID -> Check.IDENTIFIER;
            case REFERENCE, MISSING -> Check.REFERENCE;
            case TRANSFORM -> Check.TRANSFORM;
            case ALGORITHM -> Check.ALGORITHM;
        };
    }

    static SubIndication sub(XmlReadException.Kind kind) {
        return switch (kind) {
            case SYNTAX -> SubIndication.BROKEN_STRUCTURE;
            case DOCTYPE -> SubIndication.DOCTYPE;
            case LIMIT -> SubIndication.LIMIT_EXCEEDED;
            case OUT_OF_TIME -> SubIndication.OUT_OF_TIME;
            case SIGNATURE -> SubIndication.FORMAT_FAILURE;
            case DUPLICATE_ID -> SubIndication.DUPLICATE_ID;
            case REFERENCE -> SubIndication.REFERENCE_REFUSED;
            case MISSING -> SubIndication.SIGNED_DATA_NOT_FOUND;
            case TRANSFORM -> SubIndication.TRANSFORM_REFUSED;
            case ALGORITHM -> SubIndication.CRYPTO_CONSTRAINTS_FAILURE;
        };
    }

    /** Two signatures of one name cannot be told apart by whoever refers to them. */
    private void requireOwnIdentifier(XmlSignature signature) throws XmlReadException {
        if (signature.id().isPresent()) {
            dereferencing.ids().only(signature.id().get());
        }
    }

    /** Every reference looked up and digested, and the signed properties read from what was digested. */
    private boolean checkReferences(XmlSignature signature) throws PdfReadException {
        List<Element> qualifying = signature.qualifyingProperties();
        long pointers = signature.references().stream()
                .filter(XmlReference::isToSignedProperties)
                .count();
        claimsXades = !qualifying.isEmpty() || pointers > 0;
        if (claimsXades && (qualifying.size() != 1 || pointers != 1)) {
            fail(
                    Check.SIGNED_PROPERTIES,
                    SubIndication.SIG_CONSTRAINTS_FAILURE,
                    "expected one set of properties and one reference to it, found " + qualifying.size() + " and "
                            + pointers);
        }
        boolean all = true;
        for (XmlReference reference : signature.references()) {
            budget.check();
            all &= checkReference(signature, reference);
        }
        return all;
    }

    private boolean checkReference(XmlSignature signature, XmlReference reference) {
        boolean outside = reference.uri().filter(u -> !u.startsWith("#")).isPresent();
        try {
            if (reference.type().filter(MANIFEST::equals).isPresent()) {
                throw new XmlReadException(
                        XmlReadException.Kind.REFERENCE, "expected references to content, found one to a manifest");
            }
            Dereferencing.Source source = dereferencing.source(reference);
            requireNoManifest(source);
            Optional<DigestAlgorithm> algorithm = XmlAlgorithms.digest(reference.digestMethod());
            if (algorithm.isEmpty()) {
                throw new XmlReadException(
                        XmlReadException.Kind.ALGORITHM,
                        "expected a hash that is on the list, found " + XmlSignature.shown(reference.digestMethod()));
            }
            if (!policy.digests().contains(algorithm.get())) {
                fail(
                        Check.ALGORITHM,
                        SubIndication.ALGORITHM_WEAK,
                        "expected one of the allowed hashes, found " + algorithm.get());
            }
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            DigestStream digest = new DigestStream(algorithm.get());
            boolean keep = reference.isToSignedProperties();
            OutputStream out = keep ? kept : digest;
            dereferencing.write(reference, signature.element(), out);
            byte[] made = keep ? algorithm.get().of(kept.toByteArray()) : digest.digest();
            if (!MessageDigest.isEqual(made, reference.digestValue())) {
                integrity = SignatureReport.Integrity.BROKEN;
                fail(
                        Check.DIGEST,
                        SubIndication.HASH_FAILURE,
                        "expected the digest of what is signed, " + place(reference) + ", found another");
                return false;
            }
            held.add(new XmlCoverage.Held(reference, source));
            if (keep) {
                readProperties(signature, source, kept.toByteArray());
            }
            return true;
        } catch (XmlReadException e) {
            add(e, outside);
            return false;
        }
    }

    private static String place(XmlReference reference) {
        String uri = reference.uri().orElse("");
        return uri.isEmpty() ? "the whole file" : XmlSignature.shown(uri);
    }

    private static void requireNoManifest(Dereferencing.Source source) throws XmlReadException {
        if (source instanceof Dereferencing.Source.Part part
                && (XmlNames.is(part.element(), XmlNames.DS, "Manifest")
                        || !XmlNames.children(part.element(), XmlNames.DS, "Manifest")
                                .isEmpty())) {
            throw new XmlReadException(
                    XmlReadException.Kind.REFERENCE, "expected references to content, found one to a manifest");
        }
    }

    private void readProperties(XmlSignature signature, Dereferencing.Source source, byte[] digested)
            throws XmlReadException {
        List<Element> qualifying = signature.qualifyingProperties();
        boolean own = qualifying.size() == 1
                && source instanceof Dereferencing.Source.Part part
                && part.element().getParentNode() == qualifying.get(0)
                && XmlNames.attribute(qualifying.get(0), "Target")
                        .equals(signature.id().map(id -> "#" + id));
        if (!own) {
            fail(
                    Check.SIGNED_PROPERTIES,
                    SubIndication.SIG_CONSTRAINTS_FAILURE,
                    "expected the signed properties in this signature and about it, found others");
            return;
        }
        SignedProperties read = SignedProperties.read(digested);
        properties = Optional.of(read);
        time = read.signingTime();
        timeSource = time.isPresent() ? TimeSource.CLAIMED : TimeSource.NONE;
        objects.claimed(time);
    }

    /** The one that the signed properties name; without them the one whose key made the value. */
    private void chooseCertificate(XmlSignature signature) throws XmlReadException {
        List<X509Certificate> certificates = signature.keyInfo().certificates();
        certificate = certificates.stream().findFirst();
        if (claimsXades) {
            Optional<SignedProperties.CertificateDigest> named = properties.flatMap(SignedProperties::certificate);
            Optional<X509Certificate> match = certificates.stream()
                    .filter(c -> named.filter(n -> n.names(c)).isPresent())
                    .findFirst();
            if (match.isPresent()) {
                certificate = match;
            } else if (properties.isPresent()) {
                fail(
                        Check.SIGNING_CERTIFICATE,
                        SubIndication.SIG_CONSTRAINTS_FAILURE,
                        "expected SigningCertificateV2 to name the certificate in KeyInfo, found "
                                + (named.isEmpty() ? "none named" : "another named"));
            }
        } else {
            Optional<SignatureForm> form = XmlAlgorithms.signature(signature.signatureMethod());
            for (X509Certificate candidate :
                    certificates.stream().limit(MAX_TRIED).toList()) {
                if (form.isPresent() && verifies(signature, form.get(), candidate.getPublicKey())) {
                    certificate = Optional.of(candidate);
                    break;
                }
            }
        }
        Optional<PublicKey> bare = signature.keyInfo().key();
        boolean differs = certificate.isPresent()
                && bare.isPresent()
                && !MessageDigest.isEqual(
                        certificate.get().getPublicKey().getEncoded(),
                        bare.get().getEncoded());
        if (differs) {
            fail(
                    Check.SIGNING_CERTIFICATE,
                    SubIndication.SIG_CONSTRAINTS_FAILURE,
                    "expected the key of the certificate in KeyValue, found another");
        }
    }

    private Optional<SignatureForm> checkMethod(XmlSignature signature) {
        String uri = signature.signatureMethod();
        Optional<SignatureForm> form = XmlAlgorithms.signature(uri).filter(f -> signature.bareMethod());
        if (form.isEmpty()) {
            fail(
                    Check.ALGORITHM,
                    SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                    XmlAlgorithms.isMac(uri)
                            ? "expected a signature, found a message authentication code (HMAC), which its reader can make too"
                            : "expected a signature algorithm that is on the list, found " + XmlSignature.shown(uri));
        }
        return form;
    }

    /** True if the value is made by the certificate's key over SignedInfo. */
    private boolean checkValue(XmlSignature signature, SignatureForm form) throws XmlReadException {
        Optional<PublicKey> key = certificate
                .map(X509Certificate::getPublicKey)
                .or(() -> signature.keyInfo().key());
        if (key.isEmpty()) {
            leaveOpen(
                    Check.CMS,
                    SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                    "expected the signer's certificate in KeyInfo, found none");
            return false;
        }
        checkStrength(form, key.get());
        objects.signed(form.digest(), form.digest().of(signature.toBeSigned()), signature.value());
        if (!verifies(signature, form, key.get())) {
            integrity = SignatureReport.Integrity.BROKEN;
            fail(
                    Check.SIGNATURE_VALUE,
                    SubIndication.SIG_CRYPTO_FAILURE,
                    "expected a value made by the certificate's key, found another");
            return false;
        }
        if (certificate.isEmpty()) {
            leaveOpen(
                    Check.CMS,
                    SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                    "expected the signer's certificate in KeyInfo, found a bare key only");
        }
        return true;
    }

    private void checkStrength(SignatureForm form, PublicKey key) {
        Optional<String> objection = policy.objectionTo(key);
        if (!policy.digests().contains(form.digest()) || objection.isPresent()) {
            fail(
                    Check.ALGORITHM,
                    SubIndication.ALGORITHM_WEAK,
                    objection.orElse("expected one of the allowed hashes, found " + form.digest()));
        }
    }

    private static boolean verifies(XmlSignature signature, SignatureForm form, PublicKey key) throws XmlReadException {
        byte[] signed = signature.toBeSigned();
        try {
            return VERIFIER.verifiesDigest(form, key, form.digest().of(signed), signature.value(key));
        } catch (XmlReadException e) {
            // A value of another form is no value of this key.
            return false;
        }
    }

    /** References and value hold: whether another reader comes to the same, and what came later. */
    private void settle(XmlSignature signature) {
        if (!SecureSantuario.agrees(signature, contents)) {
            fail(
                    Check.SECOND_READER,
                    SubIndication.READERS_DISAGREE,
                    "expected a second reader to find the same content signed, found that it does not");
            return;
        }
        boolean modified = findings.stream()
                .anyMatch(f -> f.failed() && (f.check() == Check.LATER_REVISIONS || f.check() == Check.SIGNED_PART));
        integrity = modified ? SignatureReport.Integrity.MODIFIED_AFTER_SIGNING : SignatureReport.Integrity.INTACT;
    }

    /** Times at which an archive timestamp of this one proves that another was there, unsigned properties and all; after judging. */
    List<Instant> provenFor(Element other) {
        boolean covers = held.stream().anyMatch(each -> {
            boolean takenOut = each.reference().isEnveloped() && XmlNames.inside(other, element);
            boolean within = each.source() instanceof Dereferencing.Source.Whole
                    || (each.source() instanceof Dereferencing.Source.Part part
                            && XmlNames.inside(other, part.element()));
            return within && !takenOut;
        });
        return covers && integrity == SignatureReport.Integrity.INTACT ? archives : List.of();
    }

    private void judgeTime(XmlSignature signature) throws XmlReadException, PdfReadException {
        if (certificate.isEmpty()) {
            return;
        }
        XmlUnsignedProperties unsigned = XmlUnsignedProperties.of(signature.qualifyingProperties());
        XmlTimestamps timestamps = new XmlTimestamps(
                        signature, dereferencing, unsigned, paths, now, vouched, findings, objects, budget)
                .judge();
        archives = timestamps.archives();
        if (timestamps.proven().isPresent()) {
            time = timestamps.proven();
            timeSource = TimeSource.TIMESTAMP;
        }
        Optional<Instant> proven = timestamps.proven();
        PathJudge.Verdict verdict = paths.judge(
                certificate.get(), signature.keyInfo().certificates(), proven.orElse(now), Purpose.DOCUMENT_SIGNING);
        trustClass = verdict.trustClass();
        revocationKnownAt = verdict.revocationKnownAt();
        validAtSigning = PathFinding.state(verdict);
        objects.path(verdict);
        if (!verdict.valid()) {
            findings.add(PathFinding.of(verdict, proven.isPresent()));
        }
        boolean longTerm =
                verdict.valid() && verdict.fromDocument() && timestamps.stamped() && timestamps.fromDocument();
        level = level(timestamps.stamped(), longTerm, timestamps.archived());
    }

    private String level(boolean stamped, boolean longTerm, boolean archived) {
        if (properties.isEmpty()) {
            return "XMLDSig";
        }
        if (!stamped) {
            return "XAdES-BASELINE-B";
        }
        if (!longTerm) {
            return "XAdES-BASELINE-T";
        }
        return archived ? "XAdES-BASELINE-LTA" : "XAdES-BASELINE-LT";
    }

    private SignatureReport report(String id, XmlCoverage coverage) {
        findings.sort(Comparator.comparing((Finding f) -> !f.failed()).thenComparing(Finding::check));
        Optional<Finding> first = findings.stream().findFirst();
        Indication indication = first.map(f -> f.failed() ? Indication.TOTAL_FAILED : Indication.INDETERMINATE)
                .orElse(Indication.TOTAL_PASSED);
        return new SignatureReport(
                XmlSignature.shown(id),
                certificate.map(CertificateReading::kind).orElse(SignatureKind.PERSON),
                level,
                indication,
                first.map(Finding::subIndication),
                findings.stream().distinct().toList(),
                certificate.map(CertificateReading::facts),
                time,
                timeSource,
                trustClass,
                integrity,
                validAtSigning,
                coverage.whole(),
                coverage.later(),
                revocationKnownAt,
                0,
                coverage.covers(),
                objects.collected());
    }
}
