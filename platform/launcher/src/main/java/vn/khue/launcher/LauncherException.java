package vn.khue.launcher;

/**
 * What stopped the launcher. The message is meant for the person at the terminal: it says what was expected, what was
 * found and what to do, in that person's language.
 */
public final class LauncherException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int UNREADABLE = 65;

    private final int exitCode;

    public LauncherException(String message) {
        this(message, null);
    }

    public LauncherException(String message, Throwable cause) {
        this(message, cause, FAILED);
    }

    private LauncherException(String message, Throwable cause, int exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /**
     * A file that somebody named is not there or does not hold what it should (EX_DATAERR of sysexits.h).
     *
     * @param message names the file
     */
    public static LauncherException unreadable(String message, Throwable cause) {
        return new LauncherException(message, cause, UNREADABLE);
    }

    /** With which code the process ends: 65 for an unreadable file, else 1. */
    public int exitCode() {
        return exitCode;
    }
}
