package vn.khue.ecard.print;

import java.util.List;

/**
 * A text as it fits its box.
 *
 * @param face its style
 * @param lines from above
 * @param size of the letters, PDF units
 * @param pitch from one line to the next, PDF units
 * @param top from the top of the box to the first line, PDF units
 * @param height from the top of the box to the lowest ink, PDF units
 * @param whole whether nothing was shortened
 */
record FittedText(
        Typeface face, List<String> lines, double size, double pitch, double top, double height, boolean whole) {

    FittedText {
        lines = List.copyOf(lines);
    }

    /** Width of the widest line, PDF units. */
    double width() {
        return lines.stream().mapToDouble(line -> face.width(line) * size).max().orElse(0);
    }
}
