package vn.khue.signature.preview;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * What the appearances of widgets say. A widget's picture is stored apart from its value, and nothing in PDF keeps the two the
 * same. For one page; not thread-safe.
 */
final class WidgetText extends PDFTextStripper {

    private static final int LONGEST = 20_000;

    private final List<PDAnnotationWidget> widgets;
    private final Deadline deadline;
    private final List<String> shown = new ArrayList<>();
    private StringBuilder inWidget;

    WidgetText(List<PDAnnotationWidget> widgets, Deadline deadline) {
        this.widgets = widgets;
        this.deadline = deadline;
    }

    /** One text for each widget, in their order, NFC; empty where it shows none. */
    List<String> of(PDDocument document, int page) throws IOException {
        PDPage one = document.getPage(page - 1);
        if (!one.hasContents()) {
            // The stripper passes over a page that draws nothing by itself, and with it over its fields.
            one.setContents(new PDStream(document, new ByteArrayInputStream(new byte[] {'q', ' ', 'Q'})));
        }
        setStartPage(page);
        setEndPage(page);
        writeText(document, Writer.nullWriter());
        return shown;
    }

    /** The page's own content is done here, and its coordinates still hold. */
    @Override
    protected void writePage() throws IOException {
        for (PDAnnotationWidget widget : widgets) {
            inWidget = new StringBuilder();
            showAnnotation(widget);
            shown.add(Normalizer.normalize(inWidget.toString(), Normalizer.Form.NFC));
        }
        inWidget = null;
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if (inWidget != null && inWidget.length() < LONGEST) {
            inWidget.append(text.getUnicode());
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        deadline.check();
        super.processOperator(operator, operands);
    }

    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e) throws IOException {
        if (e instanceof Deadline.Exceeded) {
            throw e;
        }
        super.operatorException(operator, operands, e);
    }
}
