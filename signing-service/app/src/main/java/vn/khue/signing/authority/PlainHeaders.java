package vn.khue.signing.authority;

import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Response;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Headers of what is answered before any filter. They go out as bytes: as strings each would be encoded anew, the larger part of the
 * work. Tomcat writes later answers' numbers into what it was given once, so it gets copies.
 */
final class PlainHeaders {
    private static final byte[] CONTENT_TYPE_OPTIONS = ascii("X-Content-Type-Options");
    private static final byte[] NOSNIFF = ascii("nosniff");

    private final MimeHeaders headers;

    private PlainHeaders(MimeHeaders headers) {
        this.headers = headers;
    }

    /** Of an answer that browsers are not to guess about. */
    static PlainHeaders of(Response response) {
        return new PlainHeaders(response.getCoyoteResponse().getMimeHeaders()).add(CONTENT_TYPE_OPTIONS, NOSNIFF);
    }

    /** @param value is not changed and not kept */
    PlainHeaders add(byte[] name, byte[] value) {
        byte[] own = value.clone();
        headers.addValue(name.clone(), 0, name.length).setBytes(own, 0, own.length);
        return this;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
