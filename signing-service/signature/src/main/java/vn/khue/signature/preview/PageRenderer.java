package vn.khue.signature.preview;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.text.PDFTextStripper;
import vn.khue.signature.SignatureFailure;

/**
 * Draws pages as pictures and gives their text ("Bản chữ"). Bounded in pixels, memory and time: a page that takes longer is
 * refused, never half drawn. Thread-safe.
 */
public final class PageRenderer {

    private static final int MAX_TEXT = 200_000;

    private final RenderLimits limits;
    private final Semaphore turns;

    /** With {@link RenderLimits#standard()}. */
    public PageRenderer() {
        this(RenderLimits.standard());
    }

    /** With other limits. */
    public PageRenderer(RenderLimits limits) {
        this.limits = limits;
        this.turns = new Semaphore(limits.concurrent(), true);
    }

    /** Work on an open document. */
    private interface Work<T> {
        T on(PDDocument document) throws IOException, SignatureFailure;
    }

    /**
     * @param pdf a file that the intake accepted
     * @return sizes of all pages, in order
     * @throws SignatureFailure UNREADABLE_PDF
     */
    public List<PageSize> pages(Path pdf) throws SignatureFailure {
        return with(pdf, document -> {
            List<PageSize> sizes = new ArrayList<>();
            for (PDPage page : document.getPages()) {
                sizes.add(size(page));
            }
            return List.copyOf(sizes);
        });
    }

    /**
     * @param pdf a file that the intake accepted
     * @param page 1 for the first
     * @param widthPixels 50 to 3000
     * @return PNG, sRGB, white paper
     * @throws SignatureFailure BAD_PLACE, PREVIEW_LIMIT, UNREADABLE_PDF
     */
    public byte[] png(Path pdf, int page, int widthPixels) throws SignatureFailure {
        if (widthPixels < 50 || widthPixels > 3000) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.BAD_PLACE,
                    "expected a width of 50 to 3000 pixels, found " + widthPixels + "; choose another");
        }
        return with(pdf, document -> {
            PDPage one = page(document, page);
            PageSize size = size(one);
            double pixels = widthPixels * (widthPixels * size.height() / size.width());
            if (!(pixels <= limits.maxPixels())) {
                throw limit("expected at most " + limits.maxPixels() + " pixels, found " + (long) pixels);
            }
            float scale = (float) (widthPixels / (size.width() / one.getUserUnit()));
            BoundedRenderer renderer = new BoundedRenderer(document, new Deadline(limits.time()));
            BufferedImage image = renderer.renderImage(page - 1, scale, ImageType.RGB);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        });
    }

    /**
     * @param pdf a file that the intake accepted
     * @param page 1 for the first
     * @return the text of the page in reading order, NFC, at most 200,000 characters
     * @throws SignatureFailure BAD_PLACE, PREVIEW_LIMIT, UNREADABLE_PDF
     */
    public String text(Path pdf, int page) throws SignatureFailure {
        return with(pdf, document -> {
            page(document, page);
            Deadline deadline = new Deadline(limits.time());
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
                    deadline.check();
                    super.processOperator(operator, operands);
                }

                @Override
                protected void operatorException(Operator operator, List<COSBase> operands, IOException e)
                        throws IOException {
                    if (e instanceof Deadline.Exceeded) {
                        throw e;
                    }
                    super.operatorException(operator, operands, e);
                }
            };
            stripper.setSortByPosition(true);
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            StringWriter text = new StringWriter();
            stripper.writeText(document, text);
            String all = Normalizer.normalize(text.toString(), Normalizer.Form.NFC);
            return all.length() > MAX_TEXT ? all.substring(0, MAX_TEXT) : all;
        });
    }

    private <T> T with(Path pdf, Work<T> work) throws SignatureFailure {
        turns.acquireUninterruptibly();
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return work.on(document);
        } catch (Deadline.Exceeded e) {
            throw limit(e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // PDFBox answers files it cannot draw with many kinds of exception.
            throw new SignatureFailure(
                    SignatureFailure.Reason.UNREADABLE_PDF,
                    "expected a page that can be drawn, found one that cannot; export the document again",
                    e);
        } finally {
            turns.release();
        }
    }

    private static PDPage page(PDDocument document, int page) throws SignatureFailure {
        if (page < 1 || page > document.getNumberOfPages()) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.BAD_PLACE,
                    "expected a page from 1 to " + document.getNumberOfPages() + ", found " + page
                            + "; choose another");
        }
        return document.getPage(page - 1);
    }

    private static PageSize size(PDPage page) {
        PDRectangle crop = page.getCropBox();
        boolean sideways = page.getRotation() % 180 != 0;
        double unit = page.getUserUnit();
        return new PageSize(
                unit * (sideways ? crop.getHeight() : crop.getWidth()),
                unit * (sideways ? crop.getWidth() : crop.getHeight()));
    }

    private static SignatureFailure limit(String message) {
        return new SignatureFailure(
                SignatureFailure.Reason.PREVIEW_LIMIT, message + "; open the file in a PDF reader instead");
    }
}
