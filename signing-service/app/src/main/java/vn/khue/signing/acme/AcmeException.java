package vn.khue.signing.acme;

import java.util.Optional;
import vn.khue.signing.refusal.SigningException;

/** The one exception of the ACME server: what was asked was not done. The text for people is the bundle's. */
public final class AcmeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AcmeError error;
    private final String location;

    /** @param why for our log; no personal data */
    public AcmeException(AcmeError error, String why) {
        super(error + ": " + why);
        this.error = error;
        this.location = "";
    }

    /** @param refused whose text for people says more */
    public AcmeException(AcmeError error, SigningException refused) {
        super(error + ": " + refused.getMessage(), refused);
        this.error = error;
        this.location = "";
    }

    private AcmeException(AcmeError error, String why, String location) {
        super(error + ": " + why);
        this.error = error;
        this.location = location;
    }

    /** Names the account that has the key (RFC 8555 section 7.3.5). */
    static AcmeException keyTaken(String account) {
        return new AcmeException(AcmeError.KEY_TAKEN, "a key of no other account expected", account);
    }

    public AcmeError error() {
        return error;
    }

    /** Address for the header Location. */
    Optional<String> location() {
        return location.isEmpty() ? Optional.empty() : Optional.of(location);
    }

    /** What the office said, where it was the office that refused. */
    Optional<SigningException> refused() {
        return Optional.ofNullable((SigningException) getCause());
    }
}
