package vn.khue.ecard.print;

/**
 * Room for a text.
 *
 * @param width PDF units
 * @param height PDF units
 * @param largest size of letters, points
 * @param smallest size that is still read easily, points
 * @param lines at most
 */
record TextBox(double width, double height, double largest, double smallest, int lines) {

    static TextBox mm(double width, double height, double largest, double smallest, int lines) {
        return new TextBox(width * Dots.MM, height * Dots.MM, largest, smallest, lines);
    }
}
