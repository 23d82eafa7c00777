package vn.khue.web.login;

import org.springframework.security.core.AuthenticationException;

/** The login service (Keycloak) could not be asked, or answered nonsense. The person can only try again later. */
public final class GateUnreachableException extends AuthenticationException {

    public GateUnreachableException(String message) {
        super(message);
    }

    public GateUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
