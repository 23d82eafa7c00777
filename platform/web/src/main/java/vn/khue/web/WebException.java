package vn.khue.web;

/**
 * The one exception of this library. The message says what was expected, what was found and what to do; it is for the
 * operator's log and carries no personal data. What a person reads comes from {@link vn.khue.web.problem.ProblemMap}.
 */
public final class WebException extends RuntimeException {

    public WebException(String message) {
        super(message);
    }

    public WebException(String message, Throwable cause) {
        super(message, cause);
    }
}
