package vn.khue.launcher;

/**
 * What stopped the launcher. The message is meant for the person at the terminal: it says what was expected, what was
 * found and what to do, in that person's language.
 */
public final class LauncherException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LauncherException(String message) {
        super(message);
    }

    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
