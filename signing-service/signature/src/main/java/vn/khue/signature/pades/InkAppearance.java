package vn.khue.signature.pades;

import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfPage;
import com.itextpdf.kernel.pdf.PdfStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.InkImage;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.PageFrame;
import vn.khue.signature.appearance.VisibleSignature;

/** Draws the picture of a signature or seal on its widget, upright and at its size, however the page is turned. */
final class InkAppearance {

    private final PdfDocument document;
    private final PageFrame frame;

    InkAppearance(PdfDocument document, PdfPage page) {
        this.document = document;
        Rectangle crop = page.getCropBox();
        PdfNumber unit = page.getPdfObject().getAsNumber(new PdfName("UserUnit"));
        this.frame = new PageFrame(
                crop.getLeft(),
                crop.getBottom(),
                crop.getWidth(),
                crop.getHeight(),
                Math.floorMod(page.getRotation(), 360),
                unit == null ? 1 : unit.doubleValue());
    }

    void putOn(PdfDictionary widget, VisibleSignature visible) throws SignatureFailure {
        PageBox box = visible.box();
        if (box.x() < 0 || box.y() < 0 || box.right() > frame.width() + 0.01 || box.top() > frame.height() + 0.01) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.BAD_PLACE,
                    String.format(
                            Locale.ROOT,
                            "expected a box within the page of %.0f x %.0f points, found %.0f,%.0f to %.0f,%.0f; choose again",
                            frame.width(),
                            frame.height(),
                            box.x(),
                            box.y(),
                            box.right(),
                            box.top()));
        }
        double[] rectangle = frame.rectangle(box);
        widget.put(PdfName.Rect, new PdfArray(rectangle));
        PdfDictionary appearances = new PdfDictionary();
        appearances.put(PdfName.N, form(visible, box.width() / frame.userUnit(), box.height() / frame.userUnit()));
        widget.put(PdfName.AP, appearances);
    }

    private PdfStream form(VisibleSignature visible, double width, double height) {
        InkImage ink = visible.ink();
        double scale = Math.min(width / ink.width(), height / ink.height());
        double drawnWidth = ink.width() * scale;
        double drawnHeight = ink.height() * scale;
        String content = String.format(
                Locale.ROOT,
                "q %.4f 0 0 %.4f %.4f %.4f cm /Ink Do Q",
                drawnWidth,
                drawnHeight,
                (width - drawnWidth) / 2,
                (height - drawnHeight) / 2);
        PdfStream form = new PdfStream(content.getBytes(StandardCharsets.US_ASCII));
        form.put(PdfName.Type, PdfName.XObject);
        form.put(PdfName.Subtype, PdfName.Form);
        form.put(PdfName.BBox, new PdfArray(new double[] {0, 0, width, height}));
        form.put(PdfName.Matrix, new PdfArray(frame.uprightMatrix()));
        PdfDictionary images = new PdfDictionary();
        images.put(new PdfName("Ink"), image(ink));
        PdfDictionary resources = new PdfDictionary();
        resources.put(PdfName.XObject, images);
        form.put(PdfName.Resources, resources);
        form.makeIndirect(document);
        return form;
    }

    private PdfStream image(InkImage ink) {
        PdfStream mask = raster(ink, ink.alpha(), PdfName.DeviceGray);
        PdfStream image = raster(ink, ink.rgb(), PdfName.DeviceRGB);
        image.put(PdfName.SMask, mask);
        return image;
    }

    private PdfStream raster(InkImage ink, byte[] packed, PdfName space) {
        PdfStream raster = new PdfStream(packed, 0);
        raster.put(PdfName.Type, PdfName.XObject);
        raster.put(PdfName.Subtype, PdfName.Image);
        raster.put(PdfName.Width, new PdfNumber(ink.width()));
        raster.put(PdfName.Height, new PdfNumber(ink.height()));
        raster.put(PdfName.ColorSpace, space);
        raster.put(PdfName.BitsPerComponent, new PdfNumber(8));
        raster.put(PdfName.Filter, PdfName.FlateDecode);
        raster.makeIndirect(document);
        return raster;
    }
}
