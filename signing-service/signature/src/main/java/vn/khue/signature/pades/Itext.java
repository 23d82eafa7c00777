package vn.khue.signature.pades;

import com.itextpdf.commons.actions.EventManager;
import com.itextpdf.io.source.RandomAccessSourceFactory;
import com.itextpdf.kernel.exceptions.PdfException;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.kernel.pdf.PdfVersion;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.ReaderProperties;
import com.itextpdf.kernel.pdf.StampingProperties;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.khue.signature.SignatureFailure;

/** Opens a document so that whatever is done to it is appended and nothing before it is touched. */
final class Itext {

    static {
        // Khuê is under the AGPL itself and says so; the notice on standard output would repeat it in every log.
        EventManager.acknowledgeAgplUsageDisableWarningMessage();
    }

    private Itext() {}

    static PdfDocument append(Path source, Path target) throws SignatureFailure, IOException {
        byte[] bytes = Files.readAllBytes(source);
        PdfReader reader = null;
        try {
            reader = new PdfReader(new RandomAccessSourceFactory().createSource(bytes), new ReaderProperties());
            PdfWriter writer = new PdfWriter(new BufferedOutputStream(Files.newOutputStream(target), 1 << 16));
            PdfDocument document = new Untouched(reader, writer);
            if (reader.hasRebuiltXref() || reader.hasFixedXref()) {
                throw new SignatureFailure(
                        SignatureFailure.Reason.UNREADABLE_PDF,
                        "expected a file that can be read without repair, found a damaged cross-reference; export it again");
            }
            return document;
        } catch (PdfException | com.itextpdf.io.exceptions.IOException e) {
            if (reader != null) {
                reader.close();
            }
            throw unreadable(e);
        }
    }

    /**
     * On closing iText would write the metadata stream anew and drop entries of the information dictionary that PDF 2.0
     * deprecates. Later readers would have to take both for changes of the signed document.
     */
    private static final class Untouched extends PdfDocument {
        Untouched(PdfReader reader, PdfWriter writer) {
            super(reader, writer, new StampingProperties().useAppendMode());
        }

        @Override
        protected void updateXmpMetadata() {
            // Left as it is: the information dictionary says who wrote the revision.
        }

        @Override
        public byte[] getXmpMetadataBytes() {
            return isClosing() ? null : super.getXmpMetadataBytes();
        }

        @Override
        public void close() {
            if (!isClosed() && pdfVersion.compareTo(PdfVersion.PDF_2_0) >= 0) {
                pdfVersion = PdfVersion.PDF_1_7;
            }
            super.close();
        }
    }

    static SignatureFailure unreadable(RuntimeException e) {
        return new SignatureFailure(
                SignatureFailure.Reason.UNREADABLE_PDF,
                "expected a PDF that can be extended, found one that cannot: ask the intake which rule it breaks",
                e);
    }
}
