package vn.khue.pki.pkcs11;

/**
 * A Cryptoki function did not return CKR_OK. Stays in this package: the vault turns it into a new connection or into a
 * {@link vn.khue.pki.PkiException}.
 */
final class CryptokiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long value;

    CryptokiException(String function, long value) {
        this(value, function + " answered " + ReturnValue.name(value));
    }

    private CryptokiException(long value, String message) {
        super(message);
        this.value = value;
    }

    /** Some modules go on after their token was taken out and only find nothing in it any more. */
    static CryptokiException emptied() {
        return new CryptokiException(
                ReturnValue.DEVICE_REMOVED, "the token no longer finds the wrapping key that it had");
    }

    long value() {
        return value;
    }

    boolean is(long... values) {
        for (long one : values) {
            if (one == value) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a new connection may help: the token or the session, or what was known about its objects, is gone. The rest is
     * about the call itself and would come again.
     */
    boolean connectionLost() {
        return is(
                ReturnValue.SLOT_ID_INVALID,
                ReturnValue.GENERAL_ERROR,
                ReturnValue.FUNCTION_FAILED,
                ReturnValue.DEVICE_ERROR,
                ReturnValue.DEVICE_MEMORY,
                ReturnValue.DEVICE_REMOVED,
                ReturnValue.KEY_HANDLE_INVALID,
                ReturnValue.OBJECT_HANDLE_INVALID,
                ReturnValue.UNWRAPPING_KEY_HANDLE_INVALID,
                ReturnValue.WRAPPING_KEY_HANDLE_INVALID,
                ReturnValue.SESSION_CLOSED,
                ReturnValue.SESSION_HANDLE_INVALID,
                ReturnValue.TOKEN_NOT_PRESENT,
                ReturnValue.TOKEN_NOT_RECOGNIZED,
                ReturnValue.USER_NOT_LOGGED_IN,
                ReturnValue.CRYPTOKI_NOT_INITIALIZED);
    }
}
