package vn.khue.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * The one thing to do after a failure.
 *
 * @param href a path of this app
 * @param words key of the button's text
 */
public record NextStep(String href, String words) {

    private static final HttpSessionRequestCache WANTED = new HttpSessionRequestCache();

    /**
     * Whoever lost their session goes on where they were, whoever could not get in asks again for the page they wanted, and whoever sent
     * something goes back to where they sent it from.
     */
    static NextStep after(ProblemKind kind, HttpServletRequest request) {
        return switch (kind.code()) {
            case "session-expired" -> new NextStep(left(request).orElse("/"), "khue.problem.login-again");
            case "login-failed", "login-needed" -> new NextStep(wanted(request), "khue.problem.login-again");
            case "gate-unreachable", "rights-unknown", "unavailable" ->
                new NextStep(sent(request).orElseGet(() -> wanted(request)), "khue.problem.retry");
            default ->
                sent(request)
                        .map(page -> new NextStep(page, "khue.problem.back"))
                        .orElse(new NextStep("/", "khue.problem.home"));
        };
    }

    /** The page with the form that was sent: only one of this app, and only its path. */
    private static Optional<String> left(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Referer"))
                .flatMap(NextStep::address)
                .filter(page -> request.getServerName().equalsIgnoreCase(page.getHost())
                        && request.getServerPort() == port(page)
                        && request.getScheme().equals(page.getScheme()))
                .map(NextStep::local);
    }

    /** What was sent from a page can be sent again from there, unless that page is the failure itself. */
    private static Optional<String> sent(HttpServletRequest request) {
        return "POST".equals(request.getMethod())
                ? left(request).filter(page -> !page.equals(path(request)))
                : Optional.empty();
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
    }

    private static String wanted(HttpServletRequest request) {
        return Optional.ofNullable(WANTED.getRequest(request, null))
                .map(SavedRequest::getRedirectUrl)
                .flatMap(NextStep::address)
                .map(NextStep::local)
                .orElse("/");
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(address -> address.getRawPath() != null);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Two slashes at the beginning would be another site's address. */
    private static String local(URI page) {
        String path = "/" + page.getRawPath().replaceFirst("^/+", "");
        return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
    }

    private static int port(URI page) {
        if (page.getPort() != -1) {
            return page.getPort();
        }
        return "https".equals(page.getScheme()) ? 443 : 80;
    }
}
