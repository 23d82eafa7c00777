package vn.khue.web.security;

import org.springframework.security.web.firewall.RequestRejectedException;

/** A field of a form or an address holds what is no text: control characters, or bytes that are no UTF-8. */
public final class RefusedTextException extends RequestRejectedException {

    RefusedTextException() {
        super("expected text in UTF-8 without control characters, found other characters; send the field again");
    }
}
