package vn.khue.signing.authority;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import vn.khue.pki.ocsp.KeptAnswer;
import vn.khue.pki.ocsp.PublicResponder;

/**
 * Answers an OCSP GET from memory before any filter or controller is asked: status is the same for everyone, is signed, and is
 * asked for more often than all else together. Whatever memory does not hold, conditional requests and everything else take the
 * ordinary way ({@link PkiController}), which gives the same bytes and headers.
 */
public final class KeptAnswerValve extends ValveBase {
    private static final String PATH = "/ocsp/";
    private static final byte[] ETAG = PlainHeaders.ascii("ETag");
    private static final byte[] LAST_MODIFIED = PlainHeaders.ascii("Last-Modified");
    private static final byte[] EXPIRES = PlainHeaders.ascii("Expires");
    private static final byte[] CACHE_CONTROL = PlainHeaders.ascii("Cache-Control");

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

    private void send(KeptAnswer answer, Response response) throws IOException {
        response.setContentType("application/ocsp-response");
        response.setContentLength(answer.der().length);
        Duration left = Duration.between(clock.instant(), answer.period().nextUpdate());
        PlainHeaders.of(response)
                .add(ETAG, answer.etag())
                .add(LAST_MODIFIED, answer.lastModified())
                .add(EXPIRES, answer.expires())
                .add(CACHE_CONTROL, caches.bytes(left));
        response.getOutputStream().write(answer.der());
    }
}
