package vn.khue.signing.authority;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import vn.khue.pki.ocsp.KeptAnswer;
import vn.khue.pki.ocsp.PublicResponder;

/**
 * Answers an OCSP GET from memory before any filter or controller is asked: status is the same for everyone, is signed, and is
 * asked for more often than all else together. Whatever memory does not hold, conditional requests and everything else take the
 * ordinary way ({@link PkiController}), which gives the same bytes and headers.
 */
public final class KeptAnswerValve extends ValveBase {
    private static final String PATH = "/ocsp/";
    private static final byte[] ETAG = ascii("ETag");
    private static final byte[] LAST_MODIFIED = ascii("Last-Modified");
    private static final byte[] EXPIRES = ascii("Expires");
    private static final byte[] CACHE_CONTROL = ascii("Cache-Control");
    private static final byte[] CONTENT_TYPE_OPTIONS = ascii("X-Content-Type-Options");
    private static final byte[] NOSNIFF = ascii("nosniff");

    private final PublicResponder responder;
    private final CachePeriod caches;
    private final Clock clock;

    public KeptAnswerValve(PublicResponder responder, CachePeriod caches, Clock clock) {
        super(true);
        this.responder = responder;
        this.caches = caches;
        this.clock = clock;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Optional<KeptAnswer> kept = kept(request);
        if (kept.isPresent()) {
            send(kept.get(), response);
        } else {
            getNext().invoke(request, response);
        }
    }

    private Optional<KeptAnswer> kept(Request request) {
        String uri = request.getRequestURI();
        boolean plain = uri != null
                && uri.startsWith(PATH)
                && ("GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod()))
                && request.getQueryString() == null
                && request.getHeader("If-None-Match") == null
                && request.getHeader("If-Modified-Since") == null
                && request.getHeader("Range") == null;
        return plain ? responder.kept(uri.substring(PATH.length())) : Optional.empty();
    }

    /** Header names and values go out as bytes: as strings each would be encoded anew, the larger part of the work. */
    private void send(KeptAnswer answer, Response response) throws IOException {
        response.setContentType("application/ocsp-response");
        response.setContentLength(answer.der().length);
        MimeHeaders headers = response.getCoyoteResponse().getMimeHeaders();
        add(headers, ETAG, answer.etag());
        add(headers, LAST_MODIFIED, answer.lastModified());
        add(headers, EXPIRES, answer.expires());
        Duration left = Duration.between(clock.instant(), answer.period().nextUpdate());
        add(headers, CACHE_CONTROL, caches.bytes(left));
        add(headers, CONTENT_TYPE_OPTIONS, NOSNIFF);
        response.getOutputStream().write(answer.der());
    }

    private static void add(MimeHeaders headers, byte[] name, byte[] value) {
        headers.addValue(name, 0, name.length).setBytes(value, 0, value.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
