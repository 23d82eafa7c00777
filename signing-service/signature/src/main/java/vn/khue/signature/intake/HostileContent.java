package vn.khue.signature.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;
import vn.khue.signature.pdf.XrefEntry;

/**
 * Looks at every object of a file for what could act or change by itself, and unpacks every stream once to count. One object
 * at a time, so memory stays bounded.
 */
final class HostileContent {

    private static final Set<String> ACTING = Set.of(
            "Launch",
            "ImportData",
            "SubmitForm",
            "GoToE",
            "Rendition",
            "Movie",
            "Sound",
            "RichMediaExecute",
            "GoTo3DView");
    private static final long MAX_IMAGE_PIXELS = 200_000_000L;

    private final PdfFile file;

    HostileContent(PdfFile file) {
        this.file = file;
    }

    Optional<IntakeResult.Refused> find() throws PdfReadException {
        for (Map.Entry<Integer, XrefEntry> entry : file.entries().entrySet()) {
            if (entry.getValue() instanceof XrefEntry.Free) {
                continue;
            }
            PdfValue value = file.object(entry.getKey());
            Optional<IntakeResult.Refused> refused = inspect(value, entry.getKey());
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<IntakeResult.Refused> inspect(PdfValue top, int number) throws PdfReadException {
        Deque<PdfValue> open = new ArrayDeque<>();
        open.push(top);
        while (!open.isEmpty()) {
            PdfValue value = open.pop();
            if (value instanceof PdfValue.Stream stream) {
                if (stream.dict().has("F")) {
                    return refuse(IntakeRule.EXTERNAL_STREAM, "/F in the stream", number);
                }
                if (pixels(stream.dict()) > MAX_IMAGE_PIXELS) {
                    return refuse(IntakeRule.INFLATION, "an image of more than 200 million pixels", number);
                }
                file.measure(stream);
                open.push(stream.dict());
            } else if (value instanceof PdfValue.Array array) {
                array.items().forEach(open::push);
            } else if (value instanceof PdfValue.Dict dict) {
                Optional<IntakeResult.Refused> refused = inspect(dict, number);
                if (refused.isPresent()) {
                    return refused;
                }
                dict.entries().values().forEach(open::push);
            }
        }
        return Optional.empty();
    }

    private Optional<IntakeResult.Refused> inspect(PdfValue.Dict dict, int number) throws PdfReadException {
        if (dict.has("JS") || dict.has("JavaScript")) {
            return refuse(IntakeRule.JAVASCRIPT, "/JS or /JavaScript", number);
        }
        if (dict.has("XFA")) {
            return refuse(IntakeRule.XFA, "/XFA", number);
        }
        if (file.resolve(dict.get("S")) instanceof PdfValue.Name action) {
            if (action.text().equals("JavaScript")) {
                return refuse(IntakeRule.JAVASCRIPT, "a JavaScript action", number);
            }
            if (ACTING.contains(action.text())) {
                return refuse(IntakeRule.LAUNCH_ACTION, "an action /" + action.text(), number);
            }
        }
        return Optional.empty();
    }

    private long pixels(PdfValue.Dict dict) throws PdfReadException {
        if (!dict.is("Subtype", "Image")) {
            return 0;
        }
        long width = PdfValue.whole(file.resolve(dict.get("Width"))).orElse(0);
        long height = PdfValue.whole(file.resolve(dict.get("Height"))).orElse(0);
        return width < 0 || height < 0 || width > 1_000_000 || height > 1_000_000 ? Long.MAX_VALUE : width * height;
    }

    private static Optional<IntakeResult.Refused> refuse(IntakeRule rule, String found, int number) {
        return Optional.of(new IntakeResult.Refused(rule, "expected none, found " + found + " in object " + number));
    }
}
