package vn.khue.directory.listing;

/**
 * Opens listings of people, in the order of Vietnamese name lists. Safe for use by many threads.
 *
 * <p>Who is in a listing, and in which order, is settled when it is opened: its pages together name each of them once, whoever is
 * added, renamed or moved meanwhile. To see those, open it anew. Every page costs the same, whatever its number.
 *
 * <p>Every method throws {@link vn.khue.directory.DirectoryException} if no server answers in time.
 */
public interface Listings {

    /** People on a page. */
    int PAGE_SIZE = 50;

    /**
     * Opens a listing and gives its first page.
     *
     * @throws vn.khue.directory.DirectoryException with reason REFUSED if the words are fewer than two letters
     */
    ListingPage open(Selection selection);

    /**
     * A page of an open listing. A number past the end gives the last page.
     *
     * @throws vn.khue.directory.DirectoryException with reason NOT_FOUND if the listing has been given up, for it is long since
     *     anybody asked or others needed the room; open it anew
     */
    ListingPage page(PageToken token);
}
