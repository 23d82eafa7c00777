package vn.khue.roster.source;

/** What a value looks like, without saying it: letters as a, digits as 9, the rest as it is. */
public final class Shape {

    private static final int SHOWN = 24;

    private Shape() {}

    /** The shape of that value; at most 24 signs and its length. */
    public static String of(String value) {
        if (value.isEmpty()) {
            return "∅";
        }
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, value.length()); i++) {
            char c = value.charAt(i);
            if (Character.isDigit(c)) {
                shape.append('9');
            } else if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
                shape.append('a');
            } else {
                shape.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
            }
        }
        return value.length() > SHOWN ? shape + "… (" + value.length() + ")" : shape.toString();
    }

    /** A word of a closed list, which is never about a person; cleaned and cut. */
    public static String word(String value) {
        return value.length() <= SHOWN && value.chars().noneMatch(Character::isISOControl) ? value : of(value);
    }
}
