package vn.khue.signing.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.preview.FilledField;
import vn.khue.signature.preview.FilledFields;
import vn.khue.signature.preview.PageRenderer;
import vn.khue.signature.preview.PageSize;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * Pages as pictures and as text. A picture is drawn when it is first asked for and kept by content, so it is never that of
 * other bytes; the folder may be emptied at any time. At most two are drawn at once. Thread-safe.
 */
public final class PageImages {
    private static final List<Integer> WIDTHS = List.of(480, 960, 1600);
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final ContentStore content;
    private final PageRenderer renderer;
    private final FilledFields fields = new FilledFields();
    private final Path folder;
    private final Semaphore drawing = new Semaphore(2, true);

    /** @param folder of ours alone; made if absent */
    public PageImages(ContentStore content, PageRenderer renderer, Path folder) {
        this.content = content;
        this.renderer = renderer;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder + " for pictures of pages", e);
        }
    }

    /**
     * @param page from 1
     * @param width one of 480, 960 and 1600 pixels; another is answered with the nearest above
     */
    public byte[] png(ContentDigest document, int page, int width) {
        int drawn = WIDTHS.stream().filter(each -> each >= width).findFirst().orElse(1600);
        Path kept = folder.resolve(document.hex() + "-" + page + "-" + drawn + ".png");
        try {
            if (Files.isRegularFile(kept)) {
                return Files.readAllBytes(kept);
            }
            byte[] png = inTurn(() -> {
                try {
                    return renderer.png(content.open(document), page, drawn);
                } catch (SignatureFailure failure) {
                    throw refusal(failure);
                }
            });
            keep(kept, png);
            return png;
        } catch (IOException e) {
            throw new UncheckedIOException("a picture of a page could not be kept; look at the disk", e);
        }
    }

    /** The text of a page, NFC. */
    public String text(ContentDigest document, int page) {
        return inTurn(() -> {
            try {
                return renderer.text(content.open(document), page);
            } catch (SignatureFailure failure) {
                throw refusal(failure);
            }
        });
    }

    /** What was filled into the form of a page; the text of a page does not have it. */
    public List<FilledField> fields(ContentDigest document, int page) {
        return inTurn(() -> {
            try {
                return fields.on(content.open(document), page);
            } catch (SignatureFailure failure) {
                throw refusal(failure);
            }
        });
    }

    /** Sizes of all pages in points. */
    public List<PageSize> sizes(ContentDigest document) {
        return inTurn(() -> {
            try {
                return renderer.pages(content.open(document));
            } catch (SignatureFailure failure) {
                throw refusal(failure);
            }
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!drawing.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new SigningException(Refusal.BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SigningException(Refusal.BUSY, e);
        }
        try {
            return work.get();
        } finally {
            drawing.release();
        }
    }

    private void keep(Path target, byte[] png) throws IOException {
        Path temporary = Files.createTempFile(folder, "draw-", ".tmp");
        try {
            Files.write(temporary, png);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the folder of page pictures must lie on one file system", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static SigningException refusal(SignatureFailure failure) {
        return switch (failure.reason()) {
            case BAD_PLACE -> new SigningException(Refusal.NOT_FOUND, failure);
            case PREVIEW_LIMIT -> new SigningException(Refusal.TOO_SLOW, failure);
            default -> new SigningException(Refusal.UNREADABLE, failure);
        };
    }
}
