package vn.khue.signing.wallet;

import java.util.Locale;

/** Errors of the credential endpoint (OpenID4VCI 1.0 section 8.3.1) and of its access tokens (RFC 6750 section 3.1). */
public enum WalletError {
    /** There is no token at all; RFC 6750 section 3.1 gives no code then. */
    TOKEN_MISSING(401, ""),
    INVALID_TOKEN(401),
    INSUFFICIENT_SCOPE(403),
    INVALID_CREDENTIAL_REQUEST(400),
    UNKNOWN_CREDENTIAL_CONFIGURATION(400),
    UNKNOWN_CREDENTIAL_IDENTIFIER(400),
    INVALID_PROOF(400),
    INVALID_NONCE(400),
    INVALID_ENCRYPTION_PARAMETERS(400),
    CREDENTIAL_REQUEST_DENIED(400);

    private final int status;
    private final String code;

    WalletError(int status) {
        this.status = status;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    WalletError(int status, String code) {
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    /** As it stands in {@code error}; empty where there is none. */
    public String code() {
        return code;
    }

    /** Whether it is about the token, so that it is told in {@code WWW-Authenticate}. */
    boolean ofToken() {
        return this == TOKEN_MISSING || this == INVALID_TOKEN || this == INSUFFICIENT_SCOPE;
    }
}
