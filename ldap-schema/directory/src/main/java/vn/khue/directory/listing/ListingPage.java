package vn.khue.directory.listing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vn.khue.directory.Person;

/**
 * One page of a listing.
 *
 * @param people as they are now, in the order that the listing was opened with; someone erased since is left out
 * @param number of this page, from 1
 * @param pages how many pages the listing has; at least 1
 * @param total how many people the listing had when it was opened
 * @param token names this page
 */
public record ListingPage(List<Person> people, int number, int pages, int total, PageToken token) {

    public ListingPage {
        people = List.copyOf(people);
        Objects.requireNonNull(token, "token");
    }

    /** Names the page after this one. */
    public Optional<PageToken> next() {
        return number < pages ? Optional.of(new PageToken(token.listing(), number + 1)) : Optional.empty();
    }

    /** Names the page before this one. */
    public Optional<PageToken> previous() {
        return number > 1 ? Optional.of(new PageToken(token.listing(), number - 1)) : Optional.empty();
    }
}
