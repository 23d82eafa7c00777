package vn.khue.signing.act;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.PersonSignatureImage;
import vn.khue.signature.appearance.PlacementFinder;
import vn.khue.signature.appearance.SealGeometry;
import vn.khue.signature.appearance.SignerLines;
import vn.khue.signature.preview.PageRenderer;
import vn.khue.signature.preview.PageSize;
import vn.khue.signing.appearance.SealSize;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.Sha256;

/**
 * Finds and remembers the place of the person's signature. A place counts only if the seal at its true size fits there as well, so
 * that what is signed can be sealed. Thread-safe.
 */
@Component
public class Places {
    private static final double MM = PageBox.POINTS_PER_MM;
    /** From the edge of the page, in points: what a rounding could not push over it. */
    private static final double AIR = 1;

    private static final int MOST_KEPT = 2_000;

    private record Asked(ContentDigest pdf, SignerLines lines, ContentDigest image, SealSize seal) {}

    private record Known(Optional<Place> place) {}

    private final PlacementFinder finder;
    private final PageRenderer pages;
    private final ContentStore content;
    private final JdbcClient jdbc;
    private final Map<Asked, Known> found = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Known> eldest) {
            return size() > MOST_KEPT;
        }
    };

    public Places(PlacementFinder finder, PageRenderer pages, ContentStore content, JdbcClient jdbc) {
        this.finder = finder;
        this.pages = pages;
        this.content = content;
        this.jdbc = jdbc;
    }

    /**
     * The place on a document that is in the store; asking again is cheap.
     *
     * @return empty where signature and seal fit nowhere
     */
    public Optional<Place> find(Document document, PersonSignatureImage image, SealSize seal) throws SignatureFailure {
        SignerLines lines = lines(document.signerPosition(), document.signerName());
        Asked asked = new Asked(document.current(), lines, Sha256.of(image.bytes()), seal);
        Optional<Known> known = kept(asked);
        if (known.isPresent()) {
            return known.get().place();
        }
        Optional<Place> place = find(lines, content.open(document.current()), image, seal);
        keep(asked, new Known(place));
        return place;
    }

    /** The place on a file that is not in the store yet. */
    public Optional<Place> find(String position, String name, Path pdf, PersonSignatureImage image, SealSize seal)
            throws SignatureFailure {
        return find(lines(position, name), pdf, image, seal);
    }

    /** Between the title line and the name line where they are found, else the lower right of the last page. */
    private Optional<Place> find(SignerLines lines, Path pdf, PersonSignatureImage image, SealSize seal)
            throws SignatureFailure {
        List<PageSize> sizes = pages.pages(pdf);
        Optional<PageBox> between = finder.find(pdf, lines, image);
        if (between.isPresent() && bothFit(between.get(), seal, sizes)) {
            return Optional.of(new Place(between.get(), Place.Finding.BETWEEN_LINES));
        }
        PageBox corner = lowerRight(sizes, seal);
        return bothFit(corner, seal, sizes)
                ? Optional.of(new Place(
                        corner, between.isPresent() ? Place.Finding.NO_ROOM_AT_LINES : Place.Finding.NO_LINES))
                : Optional.empty();
    }

    /** Whether a seal of this size fits where the person signed. */
    public boolean sealFits(Document document, PageBox signature, SealSize seal) throws SignatureFailure {
        return bothFit(signature, seal, pages.pages(content.open(document.current())));
    }

    private static boolean bothFit(PageBox signature, SealSize seal, List<PageSize> sizes) {
        PageSize page = sizes.get(signature.page() - 1);
        return fits(signature, page) && fits(SealGeometry.over(signature, seal.widthMm(), seal.heightMm()), page);
    }

    private static boolean fits(PageBox box, PageSize page) {
        return box.x() >= 0 && box.y() >= 0 && box.right() <= page.width() && box.top() <= page.height();
    }

    private synchronized Optional<Known> kept(Asked asked) {
        return Optional.ofNullable(found.get(asked));
    }

    private synchronized void keep(Asked asked, Known place) {
        found.put(asked, place);
    }

    public void remember(UUID document, PageBox box) {
        jdbc.sql("insert into signature_place (document, page, x, y, width, height)"
                        + " values (:document, :page, :x, :y, :width, :height)")
                .param("document", document)
                .param("page", box.page())
                .param("x", box.x())
                .param("y", box.y())
                .param("width", box.width())
                .param("height", box.height())
                .update();
    }

    /** Where the person signed this document. */
    public Optional<PageBox> of(UUID document) {
        return jdbc.sql("select page, x, y, width, height from signature_place where document = :document")
                .param("document", document)
                .query((rs, n) -> new PageBox(
                        rs.getInt("page"),
                        rs.getDouble("x"),
                        rs.getDouble("y"),
                        rs.getDouble("width"),
                        rs.getDouble("height")))
                .optional();
    }

    private static SignerLines lines(String position, String name) {
        return new SignerLines(position.equals("PHO_HIEU_TRUONG") ? "PHÓ HIỆU TRƯỞNG" : "HIỆU TRƯỞNG", name);
    }

    /**
     * 42 by 17 mm, a margin of 20 mm to the right and 35 mm from below; less on pages too small for that. Moved inward as far as the
     * seal over its left third needs; on a page too small for both the box sticks out, and does not fit.
     */
    private static PageBox lowerRight(List<PageSize> sizes, SealSize seal) {
        PageSize last = sizes.get(sizes.size() - 1);
        double width = Math.min(42 * MM, last.width() / 2);
        double height = Math.min(17 * MM, last.height() / 4);
        double overlap = Math.max(0, (seal.heightMm() * MM - height) / 2);
        double x = Math.max(last.width() - 20 * MM - width, seal.widthMm() * MM - width / 3 + AIR);
        double y = Math.max(Math.min(35 * MM, last.height() / 4), overlap + AIR);
        return new PageBox(sizes.size(), Math.max(0, x), y, width, height);
    }
}
