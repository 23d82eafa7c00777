package vn.khue.sso.events;

import java.util.Optional;
import org.keycloak.events.EventType;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;

/** Which audit event a Keycloak event is. An act that has no kind of its own is recorded as a change, named by its operation. */
final class EventKinds {
    private EventKinds() {}

    /**
     * @param stepUp whether a second factor was tried, or the level of signing reached
     * @return empty for what is no act: a page reloaded, a token read, or the older of two names under which Keycloak tells one
     *     act twice
     */
    static Optional<EventKind> of(EventType type, boolean stepUp) {
        return switch (type) {
            case LOGIN -> Optional.of(stepUp ? EventKind.STEP_UP : EventKind.LOGIN);
            case LOGIN_ERROR -> Optional.of(stepUp ? EventKind.STEP_UP_FAILED : EventKind.LOGIN_FAILED);
            case IDENTITY_PROVIDER_LOGIN_ERROR, IDENTITY_PROVIDER_FIRST_LOGIN_ERROR ->
                Optional.of(EventKind.LOGIN_FAILED);
            case LOGOUT, LOGOUT_ERROR, USER_SESSION_DELETED, USER_SESSION_DELETED_ERROR ->
                Optional.of(EventKind.LOGOUT);
            case UPDATE_CREDENTIAL,
                    UPDATE_CREDENTIAL_ERROR,
                    REMOVE_CREDENTIAL,
                    REMOVE_CREDENTIAL_ERROR,
                    RESET_PASSWORD,
                    RESET_PASSWORD_ERROR -> Optional.of(EventKind.CREDENTIAL_CHANGED);
            case USER_DISABLED_BY_TEMPORARY_LOCKOUT, USER_DISABLED_BY_PERMANENT_LOCKOUT ->
                Optional.of(EventKind.ACCOUNT_LOCKED);
            case CODE_TO_TOKEN, REFRESH_TOKEN, CLIENT_LOGIN, TOKEN_EXCHANGE -> Optional.of(EventKind.TOKEN_ISSUED);
            case CODE_TO_TOKEN_ERROR,
                    REFRESH_TOKEN_ERROR,
                    CLIENT_LOGIN_ERROR,
                    TOKEN_EXCHANGE_ERROR,
                    INTROSPECT_TOKEN_ERROR,
                    VALIDATE_ACCESS_TOKEN_ERROR,
                    USER_INFO_REQUEST_ERROR -> Optional.of(EventKind.TOKEN_REFUSED);
            case UPDATE_PASSWORD,
                    UPDATE_PASSWORD_ERROR,
                    UPDATE_TOTP,
                    UPDATE_TOTP_ERROR,
                    REMOVE_TOTP,
                    REMOVE_TOTP_ERROR,
                    RESTART_AUTHENTICATION,
                    VALIDATE_ACCESS_TOKEN,
                    INTROSPECT_TOKEN,
                    USER_INFO_REQUEST -> Optional.empty();
            default -> Optional.of(EventKind.ADMIN_CHANGED);
        };
    }

    static Outcome outcome(EventType type, String error) {
        return error == null && !type.name().endsWith("_ERROR") ? Outcome.SUCCESS : Outcome.FAILURE;
    }
}
