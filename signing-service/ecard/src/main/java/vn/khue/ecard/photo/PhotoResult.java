package vn.khue.ecard.photo;

import java.util.Set;

/** What became of a file that was to be a photograph. */
public sealed interface PhotoResult {

    /**
     * It is one.
     *
     * @param photo cropped, turned upright, without metadata
     * @param hash by which the same picture is found again
     * @param doubts what a person should look at
     */
    record Accepted(CardPhoto photo, PictureHash hash, Set<PhotoDoubt> doubts) implements PhotoResult {
        public Accepted {
            doubts = Set.copyOf(doubts);
        }
    }

    /**
     * It is none.
     *
     * @param problem why, to switch on
     * @param detail what was expected and found, in English; never a name
     */
    record Refused(PhotoProblem problem, String detail) implements PhotoResult {}
}
