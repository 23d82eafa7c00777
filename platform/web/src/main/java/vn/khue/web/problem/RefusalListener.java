package vn.khue.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import vn.khue.audit.event.EventKind;

/**
 * Hears of what was refused before any act began: input that breaks a limit, a token that is not good, a step-up that belongs to
 * nothing. Must not throw: the refusal stands in any case.
 */
@FunctionalInterface
public interface RefusalListener {

    /**
     * @param kind INPUT_REFUSED, TOKEN_REFUSED, STEP_UP_FAILED or ACCESS_DENIED
     * @param reason in the log's own words: A-Z, a-z, 0-9, underscore, hyphen
     */
    void refused(EventKind kind, String reason, HttpServletRequest request);
}
