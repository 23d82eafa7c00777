package vn.khue.launcher.cli;

/** The words after {@code khue} are not ones it knows; the message says which and where to read more. Exit code 64. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
