package vn.khue.signature.preview;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.rendering.ImageType;
import vn.khue.signature.SignatureFailure;

/**
 * What single widgets of a file show: the words of one, and its page without it and with it. Bounded in pixels and time. Not
 * thread-safe.
 */
public final class DrawnWidgets implements AutoCloseable {

    /** Twice as fine as a point where the page is not too large; coarser than {@link #LEAST_SCALE} nothing can be told. */
    private static final double BEST_SCALE = 2;

    private static final double LEAST_SCALE = 0.7;

    private final PDDocument document;
    private final long maxPixels;
    private Map<Long, Integer> pages;

    private DrawnWidgets(PDDocument document, long maxPixels) {
        this.document = document;
        this.maxPixels = maxPixels;
    }

    /**
     * A page drawn twice, without the widgets of signatures and with one of them; both pictures have one size.
     *
     * @param without sRGB, white paper
     * @param with the same page and the one widget
     * @param scale pixels in a unit of user space
     * @param share of the page that the widget's rectangle takes, 0 to 1 or more
     * @param area of the rectangle, square units of user space
     */
    public record Drawn(BufferedImage without, BufferedImage with, double scale, double share, double area) {}

    /**
     * @param pdf a file; must not be changed while this object is used
     * @param maxPixels of one picture
     * @throws SignatureFailure UNREADABLE_PDF
     */
    public static DrawnWidgets of(byte[] pdf, long maxPixels) throws SignatureFailure {
        try {
            return new DrawnWidgets(Loader.loadPDF(pdf), maxPixels);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw unreadable(e);
        }
    }

    /**
     * @param widget object number of a widget on a page
     * @param time for it
     * @return the words its appearance shows, NFC
     * @throws SignatureFailure BAD_PLACE where no page has it; PREVIEW_LIMIT, UNREADABLE_PDF
     */
    public String text(int widget, Duration time) throws SignatureFailure {
        int page = page(widget);
        try {
            List<PDAnnotationWidget> one = document.getPage(page).getAnnotations(each -> is(each, widget)).stream()
                    .filter(PDAnnotationWidget.class::isInstance)
                    .map(PDAnnotationWidget.class::cast)
                    .toList();
            List<String> shown = new WidgetText(one, new Deadline(time)).of(document, page + 1);
            return String.join("", shown);
        } catch (Deadline.Exceeded e) {
            throw tooMuch(e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw unreadable(e);
        }
    }

    /**
     * @param widget object number of a signature's widget on a page
     * @param time for both pictures
     * @throws SignatureFailure BAD_PLACE where no page has it; PREVIEW_LIMIT, UNREADABLE_PDF
     */
    public Drawn draw(int widget, Duration time) throws SignatureFailure {
        int number = page(widget);
        PDPage page = document.getPage(number);
        PDRectangle crop = page.getCropBox();
        double size = (double) crop.getWidth() * crop.getHeight();
        double scale = Math.min(BEST_SCALE, Math.sqrt(maxPixels / size));
        if (!(scale >= LEAST_SCALE)) {
            throw tooMuch(
                    "expected a page that can be drawn at " + LEAST_SCALE + " pixels a point, found a larger one");
        }
        try {
            Deadline deadline = new Deadline(time);
            BufferedImage without = draw(number, scale, deadline, -1);
            BufferedImage with = draw(number, scale, deadline, widget);
            PDRectangle place =
                    page.getAnnotations(each -> is(each, widget)).get(0).getRectangle();
            double area = place == null ? 0 : (double) place.getWidth() * place.getHeight();
            return new Drawn(without, with, scale, Math.abs(area) / size, Math.abs(area));
        } catch (Deadline.Exceeded e) {
            throw tooMuch(e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw unreadable(e);
        }
    }

    private BufferedImage draw(int page, double scale, Deadline deadline, int widget) throws IOException {
        BoundedRenderer renderer = new BoundedRenderer(document, deadline);
        renderer.setAnnotationsFilter(each -> is(each, widget) || !isSignature(each));
        return renderer.renderImage(page, (float) scale, ImageType.RGB);
    }

    private static boolean is(PDAnnotation annotation, int widget) {
        COSObjectKey key = annotation.getCOSObject().getKey();
        return key != null && key.getNumber() == widget;
    }

    private static boolean isSignature(PDAnnotation annotation) {
        return annotation instanceof PDAnnotationWidget
                && new FieldDictionary(annotation.getCOSObject())
                        .kind()
                        .filter(kind -> kind == FilledField.Kind.SIGNATURE)
                        .isPresent();
    }

    private int page(int widget) throws SignatureFailure {
        try {
            if (pages == null) {
                pages = places(document);
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(e);
        }
        Integer page = pages.get((long) widget);
        if (page == null) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.BAD_PLACE,
                    "expected widget " + widget + " on a page, found it on none; ask for another");
        }
        return page;
    }

    private static Map<Long, Integer> places(PDDocument document) {
        Map<Long, Integer> places = new HashMap<>();
        int number = 0;
        for (PDPage page : document.getPages()) {
            COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
            for (int i = 0; annotations != null && i < annotations.size(); i++) {
                if (annotations.get(i) instanceof COSObject object && object.getKey() != null) {
                    places.putIfAbsent(object.getKey().getNumber(), number);
                }
            }
            number++;
        }
        return places;
    }

    private static SignatureFailure tooMuch(String message) {
        return new SignatureFailure(
                SignatureFailure.Reason.PREVIEW_LIMIT, message + "; open the file in a PDF reader instead");
    }

    private static SignatureFailure unreadable(Throwable cause) {
        return new SignatureFailure(
                SignatureFailure.Reason.UNREADABLE_PDF,
                "expected a page that can be drawn, found one that cannot; export the document again",
                cause);
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            System.getLogger(DrawnWidgets.class.getName())
                    .log(System.Logger.Level.DEBUG, "a document in memory did not close", e);
        }
    }
}
