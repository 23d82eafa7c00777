package vn.khue.audit.app.review;

import java.util.UUID;

/** There is no such round of review. */
final class NoSuchReviewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchReviewException(UUID id) {
        super("expected a round of review " + id + ", found none; follow a link of the list");
    }
}
