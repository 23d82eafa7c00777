package vn.khue.ecard.print;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings a text into its box: first smaller in one line, then in more lines, then as the next of its shorter forms, and where even the
 * shortest is too long, cut with an ellipsis. What it gives never reaches out of the box, ink of stacked marks (Ễ, Ặ) included.
 */
final class TextFitter {

    /** Below this part of the largest size a second line is better than a smaller one. */
    private static final double RATHER_TWO_LINES = 0.8;

    private static final double STEP = 0.25;
    /** Pitch of lines where no marks force more. */
    private static final double PITCH = 1.18;
    /** How high the first line reaches at least, so that texts side by side stand on one line: lower-case letters with stacked marks. */
    private static final double TOP = 0.93;
    /** How deep the last line reaches at least: letters with a dot below. */
    private static final double BOTTOM = -0.23;
    /** A word goes to the second line only for this much of the width. */
    private static final double WORTH_MOVING = 0.92;

    private final Typeface face;
    private final TextBox box;

    TextFitter(Typeface face, TextBox box) {
        this.face = face;
        this.box = box;
    }

    /** @param forms the same text, shorter and shorter; at least one */
    FittedText fit(List<String> forms) {
        for (int i = 0; i < forms.size(); i++) {
            Optional<FittedText> fitted = fit(forms.get(i), i == 0);
            if (fitted.isPresent()) {
                return fitted.get();
            }
        }
        return cut(forms.get(forms.size() - 1));
    }

    private Optional<FittedText> fit(String text, boolean whole) {
        for (double size = box.largest();
                size >= box.largest() * RATHER_TWO_LINES && size >= box.smallest();
                size -= STEP) {
            if (face.width(text) * size <= box.width()) {
                FittedText one = laidOut(List.of(text), size, whole);
                if (one.height() <= box.height()) {
                    return Optional.of(one);
                }
            }
        }
        for (double size = box.largest(); size >= box.smallest(); size -= STEP) {
            Optional<List<String>> lines = wrapped(text, size);
            if (lines.isPresent()) {
                FittedText several = laidOut(lines.get(), size, whole);
                if (several.height() <= box.height()) {
                    return Optional.of(several);
                }
            }
        }
        return Optional.empty();
    }

    /** Words into lines, or empty where that takes too many lines or a word is too long. */
    private Optional<List<String>> wrapped(String text, double size) {
        double width = box.width() / size;
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (face.width(longer) <= width) {
                line = longer;
            } else if (line.isEmpty() || face.width(word) > width || lines.size() + 1 == box.lines()) {
                return Optional.empty();
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        return Optional.of(balanced(lines, width));
    }

    /** Of two lines the first is not much longer than it must be: "Nguyễn Hoàng / Thiên Minh Anh", not "Nguyễn Hoàng Thiên Minh / Anh". */
    private List<String> balanced(List<String> lines, double width) {
        if (lines.size() != 2) {
            return lines;
        }
        String first = lines.get(0);
        String second = lines.get(1);
        while (true) {
            int space = first.lastIndexOf(' ');
            if (space < 0) {
                return List.of(first, second);
            }
            String longer = first.substring(space + 1) + " " + second;
            if (face.width(longer) > width || face.width(longer) > face.width(first) * WORTH_MOVING) {
                return List.of(first, second);
            }
            second = longer;
            first = first.substring(0, space);
        }
    }

    private FittedText laidOut(List<String> lines, double size, boolean whole) {
        double pitch = PITCH;
        for (int i = 1; i < lines.size(); i++) {
            double needed = face.extent(lines.get(i)).top()
                    - face.extent(lines.get(i - 1)).bottom();
            pitch = Math.max(pitch, needed + 0.02);
        }
        double top = Math.max(TOP, face.extent(lines.get(0)).top());
        double bottom =
                Math.min(BOTTOM, face.extent(lines.get(lines.size() - 1)).bottom());
        double height = top + pitch * (lines.size() - 1) - bottom;
        return new FittedText(face, lines, size, pitch * size, top * size, height * size, whole);
    }

    /** As many whole letters as fit, at the smallest size, words broken where they must be. Smaller still where the box is very low. */
    private FittedText cut(String text) {
        for (double size = box.smallest(); ; size *= 0.8) {
            for (int lines = box.lines(); lines >= 1; lines--) {
                FittedText cut = laidOut(filled(text, size, lines), size, false);
                if (cut.height() <= box.height()) {
                    return cut;
                }
            }
        }
    }

    private List<String> filled(String text, double size, int count) {
        double width = box.width() / size;
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        List<String> lines = new ArrayList<>();
        int from = 0;
        int end = letters.first();
        for (int next = letters.next(); next != BreakIterator.DONE; next = letters.next()) {
            boolean last = lines.size() + 1 == count;
            boolean rest = next < text.length();
            if (face.width(text.substring(from, next).strip() + (last && rest ? "…" : "")) > width) {
                if (last) {
                    break;
                }
                lines.add(text.substring(from, end).strip());
                from = end;
            }
            end = next;
        }
        String tail = text.substring(from, Math.max(from, end)).strip();
        lines.add(end < text.length() ? tail + "…" : tail);
        return lines;
    }
}
