package vn.khue.signature.validation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;

/**
 * Reads the file again with PDFBox, which shares no code with our reader and repairs where ours refuses, and compares what
 * both see: the pages and the signatures.
 */
final class SecondReader {

    private SecondReader() {}

    static Optional<Finding> disagreement(byte[] bytes, PdfFile first, List<PdfSignatureFacts> signatures) {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            List<Long> ours = new ArrayList<>();
            for (Pages.Page page : Pages.of(first)) {
                ours.add((long) page.object());
            }
            List<Long> theirs = new ArrayList<>();
            for (PDPage page : document.getPages()) {
                COSObjectKey key = page.getCOSObject().getKey();
                theirs.add(key == null ? -1 : key.getNumber());
                if (theirs.size() > ours.size()) {
                    break;
                }
            }
            if (!ours.equals(theirs)) {
                return Optional.of(finding("expected the same pages from both readers, found " + ours.size() + " and "
                        + theirs.size() + " or others"));
            }
            int count = 0;
            for (PDSignature ignored : document.getSignatureDictionaries()) {
                count++;
            }
            long inForm = signatures.stream().filter(PdfSignatureFacts::inForm).count();
            return count == inForm
                    ? Optional.empty()
                    : Optional.of(finding(
                            "expected the same signatures from both readers, found " + inForm + " and " + count));
        } catch (IOException | PdfReadException | RuntimeException | StackOverflowError e) {
            // PDFBox answers hostile files with many kinds of exception: all mean that it could not read this one.
            return Optional.of(new Finding(
                    Check.SECOND_READER,
                    false,
                    SubIndication.READERS_DISAGREE,
                    "expected a file that two readers can read, found that one cannot"));
        }
    }

    private static Finding finding(String detail) {
        return new Finding(Check.SECOND_READER, true, SubIndication.READERS_DISAGREE, detail);
    }
}
