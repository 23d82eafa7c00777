package vn.khue.signing.authority;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import vn.khue.pki.PkiException;
import vn.khue.pki.timestamp.TimestampAuthority;

/**
 * Answers time-stamp requests before any filter or controller is asked, as {@link KeptAnswerValve} does status: a stamp is the same
 * for everyone and costs less than the way to a controller. Whatever is not an ordinary request of a few bytes takes that way, and so
 * does a failure of the key, which {@link PkiController} then tells as every other failure is told.
 */
public final class TimestampValve extends ValveBase {
    /** Request attribute: why no answer could be given. The body is read then. */
    static final String FAILURE = "vn.khue.signing.timestamp-failure";

    private static final String PATH = "/tsa";
    private static final String QUERY = "application/timestamp-query";
    /** More than any request that {@link TimestampAuthority} takes for one. */
    private static final int LONGEST = 16 * 1024;

    private static final byte[] CACHE_CONTROL = PlainHeaders.ascii("Cache-Control");
    private static final byte[] NO_STORE = PlainHeaders.ascii("no-store");

    private final TimestampAuthority authority;

    public TimestampValve(TimestampAuthority authority) {
        super(true);
        this.authority = authority;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!plain(request)) {
            getNext().invoke(request, response);
            return;
        }
        byte[] query = request.getInputStream().readNBytes(LONGEST);
        try {
            send(authority.respond(query), response);
        } catch (PkiException failure) {
            request.setAttribute(FAILURE, failure);
            getNext().invoke(request, response);
        }
    }

    /** A client that waits for a word before it sends (Expect) gets it further on. */
    private static boolean plain(Request request) {
        return "POST".equals(request.getMethod())
                && PATH.equals(request.getRequestURI())
                && request.getQueryString() == null
                && QUERY.equals(request.getContentType())
                && request.getContentLengthLong() > 0
                && request.getContentLengthLong() <= LONGEST
                && request.getHeader("Expect") == null;
    }

    private static void send(byte[] reply, Response response) throws IOException {
        response.setContentType("application/timestamp-reply");
        response.setContentLength(reply.length);
        PlainHeaders.of(response).add(CACHE_CONTROL, NO_STORE);
        response.getOutputStream().write(reply);
    }
}
