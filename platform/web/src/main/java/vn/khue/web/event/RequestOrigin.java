package vn.khue.web.event;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import vn.khue.audit.event.Origin;

/** From where a request came, for audit events: address, port (Decree 333/2026/NĐ-CP, article 16.6) and the client's own words about itself. */
public final class RequestOrigin {
    /** Tomcat's mark on a request whose address it took from a proxy. */
    private static final String FORWARDED = "org.apache.catalina.AccessLog.RemoteAddr";

    private RequestOrigin() {}

    /** Behind a trusted proxy ({@code server.forward-headers-strategy: native}) the port is the proxy's own, so none is told. */
    public static Optional<Origin> of(HttpServletRequest request) {
        boolean forwarded = request.getAttribute(FORWARDED) != null;
        return Origin.seen(
                request.getRemoteAddr(), forwarded ? 0 : request.getRemotePort(), request.getHeader("User-Agent"));
    }
}
