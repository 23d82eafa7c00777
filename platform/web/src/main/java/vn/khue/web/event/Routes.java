package vn.khue.web.event;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

/** Names what was asked for by its pattern and not by its path, which may hold ids that the person should not even have tried. */
final class Routes {

    private Routes() {}

    static String of(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + " " + (pattern == null ? "unmapped" : pattern);
    }
}
