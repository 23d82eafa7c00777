package vn.khue.web.security;

import java.util.stream.Stream;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Why an access token opened nothing, in the log's words. */
enum TokenFault {
    /** There was none. */
    MISSING,
    /** It was genuine once; its time is over or has not begun. */
    EXPIRED,
    /** Not of this gate, or no token at all. */
    INVALID,
    /** Genuine, but for another app or another right. */
    OTHER_RIGHT;

    static TokenFault of(AuthenticationException failure) {
        if (!(failure instanceof OAuth2AuthenticationException)) {
            return MISSING;
        }
        boolean time = Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause)
                .limit(10)
                .filter(JwtValidationException.class::isInstance)
                .flatMap(each -> ((JwtValidationException) each).getErrors().stream())
                .anyMatch(error -> error.getDescription() != null
                        && (error.getDescription().startsWith("Jwt expired at")
                                || error.getDescription().startsWith("Jwt used before")));
        return time ? EXPIRED : INVALID;
    }
}
