package vn.khue.signature.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import vn.khue.signature.SignatureFailure;

/**
 * What was filled into the form of a page. The text of a page ("Bản chữ") has only what the page itself draws; fields are drawn
 * over it, so without this list whoever reads the text would sign values that they never met. Starts from the widgets on the
 * page, not from the form's list of fields: a viewer shows a widget also where that list forgets it. Bounded in time and number.
 * Thread-safe.
 */
public final class FilledFields {

    /** Fields that one page may have; see {@link #on}. */
    public static final int MOST = 1_000;

    private final RenderLimits limits;

    /** With {@link RenderLimits#standard()}. */
    public FilledFields() {
        this(RenderLimits.standard());
    }

    /** With other limits; the number at a time is the caller's to hold. */
    public FilledFields(RenderLimits limits) {
        this.limits = limits;
    }

    /**
     * @param pdf a file that the intake accepted
     * @param page 1 for the first
     * @return filled fields from top to bottom and left to right; empty fields are left out
     * @throws SignatureFailure BAD_PLACE, PREVIEW_LIMIT (too slow, or more than {@link #MOST}), UNREADABLE_PDF
     */
    public List<FilledField> on(Path pdf, int page) throws SignatureFailure {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            if (page < 1 || page > document.getNumberOfPages()) {
                throw new SignatureFailure(
                        SignatureFailure.Reason.BAD_PLACE,
                        "expected a page from 1 to " + document.getNumberOfPages() + ", found " + page
                                + "; choose another");
            }
            return read(document, page);
        } catch (Deadline.Exceeded e) {
            throw tooMuch(e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.UNREADABLE_PDF,
                    "expected a form that can be read, found one that cannot; export the document again",
                    e);
        }
    }

    private List<FilledField> read(PDDocument document, int number) throws IOException, SignatureFailure {
        PDPage page = document.getPage(number - 1);
        List<PDAnnotationWidget> widgets = widgets(page);
        if (widgets.isEmpty()) {
            return List.of();
        }
        List<String> shown = new WidgetText(widgets, new Deadline(limits.time())).of(document, number);
        List<FilledField> fields = new ArrayList<>();
        for (int i = 0; i < widgets.size(); i++) {
            field(widgets.get(i), shown.get(i), page.getCropBox()).ifPresent(fields::add);
        }
        return List.copyOf(fields);
    }

    private static List<PDAnnotationWidget> widgets(PDPage page) throws IOException, SignatureFailure {
        List<PDAnnotationWidget> widgets = new ArrayList<>();
        for (PDAnnotation each : page.getAnnotations()) {
            if (each instanceof PDAnnotationWidget widget) {
                widgets.add(widget);
            }
        }
        if (widgets.size() > MOST) {
            throw tooMuch("expected at most " + MOST + " form fields on a page, found " + widgets.size());
        }
        widgets.sort(Comparator.comparingDouble((PDAnnotationWidget each) -> -top(each))
                .thenComparingDouble(FilledFields::left));
        return widgets;
    }

    private static double top(PDAnnotationWidget widget) {
        return widget.getRectangle() == null
                ? 0
                : Math.round(widget.getRectangle().getUpperRightY());
    }

    private static double left(PDAnnotationWidget widget) {
        return widget.getRectangle() == null ? 0 : widget.getRectangle().getLowerLeftX();
    }

    private static Optional<FilledField> field(PDAnnotationWidget widget, String shown, PDRectangle crop) {
        FieldDictionary field = new FieldDictionary(widget.getCOSObject());
        Optional<FilledField.Kind> kind = field.kind();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        String value = field.value(kind.get());
        boolean ticked = kind.get() == FilledField.Kind.TICKED;
        Optional<String> other = ticked || shown.isBlank() || letters(shown).equals(letters(value))
                ? Optional.empty()
                : Optional.of(shown);
        if (value.isBlank() && other.isEmpty() && !field.signed()) {
            return Optional.empty();
        }
        return Optional.of(
                new FilledField(field.name(), kind.get(), value, other, hidden(widget, crop), field.readOnly()));
    }

    /** Lines and blanks fall differently in a stored value and in its picture. */
    private static String letters(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static boolean hidden(PDAnnotationWidget widget, PDRectangle crop) {
        PDRectangle place = widget.getRectangle();
        return widget.isHidden()
                || widget.isNoView()
                || place == null
                || place.getWidth() < 1
                || place.getHeight() < 1
                || place.getUpperRightX() <= crop.getLowerLeftX()
                || place.getLowerLeftX() >= crop.getUpperRightX()
                || place.getUpperRightY() <= crop.getLowerLeftY()
                || place.getLowerLeftY() >= crop.getUpperRightY();
    }

    private static SignatureFailure tooMuch(String message) {
        return new SignatureFailure(
                SignatureFailure.Reason.PREVIEW_LIMIT, message + "; open the file in a PDF reader instead");
    }
}
