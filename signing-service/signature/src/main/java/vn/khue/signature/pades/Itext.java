package vn.khue.signature.pades;

import com.itextpdf.commons.actions.EventManager;
import com.itextpdf.io.source.RandomAccessSourceFactory;
import com.itextpdf.kernel.exceptions.PdfException;
import com.itextpdf.kernel.pdf.PdfAConformance;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfDocumentInfo;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.kernel.pdf.PdfVersion;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.ReaderProperties;
import com.itextpdf.kernel.pdf.StampingProperties;
import com.itextpdf.kernel.xmp.XMPException;
import com.itextpdf.kernel.xmp.XMPMeta;
import com.itextpdf.kernel.xmp.XMPMetaFactory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import vn.khue.signature.SignatureFailure;

/** Opens a document so that whatever is done to it is appended and nothing before it is touched. */
final class Itext {

    static {
        // Khuê is under the AGPL itself and says so; the notice on standard output would repeat it in every log.
        EventManager.acknowledgeAgplUsageDisableWarningMessage();
    }

    private Itext() {}

    /** The document with what is done to it, in a file of its own. */
    static PdfDocument append(Path source, Path target) throws SignatureFailure, IOException {
        return append(Files.readAllBytes(source), Files.newOutputStream(target));
    }

    /** The same at the end of the file itself; one that fails half-way leaves half a revision behind the document. */
    static PdfDocument appendInPlace(Path file) throws SignatureFailure, IOException {
        byte[] bytes = Files.readAllBytes(file);
        return append(
                bytes, new TailOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND), bytes.length));
    }

    private static PdfDocument append(byte[] bytes, OutputStream target) throws SignatureFailure, IOException {
        PdfReader reader = null;
        try {
            reader = new PdfReader(new RandomAccessSourceFactory().createSource(bytes), new ReaderProperties());
            PdfWriter writer = new PdfWriter(new BufferedOutputStream(target, 1 << 16));
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
     * On closing iText would write the metadata stream anew, copy its values into the information dictionary, and drop entries
     * of that dictionary that PDF 2.0 deprecates. Later readers would have to take all three for changes of the signed document.
     */
    private static final class Untouched extends PdfDocument {
        // Both are used while the constructor of PdfDocument runs, so they have no initial value.
        private boolean readingInformation;
        private PdfDictionary newInformation;

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
        public PdfDocumentInfo getDocumentInfo() {
            boolean has = newInformation != null || getTrailer().containsKey(PdfName.Info);
            if (!has) {
                newInformation = new PdfDictionary();
                getTrailer().put(PdfName.Info, newInformation);
            }
            readingInformation = true;
            try {
                return super.getDocumentInfo();
            } finally {
                readingInformation = false;
                if (!has) {
                    getTrailer().remove(PdfName.Info);
                }
            }
        }

        @Override
        public XMPMeta getXmpMetadata() throws XMPException {
            return readingInformation ? XMPMetaFactory.create() : super.getXmpMetadata();
        }

        @Override
        public void close() {
            if (!isClosed()) {
                if (pdfVersion.compareTo(PdfVersion.PDF_2_0) >= 0) {
                    pdfVersion = PdfVersion.PDF_1_7;
                }
                if (newInformation != null && mayNotHaveInformation()) {
                    // iText would write it and let no trailer refer to it.
                    newInformation.getIndirectReference().setFree();
                }
            }
            super.close();
        }

        /** ISO 19005-4, 6.1.3: no /Info in the trailer unless the catalog has /PieceInfo. */
        private boolean mayNotHaveInformation() {
            PdfAConformance conformance = getConformance().getAConformance();
            return conformance != null
                    && "4".equals(conformance.getPart())
                    && !getCatalog().getPdfObject().containsKey(PdfName.PieceInfo);
        }
    }

    static SignatureFailure unreadable(RuntimeException e) {
        return new SignatureFailure(
                SignatureFailure.Reason.UNREADABLE_PDF,
                "expected a PDF that can be extended, found one that cannot: ask the intake which rule it breaks",
                e);
    }
}
