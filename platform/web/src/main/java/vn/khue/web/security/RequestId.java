package vn.khue.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names each request with a UUID: in the log ({@code %X{request}}), in the answer's header {@code X-Request-Id}, on every
 * error page. What a caller sends under that name is not believed.
 */
public final class RequestId extends OncePerRequestFilter {

    private static final String ATTRIBUTE = RequestId.class.getName();

    /** This request's id. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        String id = UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = of(request);
        response.setHeader("X-Request-Id", id);
        try (MDC.MDCCloseable closing = MDC.putCloseable("request", id)) {
            chain.doFilter(request, response);
        }
    }
}
