package vn.khue.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every answer tells the browser not to do. No inline script and no inline style, nothing from elsewhere, in nobody's
 * frame; nothing is kept unless an answer says so itself. Forms may lead to the gate, which logout and step-up need:
 * browsers apply {@code form-action} to redirects too.
 */
public final class SecurityHeaders extends OncePerRequestFilter {

    private final String policy;
    private final boolean secure;

    /**
     * @param gateOrigin origin of the login service
     * @param secure whether browsers reach the app by TLS
     */
    public SecurityHeaders(String gateOrigin, boolean secure) {
        this.secure = secure;
        this.policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
                + "form-action 'self' " + gateOrigin + "; base-uri 'none'; frame-ancestors 'none'";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        if (secure) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        chain.doFilter(request, response);
    }
}
