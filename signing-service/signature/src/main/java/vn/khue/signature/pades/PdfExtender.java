package vn.khue.signature.pades;

import com.itextpdf.io.source.RandomAccessSourceFactory;
import com.itextpdf.kernel.exceptions.PdfException;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.ReaderProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.draft.Drafts;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.xml.DetachedContents;

/**
 * Raises signed PDF files to a higher level (ETSI EN 319 142-1, clause 6) and renews what would become unprovable: every step is a
 * revision of its own behind what is there, so nobody has to sign again. Only a file of which every signature passes is extended;
 * evidence cannot make a bad signature good. Thread-safe.
 */
public final class PdfExtender {
    private final SigningServices services;
    private final Evidence evidence;
    private final TimestampAuthorityProfile authority;
    private final PassedSignatures passed;

    /**
     * @param services timestamps, revocation data, trust and clock
     * @param algorithms that signatures to be extended may use
     */
    public PdfExtender(SigningServices services, AlgorithmPolicy algorithms) {
        this.services = services;
        this.evidence = new Evidence(services);
        this.authority = new TimestampAuthorityProfile(services, evidence);
        this.passed = new PassedSignatures(services, algorithms);
    }

    /**
     * Extends to at least a level. A file that has the level already is given a fresh document timestamp where B_LTA is asked for,
     * with the evidence for the one before it: that is its renewal; otherwise it is copied as it is.
     *
     * @param source left as it is
     * @param target written at once and whole; does not exist where this throws
     * @param level B_T, B_LT or B_LTA
     * @throws SignatureFailure NOT_EXTENDABLE where a signature does not pass, UNREADABLE_PDF, TIMESTAMP_UNAVAILABLE,
     *     REVOCATION_UNAVAILABLE, CERTIFICATE_NOT_USABLE where evidence is missing that can no longer be had
     */
    public ExtendedDocument extend(Path source, Path target, PadesLevel level) throws SignatureFailure {
        return extend(source, target, level, DigestAlgorithm.SHA256);
    }

    /**
     * The same, with new document timestamps over another hash.
     *
     * @param digest that the timestamp authority takes
     */
    public ExtendedDocument extend(Path source, Path target, PadesLevel level, DigestAlgorithm digest)
            throws SignatureFailure {
        if (level == PadesLevel.B_B) {
            throw new IllegalArgumentException("a level above B_B expected; a signature cannot be less than that");
        }
        List<Path> drafts = new ArrayList<>();
        try {
            List<SignatureReport> signatures = passed.of(source, DetachedContents.none());
            Path now = source;
            if (signatures.stream().anyMatch(each -> basic(each))) {
                // The first proof of when a signature existed that had none; it belongs under the evidence, not over
                // it.
                now = stamped(now, target, digest, ValidationMaterial.none(), drafts);
            }
            boolean proven = signatures.stream()
                    .allMatch(each -> each.kind() == SignatureKind.DOCUMENT_TIMESTAMP || longTerm(each));
            if (level == PadesLevel.B_LTA || (level == PadesLevel.B_LT && !proven)) {
                now = withEvidence(now, target, signatures, drafts);
            }
            if (level == PadesLevel.B_LTA) {
                now = stamped(now, target, digest, authority.current().material(), drafts);
            }
            return publish(now, target, drafts);
        } catch (IOException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.UNREADABLE_PDF,
                    "expected to read the source and to write beside the target, found an error of the disk; check space and"
                            + " rights",
                    e);
        } finally {
            drafts.forEach(Drafts::delete);
        }
    }

    private static boolean basic(SignatureReport signature) {
        return signature.kind() != SignatureKind.DOCUMENT_TIMESTAMP
                && signature.level().endsWith("-B");
    }

    /** Evidence for every signature and timestamp that has none in the file yet. */
    private Path withEvidence(Path source, Path target, List<SignatureReport> signatures, List<Path> drafts)
            throws SignatureFailure, IOException {
        ValidationMaterial material = ValidationMaterial.none();
        for (SignedValue value : values(source)) {
            Optional<SignatureReport> report = signatures.stream()
                    .filter(each -> each.id().equals(value.field()))
                    .findFirst();
            if (report.map(PdfExtender::longTerm).orElse(false)) {
                continue;
            }
            material = material.and(value.material(evidence));
        }
        if (material.isEmpty()) {
            return source;
        }
        Path more = Drafts.beside(target, drafts);
        RevisionWriter.addMaterial(source, more, material);
        return more;
    }

    private static boolean longTerm(SignatureReport signature) {
        return signature.level().endsWith("-LT") || signature.level().endsWith("-LTA");
    }

    private static List<SignedValue> values(Path source) throws SignatureFailure, IOException {
        List<SignedValue> found = new ArrayList<>();
        try (PdfReader reader = new PdfReader(
                        new RandomAccessSourceFactory().createSource(Files.readAllBytes(source)),
                        new ReaderProperties());
                PdfDocument document = new PdfDocument(reader)) {
            PdfDictionary form = document.getCatalog().getPdfObject().getAsDictionary(PdfName.AcroForm);
            collect(form.getAsArray(PdfName.Fields), "", found);
        } catch (PdfException | com.itextpdf.io.exceptions.IOException e) {
            throw Itext.unreadable(e);
        }
        return found;
    }

    /** Validation has bounded how deep fields lie and found no loop among them. */
    private static void collect(PdfArray fields, String parent, List<SignedValue> found) throws SignatureFailure {
        for (int i = 0; fields != null && i < fields.size(); i++) {
            PdfDictionary field = fields.getAsDictionary(i);
            PdfString own = field.getAsString(PdfName.T);
            String name = own == null
                    ? parent
                    : parent.isEmpty() ? own.toUnicodeString() : parent + "." + own.toUnicodeString();
            PdfDictionary value = field.getAsDictionary(PdfName.V);
            if (PdfName.Sig.equals(field.getAsName(PdfName.FT)) && value != null) {
                boolean stamp = new PdfName("ETSI.RFC3161").equals(value.getAsName(PdfName.SubFilter));
                found.add(SignedValue.read(
                        name, stamp, value.getAsString(PdfName.Contents).getValueBytes()));
            }
            collect(field.getAsArray(PdfName.Kids), name, found);
        }
    }

    private Path stamped(
            Path source, Path target, DigestAlgorithm digest, ValidationMaterial material, List<Path> drafts)
            throws SignatureFailure, IOException {
        Path stamped = Drafts.beside(target, drafts);
        DocumentTimestamp.add(source, stamped, authority, digest, material);
        return stamped;
    }

    private ExtendedDocument publish(Path made, Path target, List<Path> drafts) throws SignatureFailure, IOException {
        Path whole = made;
        if (!drafts.contains(made)) {
            whole = Drafts.beside(target, drafts);
            Files.copy(made, whole, StandardCopyOption.REPLACE_EXISTING);
        }
        byte[] bytes = Files.readAllBytes(whole);
        Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Instant now = services.clock().instant();
        return new ExtendedDocument(
                target,
                now,
                authority.current().signer().getNotAfter().toInstant(),
                HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(bytes)),
                bytes.length);
    }
}
