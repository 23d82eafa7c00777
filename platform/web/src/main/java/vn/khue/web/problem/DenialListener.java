package vn.khue.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.AccessDeniedException;

/** Hears of every act that was denied to a signed-in person. Must not throw: the denial stands in any case. */
@FunctionalInterface
public interface DenialListener {

    void denied(AccessDeniedException denial, HttpServletRequest request);
}
