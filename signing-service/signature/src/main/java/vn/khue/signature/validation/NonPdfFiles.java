package vn.khue.signature.validation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.asic.AsicReadException;
import vn.khue.signature.asic.ZipArchive;
import vn.khue.signature.asic.ZipLimits;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;
import vn.khue.signature.xml.DetachedContents;

/** Judges signed files that are no PDF, each kind by its own judge. */
record NonPdfFiles(AlgorithmPolicy policy, ValidationContext context, ReadBudget budget) {

    /** A file as it was read. */
    record Read(String name, String sha256, byte[] bytes) {}

    /**
     * @param contents asked for the file that a detached signature signs
     * @return empty for a PDF, and for what is of no kind known here
     * @throws IOException where the content cannot be read
     */
    Optional<ValidationReport> judge(Read file, DetachedContents contents) throws IOException {
        return switch (FileFormat.of(file.bytes())) {
            case CMS -> Optional.of(cms(file, ContentBeside.of(file.name(), contents)));
            case ZIP -> zip(file);
            case PDF, UNKNOWN -> Optional.empty();
        };
    }

    private ValidationReport cms(Read file, ContentBeside content) throws IOException {
        boolean present = content.present();
        if (present && content.tooLarge()) {
            return unread(
                    file,
                    FileFormat.CMS,
                    new Finding(
                            Check.STRUCTURE,
                            false,
                            SubIndication.LIMIT_EXCEEDED,
                            "expected a smaller signed file beside the signature, found one over the limit"));
        }
        try {
            List<SignatureReport> reports = new CmsFileJudge(policy, context, budget)
                    .judge(file.bytes(), present ? Optional.of(content) : Optional.empty());
            return Conclusion.of(file.name(), FileFormat.CMS.shown(), file.sha256(), context, List.of(), reports);
        } catch (CmsSignature.Malformed e) {
            Finding finding = new Finding(Check.CMS, true, SubIndication.FORMAT_FAILURE, e.getMessage());
            return unread(file, FileFormat.CMS, finding);
        } catch (PdfReadException e) {
            return unread(file, FileFormat.CMS, late(e));
        }
    }

    private Optional<ValidationReport> zip(Read file) throws IOException {
        try {
            ZipArchive archive = ZipArchive.read(file.bytes(), ZipLimits.standard());
            if (!AsicJudge.isContainer(archive)) {
                return Optional.empty();
            }
            AsicJudge.Result result = new AsicJudge(archive, policy, context, budget).judge();
            return Optional.of(Conclusion.of(
                    file.name(), FileFormat.ZIP.shown(), file.sha256(), context, result.findings(), result.reports()));
        } catch (AsicReadException e) {
            return unreadable(file, e);
        } catch (PdfReadException e) {
            return Optional.of(unread(file, FileFormat.ZIP, late(e)));
        }
    }

    private static Finding late(PdfReadException e) {
        return new Finding(Check.STRUCTURE, false, SubIndication.OUT_OF_TIME, e.getMessage());
    }

    /**
     * A container that carries a signature of ours to judge and cannot be read without guessing was tampered with, or is as good as that.
     * Another container is left open, another ZIP is a file like any other.
     */
    private Optional<ValidationReport> unreadable(Read file, AsicReadException e) {
        String text = new String(file.bytes(), StandardCharsets.ISO_8859_1);
        boolean signed = text.contains("META-INF/")
                && (text.contains(".p7s") || text.contains("ASiCManifest") || text.contains("META-INF/signatures"));
        if (!signed && !text.contains("application/vnd.etsi.asic")) {
            return Optional.empty();
        }
        boolean limit = e.kind() == AsicReadException.Kind.LIMIT;
        return Optional.of(unread(
                file,
                FileFormat.ZIP,
                new Finding(
                        Check.STRUCTURE,
                        signed && !limit,
                        limit ? SubIndication.LIMIT_EXCEEDED : SubIndication.BROKEN_STRUCTURE,
                        e.getMessage())));
    }

    private ValidationReport unread(Read file, FileFormat format, Finding finding) {
        return Conclusion.unread(file.name(), format.shown(), file.sha256(), context, finding);
    }
}
