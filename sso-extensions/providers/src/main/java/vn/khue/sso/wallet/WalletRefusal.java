package vn.khue.sso.wallet;

import org.keycloak.OAuthErrorException;

/** Why a wallet gets no token (OpenID4VCI 1.0 section 6.3), each with the error that it is told. The reason goes to the log. */
enum WalletRefusal {
    CODE_MISSING(OAuthErrorException.INVALID_REQUEST, "pre-authorized_code expected"),
    /** Section 6.3: a code was to be typed, and none came. */
    TX_CODE_MISSING(OAuthErrorException.INVALID_REQUEST, "tx_code expected"),
    OTHER_CLIENT(OAuthErrorException.INVALID_CLIENT, "the client of wallets expected"),
    CODE_FORGED(OAuthErrorException.INVALID_GRANT),
    CODE_EXPIRED(OAuthErrorException.INVALID_GRANT),
    CODE_USED(OAuthErrorException.INVALID_GRANT),
    TX_CODE_WRONG(OAuthErrorException.INVALID_GRANT),
    TOO_MANY_TRIES(OAuthErrorException.INVALID_GRANT),
    PERSON_NOT_ACTIVE(OAuthErrorException.INVALID_GRANT);

    private final String error;
    private final String description;

    /** One text for every grant that is none, so that nobody learns how near they are. */
    WalletRefusal(String error) {
        this(error, "an offer that may be taken, and its own code, expected");
    }

    WalletRefusal(String error, String description) {
        this.error = error;
        this.description = description;
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }
}
