package vn.khue.audit.app.response;

import java.util.Optional;

/** How a card or a certificate stands, by the word of the signing service. */
enum HoldState {
    VALID,
    /** By an officer, in answer to an alert. */
    HELD,
    /** By somebody else, such as a card that was reported lost: not an officer's to end. */
    SUSPENDED,
    /** Revoked or replaced, for ever. */
    OVER,
    /** No such card or certificate. */
    UNKNOWN,
    /** This officer may not look. */
    DENIED,
    /** The signing service did not answer, or not as agreed: nobody knows. */
    AWAY,
    /** The officer's own login is over. */
    LOGIN_OVER;

    /** What can be done about it now; where nobody knows how it stands, nothing is refused beforehand. */
    public Optional<HoldAct> next() {
        return switch (this) {
            case VALID, AWAY -> Optional.of(HoldAct.SUSPEND);
            case HELD -> Optional.of(HoldAct.RELEASE);
            case SUSPENDED, OVER, UNKNOWN, DENIED, LOGIN_OVER -> Optional.empty();
        };
    }
}
