package vn.khue.signature.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import vn.khue.pki.PkiException;
import vn.khue.pki.SigningKey;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.validation.ValidationReport;

/**
 * Gives a report as a PDF with the seal of the service that made it: an invisible PAdES baseline signature at B-LT, so that it can
 * still be judged when the key's certificate has ended. A report is worth having without it too: where the seal cannot be made the
 * file says so in words. The key signs reports alone: those that this class lays out itself, and those that another part of Khuê
 * hands in by {@link #seal(Path)}. Thread-safe.
 */
public final class ReportSealer {

    private final PdfSigner signer;
    private final Optional<SigningKey> key;
    private final Drafts drafts;

    /** Where a report lies while it is sealed. */
    @FunctionalInterface
    public interface Drafts {
        /** A new empty file; it is deleted again. */
        Path newFile() throws IOException;
    }

    /** @param key for reports alone; empty where there is none yet */
    public ReportSealer(PdfSigner signer, Optional<SigningKey> key, Drafts drafts) {
        this.signer = signer;
        this.key = key;
        this.drafts = drafts;
    }

    /**
     * The report for readers of this language.
     *
     * @throws IOException where a draft cannot be written or read
     */
    public SealedReport seal(ValidationReport report, Locale locale) throws IOException {
        ReportPdf pdf = new ReportPdf(locale);
        if (key.isEmpty()) {
            return unsealed(pdf, report, SignatureFailure.Reason.KEY_REFUSED);
        }
        Path draft = drafts.newFile();
        try {
            Path target = drafts.newFile();
            try {
                Files.write(draft, pdf.write(report, ReportPdf.Seal.SEALED));
                signer.sign(SigningRequest.invisible(draft, target, PadesLevel.B_LT), key.get());
                return new SealedReport.Sealed(Files.readAllBytes(target));
            } catch (SignatureFailure failure) {
                return switch (failure.reason()) {
                    case KEY_REFUSED, CERTIFICATE_NOT_USABLE, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE ->
                        unsealed(pdf, report, failure.reason());
                    default -> throw new IOException("a report that was laid out here can be signed", failure);
                };
            } catch (PkiException away) {
                // Whoever answers about certificates signs with the same token.
                return unsealed(pdf, report, SignatureFailure.Reason.KEY_REFUSED);
            } finally {
                Files.deleteIfExists(target);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Seals a report that another part of Khuê laid out. The answer begins with the bytes that were handed in.
     *
     * @param made looked at by {@code PdfIntake} before
     * @return empty where the key, the timestamp authority or the answer about the certificate was away
     * @throws SignatureFailure where the file cannot be signed
     * @throws IOException where a draft cannot be written or read
     */
    public Optional<byte[]> seal(Path made) throws IOException, SignatureFailure {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Path target = drafts.newFile();
        try {
            signer.sign(SigningRequest.invisible(made, target, PadesLevel.B_LT), key.get());
            return Optional.of(Files.readAllBytes(target));
        } catch (SignatureFailure failure) {
            return switch (failure.reason()) {
                case KEY_REFUSED, CERTIFICATE_NOT_USABLE, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE ->
                    Optional.empty();
                default -> throw failure;
            };
        } catch (PkiException away) {
            // Whoever answers about certificates signs with the same token.
            return Optional.empty();
        } finally {
            Files.deleteIfExists(target);
        }
    }

    private static SealedReport unsealed(ReportPdf pdf, ValidationReport report, SignatureFailure.Reason why) {
        return new SealedReport.Unsealed(pdf.write(report, ReportPdf.Seal.KEY_AWAY), why);
    }
}
