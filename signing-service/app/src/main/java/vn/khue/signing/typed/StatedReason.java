package vn.khue.signing.typed;

import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * Why somebody sent something back or turned it down, in their own words.
 *
 * @param text as {@link OneLine} gives it
 */
public record StatedReason(String text) {

    /**
     * Reads what was typed.
     *
     * @param longest letters, as a person counts them: an emoji is one
     * @throws SigningException REASON_MISSING or REASON_TOO_LONG
     */
    public static StatedReason of(String typed, int longest) {
        String text = OneLine.of(typed);
        if (text.isEmpty()) {
            throw new SigningException(Refusal.REASON_MISSING);
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw new SigningException(Refusal.REASON_TOO_LONG, Integer.toString(longest));
        }
        return new StatedReason(text);
    }
}
