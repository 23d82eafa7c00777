package vn.khue.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.ModelAndView;

/** Says when to come again to whoever is told that there is too much to do (RFC 9110, 10.2.3 and 15.6.4). */
public final class RetryAfter {

    /** What is heavy here takes at most a minute; half of that is a fair guess. */
    private static final String SECONDS = "30";

    private RetryAfter() {}

    /** With a status of 503 and nothing else. */
    public static void tell(int status, HttpServletResponse response) {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        }
    }

    static void tell(ModelAndView answer, HttpServletResponse response) {
        if (answer.getStatus() != null) {
            tell(answer.getStatus().value(), response);
        }
    }
}
