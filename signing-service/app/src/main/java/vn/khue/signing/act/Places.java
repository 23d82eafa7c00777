package vn.khue.signing.act;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.PersonSignatureImage;
import vn.khue.signature.appearance.PlacementFinder;
import vn.khue.signature.appearance.SignerLines;
import vn.khue.signature.preview.PageRenderer;
import vn.khue.signature.preview.PageSize;
import vn.khue.signing.document.Document;

/** Finds and remembers the place of the person's signature. Thread-safe. */
@Component
public class Places {
    private static final double MM = PageBox.POINTS_PER_MM;

    private final PlacementFinder finder;
    private final PageRenderer pages;
    private final JdbcClient jdbc;

    public Places(PlacementFinder finder, PageRenderer pages, JdbcClient jdbc) {
        this.finder = finder;
        this.pages = pages;
        this.jdbc = jdbc;
    }

    /** Between the title line and the name line where they are found, else the lower right of the last page. */
    public Place find(Document document, Path pdf, PersonSignatureImage image) throws SignatureFailure {
        Optional<PageBox> between =
                finder.find(pdf, new SignerLines(titleLine(document.signerPosition()), document.signerName()), image);
        return between.isPresent() ? new Place(between.get(), true) : new Place(lowerRight(pages.pages(pdf)), false);
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

    private static String titleLine(String position) {
        return position.equals("PHO_HIEU_TRUONG") ? "PHÓ HIỆU TRƯỞNG" : "HIỆU TRƯỞNG";
    }

    /** 42 by 17 mm, a margin of 20 mm to the right and 35 mm from below; less on pages too small for that. */
    private static PageBox lowerRight(List<PageSize> sizes) {
        PageSize last = sizes.get(sizes.size() - 1);
        double width = Math.min(42 * MM, last.width() / 2);
        double height = Math.min(17 * MM, last.height() / 4);
        double x = Math.max(0, last.width() - 20 * MM - width);
        double y = Math.min(35 * MM, last.height() / 4);
        return new PageBox(sizes.size(), x, y, width, height);
    }
}
