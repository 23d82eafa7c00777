package vn.khue.directory.listing;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.directory.DirectoryException;

/**
 * Names one page of an open listing, for a link. It is good for as long as the listing stays open, in the process that opened it.
 * Whoever passes one on must check that the reader may see the listing.
 *
 * @param listing id of the listing, drawn at random
 * @param page number of the page, from 1
 */
public record PageToken(UUID listing, int page) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([1-9][0-9]{0,8})");

    public PageToken {
        Objects.requireNonNull(listing, "listing");
    }

    /**
     * Reads a token that came back from outside.
     *
     * @throws DirectoryException with reason REFUSED if the text is none
     */
    public static PageToken of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new DirectoryException(
                    DirectoryException.Reason.REFUSED,
                    "expected the token of a page, found other text; open the listing anew");
        }
        return new PageToken(UUID.fromString(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** The text for a link: letters, digits, hyphens and a point. */
    @Override
    public String toString() {
        return listing + "." + page;
    }
}
