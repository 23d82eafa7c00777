package vn.khue.signature.xades;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.draft.Drafts;
import vn.khue.signature.draft.WholeFile;
import vn.khue.signature.pades.Evidence;
import vn.khue.signature.pades.PassedSignatures;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.pades.TimestampAuthorityProfile;
import vn.khue.signature.pades.TokenReader;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.xml.Base64Text;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReader;
import vn.khue.signature.xml.XmlSignature;

/**
 * Raises XML signatures to a higher level (ETSI EN 319 132-1, 5.3 to 5.5) and renews what would become unprovable, without those who
 * signed: unsigned properties are added behind those that are there, and everything else of the file stays as its canonical form. Only a
 * file of which every signature passes is extended, and only what passes afterwards too is written. A signature that a later one covers
 * cannot be changed any more and stays as it is. Thread-safe.
 */
public final class XmlExtender {

    private final SigningServices services;
    private final Evidence evidence;
    private final TimestampAuthorityProfile authority;
    private final PassedSignatures passed;

    /**
     * @param services timestamps, revocation data, trust and clock
     * @param algorithms that signatures to be extended may use
     */
    public XmlExtender(SigningServices services, AlgorithmPolicy algorithms) {
        this.services = services;
        this.evidence = new Evidence(services);
        this.authority = new TimestampAuthorityProfile(services, evidence);
        this.passed = new PassedSignatures(services, algorithms);
    }

    /**
     * Extends every signature to at least a level. One that has the level already is given a fresh archive timestamp where B_LTA is asked
     * for, with the evidence for the one before it: that is its renewal; otherwise it stays as it is.
     *
     * @param source left as it is
     * @param contents files that signatures name and that lie outside
     * @param target written at once and whole; as it was where this throws
     * @param level B_T, B_LT or B_LTA
     * @throws SignatureFailure NOT_EXTENDABLE where a signature does not pass, has no XAdES properties, or is covered by a later one and
     *     has less evidence than the level asks for; UNREADABLE_FILE, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE,
     *     CERTIFICATE_NOT_USABLE where evidence is missing that can no longer be had
     */
    public ExtendedXml extend(Path source, DetachedContents contents, Path target, XadesLevel level)
            throws SignatureFailure {
        if (level == XadesLevel.B_B) {
            throw new IllegalArgumentException("a level above B_B expected; a signature cannot be less than that");
        }
        try {
            List<SignatureReport> reports = passed.of(source, contents);
            Document document = XmlReader.read(Files.readAllBytes(source));
            List<Element> signatures = XmlSignature.all(document);
            if (signatures.size() != reports.size()) {
                throw refused("as many signatures as were judged, found another number; try again");
            }
            CoveredSignatures covered = new CoveredSignatures(document);
            for (int i = 0; i < signatures.size(); i++) {
                raise(signatures.get(i), reports.get(i).level(), contents, level, covered);
            }
            return publish(document, contents, target);
        } catch (XmlReadException e) {
            throw SignatureDraft.unreadable("expected XML as when it was judged, found trouble: " + e.getMessage(), e);
        } catch (IOException e) {
            throw SignatureDraft.unreadable(
                    "expected to read the source and to write beside the target, found an error of the disk; check space and"
                            + " rights",
                    e);
        }
    }

    private void raise(
            Element element, String has, DetachedContents contents, XadesLevel level, CoveredSignatures covered)
            throws SignatureFailure, XmlReadException {
        if (!has.startsWith("XAdES-BASELINE-")) {
            throw refused("signatures with XAdES properties, found one of the form " + has + "; have it signed again");
        }
        boolean stamped = !has.endsWith("-B");
        boolean proven = has.endsWith("-LT") || has.endsWith("-LTA");
        if (covered.contains(element)) {
            // A timestamp over the later signature covers this one too, but its evidence cannot be added any more.
            boolean enough = level == XadesLevel.B_T ? stamped : proven;
            if (!enough) {
                throw refused("a signature that no later one covers, found one at " + has
                        + "; extend it before the next one signs");
            }
            return;
        }
        UnsignedProperties unsigned = new UnsignedProperties(element, SignatureDraft.newMark());
        XmlSignature signature = XmlSignature.of(element);
        if (!stamped) {
            byte[] value = Canonical.EXCLUSIVE.of(signature.valueElement());
            unsigned.signatureTimestamp(authority.token(DigestAlgorithm.SHA256.of(value)));
        }
        if (level.compareTo(XadesLevel.B_LT) >= 0 && !proven) {
            List<X509Certificate> chain = signer(signature, element);
            unsigned.signerMaterial(
                    evidence.gather(chain.get(0), chain.subList(1, chain.size()), Purpose.DOCUMENT_SIGNING));
            for (byte[] token : tokens(unsigned, XmlNames.XADES, "SignatureTimeStamp")) {
                unsigned.timestampMaterial(TokenReader.read(token).material(evidence));
            }
        }
        if (level == XadesLevel.B_LTA) {
            List<byte[]> archives = tokens(unsigned, XmlNames.XADES141, "ArchiveTimeStamp");
            if (!archives.isEmpty()) {
                byte[] newest = archives.get(archives.size() - 1);
                unsigned.timestampMaterial(TokenReader.read(newest)
                        .material(evidence)
                        // The next one's authority may be another; after it nothing is added before its own renewal.
                        .and(authority.current().material()));
            } else if (proven) {
                unsigned.timestampMaterial(authority.current().material());
            }
            unsigned.archiveTimestamp(authority.token(XmlSigner.archived(element, contents, unsigned.all())));
        }
    }

    /** The certificate whose key made the value, then the others in KeyInfo. */
    private static List<X509Certificate> signer(XmlSignature signature, Element element)
            throws XmlReadException, SignatureFailure {
        return SignerChain.of(signature)
                .orElseThrow(() -> refused("the signer's certificate in KeyInfo, found none that fits the value of "
                        + XmlSignature.shown(element.getAttributeNS(null, "Id"))));
    }

    private static List<byte[]> tokens(UnsignedProperties unsigned, String namespace, String name)
            throws XmlReadException {
        List<byte[]> found = new ArrayList<>();
        for (Element property : unsigned.all()) {
            if (XmlNames.is(property, namespace, name)) {
                for (Element token : XmlNames.children(property, XmlNames.XADES, "EncapsulatedTimeStamp")) {
                    found.add(Base64Text.decode(XmlNames.text(token)));
                }
            }
        }
        return found;
    }

    private ExtendedXml publish(Document document, DetachedContents contents, Path target)
            throws IOException, SignatureFailure, XmlReadException {
        byte[] bytes = Canonical.INCLUSIVE_WITH_COMMENTS.of(document);
        Path draft = Drafts.beside(target);
        try {
            Files.write(draft, bytes);
            passed.of(draft, contents);
        } finally {
            Drafts.delete(draft);
        }
        Instant until = authority.current().signer().getNotAfter().toInstant();
        WholeFile.write(target, out -> out.write(bytes));
        return new ExtendedXml(
                target,
                services.clock().instant(),
                until,
                HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(bytes)),
                bytes.length);
    }

    private static SignatureFailure refused(String expected) {
        return new SignatureFailure(SignatureFailure.Reason.NOT_EXTENDABLE, "expected " + expected);
    }
}
