package vn.khue.signing.est;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Stands before everything else: what comes by EST's own port reaches EST and nothing else, and only there is a certificate passed
 * on. No header of any request is believed to be one.
 */
public final class EstOnlyValve extends ValveBase {
    private static final String EST = "/.well-known/est/";
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Connector own;

    public EstOnlyValve(Connector own) {
        super(true);
        this.own = own;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getConnector() != own) {
            getNext().invoke(request, response);
            return;
        }
        String path = request.getDecodedRequestURI();
        if (path == null || !path.startsWith(EST)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentLength(0);
            return;
        }
        if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
            PresentedCertificate.put(request, chain[0]);
        }
        getNext().invoke(request, response);
    }
}
