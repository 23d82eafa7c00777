package vn.khue.signing.wallet;

/** The one exception of the credential endpoint: what was asked was not done. */
public final class WalletException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final WalletError error;

    /** @param why for whoever makes a wallet and for our log; ASCII without quotes (RFC 6749 section 5.2), no personal data */
    public WalletException(WalletError error, String why) {
        super(why);
        this.error = error;
    }

    public WalletError error() {
        return error;
    }
}
