package vn.khue.sso.server;

/** The one exception of our providers. Its message says what was expected, what was found and what to do; never a secret. */
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProviderException(String message) {
        super(message);
    }

    public ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
