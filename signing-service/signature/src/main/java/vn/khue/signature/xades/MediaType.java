package vn.khue.signature.xades;

import java.util.regex.Pattern;

/** Form of a media type (RFC 6838, 4.2), without parameters. */
final class MediaType {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    private MediaType() {}

    static void require(String mediaType) {
        if (!FORM.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("expected a media type as application/pdf, found another text");
        }
    }
}
