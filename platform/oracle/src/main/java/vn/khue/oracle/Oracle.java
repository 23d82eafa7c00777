package vn.khue.oracle;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.IPdfObjFactory;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Judges files with EU DSS and its default policy, offline, with the given anchors as the only trust. Thread-safe. */
public final class Oracle {

    private final CertificateVerifier verifier;
    private final IPdfObjFactory reader;

    /**
     * @param roots trusted certificates
     */
    public Oracle(Collection<X509Certificate> roots) {
        this(roots, new PdfBoxNativeObjectFactory());
    }

    private Oracle(Collection<X509Certificate> roots, IPdfObjFactory reader) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        roots.forEach(root -> trusted.addCertificate(new CertificateToken(root)));
        CommonCertificateVerifier offline = new CommonCertificateVerifier();
        offline.setTrustedCertSources(trusted);
        offline.setAIASource(null);
        offline.setOcspSource(null);
        offline.setCrlSource(null);
        this.verifier = offline;
        this.reader = reader;
    }

    /**
     * One that does not draw pages to compare what they look like, which only ever warns, and which does not end for some pages.
     *
     * @param roots trusted certificates
     */
    public static Oracle withoutPictures(Collection<X509Certificate> roots) {
        DefaultPdfDifferencesFinder finder = new DefaultPdfDifferencesFinder();
        finder.setMaximalPagesAmountForVisualComparison(0);
        PdfBoxNativeObjectFactory factory = new PdfBoxNativeObjectFactory();
        factory.setPdfDifferencesFinder(finder);
        return new Oracle(roots, factory);
    }

    /** Judges one file as of now. */
    public Judgement judge(Path file) {
        return judge(file, List.of());
    }

    /**
     * The same with files that were signed and lie outside of the signature.
     *
     * @param contents in any order; DSS finds them by their names
     */
    public Judgement judge(Path file, List<Path> contents) {
        DSSDocument document = new FileDocument(file.toFile());
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(document);
        if (!contents.isEmpty()) {
            List<DSSDocument> given = new ArrayList<>();
            contents.forEach(content -> given.add(new FileDocument(content.toFile())));
            validator.setDetachedContents(given);
        }
        validator.setCertificateVerifier(verifier);
        if (validator instanceof PDFDocumentValidator pdf) {
            pdf.setPdfObjFactory(reader);
        }
        Reports reports = validator.validateDocument();
        return judgement(String.valueOf(file.getFileName()), reports.getSimpleReport(), reports.getDiagnosticData());
    }

    private static Judgement judgement(String file, SimpleReport report, DiagnosticData data) {
        List<Judgement.Signature> signatures = new ArrayList<>();
        for (String id : report.getSignatureIdList()) {
            SubIndication sub = report.getSubIndication(id);
            List<String> errors = new ArrayList<>();
            report.getAdESValidationErrors(id).forEach(m -> errors.add(m.getValue()));
            signatures.add(new Judgement.Signature(
                    report.getIndication(id).name(),
                    sub == null ? "" : sub.name(),
                    String.valueOf(data.getSignatureFormat(id)).replace("_", "-"),
                    String.valueOf(report.getSignedBy(id)),
                    errors));
        }
        String worst = report.getSignatureIdList().stream()
                .map(report::getIndication)
                .max(Comparator.comparingInt(Oracle::severity))
                .map(Indication::name)
                .orElse("NO_SIGNATURE_FOUND");
        return new Judgement(file, worst, signatures);
    }

    private static int severity(Indication indication) {
        return switch (indication) {
            case TOTAL_PASSED, PASSED -> 0;
            case INDETERMINATE, NO_SIGNATURE_FOUND -> 1;
            default -> 2;
        };
    }
}
