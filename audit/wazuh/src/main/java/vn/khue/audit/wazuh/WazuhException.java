package vn.khue.audit.wazuh;

/**
 * The one exception of this package: a setting cannot be used, or a call is one that Wazuh can never take. What Wazuh answers
 * is never an exception but a {@link Reply}. The message says what was expected, what was found and what to do; it holds
 * neither password nor token.
 */
public final class WazuhException extends RuntimeException {

    public WazuhException(String message) {
        super(message);
    }

    public WazuhException(String message, Throwable cause) {
        super(message, cause);
    }
}
