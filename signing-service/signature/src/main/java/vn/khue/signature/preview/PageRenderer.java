package vn.khue.signature.preview;

import java.nio.file.Path;
import java.util.List;
import vn.khue.signature.SignatureFailure;

/**
 * Draws pages as pictures and gives their text ("Bản chữ"). Bounded in pixels, memory and time: a page that takes longer is
 * refused, never half drawn. Thread-safe.
 */
public final class PageRenderer {

    /**
     * @param pdf a file that the intake accepted
     * @return sizes of all pages, in order
     * @throws SignatureFailure UNREADABLE_PDF
     */
    public List<PageSize> pages(Path pdf) throws SignatureFailure {
        throw new UnsupportedOperationException();
    }

    /**
     * @param pdf a file that the intake accepted
     * @param page 1 for the first
     * @param widthPixels 50 to 3000
     * @return PNG, sRGB, white paper
     * @throws SignatureFailure BAD_PLACE, PREVIEW_LIMIT, UNREADABLE_PDF
     */
    public byte[] png(Path pdf, int page, int widthPixels) throws SignatureFailure {
        throw new UnsupportedOperationException();
    }

    /**
     * @param pdf a file that the intake accepted
     * @param page 1 for the first
     * @return the text of the page in reading order, NFC, at most 200,000 characters
     * @throws SignatureFailure BAD_PLACE, PREVIEW_LIMIT, UNREADABLE_PDF
     */
    public String text(Path pdf, int page) throws SignatureFailure {
        throw new UnsupportedOperationException();
    }
}
