package vn.khue.pki.pkcs11;

import vn.khue.pki.keystore.VaultState;

/** No connection to the token could be made. Stays in this package. */
final class TokenUnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final VaultState.Reason reason;

    TokenUnusableException(VaultState.Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    TokenUnusableException(VaultState.Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    VaultState.Reason reason() {
        return reason;
    }
}
