package vn.khue.signature.validation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pdf.ReadBudget;
import vn.khue.signature.preview.DrawnWidgets;

/**
 * What widgets that came after a signature show on their page. Drawn with PDFBox, each once, and only where a file has such
 * widgets. What cannot be drawn within the limits counts as hiding something. Not thread-safe.
 */
final class LaterPictures implements AutoCloseable {

    private static final long MAX_PIXELS = 4_000_000;
    private static final Duration TIME = Duration.ofSeconds(10);
    /** Signatures in boxes larger than a quarter of their page could pass for its text; on small pages 200 x 100 points are none. */
    private static final double MOST_OF_PAGE = 0.25;

    private static final double SMALL_AREA = 20_000;

    private final byte[] bytes;
    private final ReadBudget budget;
    private final Map<Integer, Look> looks = new HashMap<>();
    private Optional<DrawnWidgets> widgets = Optional.empty();

    private record Look(boolean hides, boolean large) {}

    /**
     * @param bytes the whole file
     * @param budget whose time drawing takes too; who is over it learns so from the budget
     */
    LaterPictures(byte[] bytes, ReadBudget budget) {
        this.bytes = bytes;
        this.budget = budget;
    }

    private Duration time() {
        return budget.left().compareTo(TIME) < 0 ? budget.left() : TIME;
    }

    /** Whether the picture of a signature hides content of its page, or nobody can tell. */
    boolean hides(int widget) {
        return look(widget).hides();
    }

    /** Whether its box takes so much of the page that its picture could pass for the document. */
    boolean isLarge(int widget) {
        return look(widget).large();
    }

    /** The words that a widget shows; empty where they cannot be read. */
    Optional<String> text(int widget) {
        try {
            return Optional.of(open().text(widget, time()));
        } catch (SignatureFailure e) {
            return Optional.empty();
        }
    }

    private Look look(int widget) {
        Look known = looks.get(widget);
        if (known == null) {
            known = draw(widget);
            looks.put(widget, known);
        }
        return known;
    }

    private Look draw(int widget) {
        try {
            DrawnWidgets.Drawn drawn = open().draw(widget, time());
            return new Look(
                    HiddenContent.between(drawn.without(), drawn.with(), drawn.scale()),
                    drawn.share() > MOST_OF_PAGE && drawn.area() > SMALL_AREA);
        } catch (SignatureFailure e) {
            // A widget on no page shows nothing; anything else is not known.
            return new Look(e.reason() != SignatureFailure.Reason.BAD_PLACE, false);
        }
    }

    private DrawnWidgets open() throws SignatureFailure {
        if (widgets.isEmpty()) {
            widgets = Optional.of(DrawnWidgets.of(bytes, MAX_PIXELS));
        }
        return widgets.get();
    }

    @Override
    public void close() {
        widgets.ifPresent(DrawnWidgets::close);
    }
}
