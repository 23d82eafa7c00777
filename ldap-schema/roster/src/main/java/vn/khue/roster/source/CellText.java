package vn.khue.roster.source;

import java.text.Normalizer;
import java.util.Optional;

/**
 * Brings a cell to clean text or says why not. A cell that a spreadsheet would run as a formula is refused, not defused: no field of a
 * roster begins so, and what is stored may be exported again by others. A telephone number's plus before digits is text.
 */
final class CellText {

    private final InputLimits limits;

    CellText(InputLimits limits) {
        this.limits = limits;
    }

    /** The cell in NFC without spaces around it; empty, with an error added, where it is refused. */
    Optional<String> clean(String raw, Place place, String column, InputErrors errors) {
        if (raw.length() > limits.cellLength()) {
            errors.cell(place, column, Problem.CELL_TOO_LONG, "" + limits.cellLength(), "" + raw.length());
            return Optional.empty();
        }
        String text = raw.isEmpty() ? raw : strip(raw);
        if (text.isEmpty()) {
            return Optional.of("");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\uFFFD' || c >= '\u202A' && c <= '\u202E') {
                errors.cell(
                        place, column, Problem.CELL_CONTROL, "", String.format(java.util.Locale.ROOT, "U+%04X", (int)
                                c));
                return Optional.empty();
            }
        }
        if (isFormula(text)) {
            errors.cell(place, column, Problem.CELL_FORMULA, "", text.substring(0, 1));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static String strip(String raw) {
        String composed = Normalizer.isNormalized(raw, Normalizer.Form.NFC)
                ? raw
                : Normalizer.normalize(raw, Normalizer.Form.NFC);
        return composed.replace('\u00A0', ' ').replace("\uFEFF", "").strip();
    }

    private static boolean isFormula(String text) {
        char first = text.charAt(0);
        if (first == '=' || first == '@') {
            return true;
        }
        return (first == '+' || first == '-') && text.length() > 1 && !onlyNumber(text);
    }

    private static boolean onlyNumber(String text) {
        return text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9' || c == ' ' || c == '.' || c == ',');
    }
}
