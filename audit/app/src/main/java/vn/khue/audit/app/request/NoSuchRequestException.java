package vn.khue.audit.app.request;

import java.util.UUID;

/** There is no such request. */
final class NoSuchRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchRequestException(UUID id) {
        super("expected a request " + id + ", found none; follow a link of the register");
    }
}
