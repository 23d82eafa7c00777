package vn.khue.sso.nationalid;

import java.util.Locale;
import org.keycloak.broker.provider.IdentityBrokerException;
import vn.khue.sso.federation.DirectoryAway;

/** Why a login by the national identity provider is refused. For the log; the page says one sentence to all. */
enum NationalIdRefusal {
    /** Signature, issuer, audience, time, nonce or answer of the provider are not as they must be. */
    NOT_PROVEN,
    /** The provider does not say that it has verified the number. */
    NOT_VERIFIED,
    /** The claim is missing, or is no citizen number. */
    NO_NUMBER,
    /** Nobody in the directory bears that number. */
    NOBODY,
    NOT_ACTIVE,
    /** The provider's account is linked to somebody else than the one who bears the number today. */
    ANOTHER_PERSON,
    /** Somebody who is signed in wants to add the provider's account to the own one: the number alone decides that. */
    LINKED_BY_HAND,
    /** Too many wrong passwords from there. */
    WAITS,
    /** Nobody could be asked who bears the number; the page says so. */
    DIRECTORY_AWAY;

    /** Key of the sentence that the page shows. */
    static final String MESSAGE = "nationalIdRefusedMessage";

    /** As the log names it. */
    String reason() {
        return "national_id_" + name().toLowerCase(Locale.ROOT);
    }

    /** Without a cause: what Keycloak says of a failure may quote the provider's answer, and so the number. */
    IdentityBrokerException asException() {
        return new IdentityBrokerException(reason())
                .withMessageCode(this == DIRECTORY_AWAY ? DirectoryAway.MESSAGE : MESSAGE);
    }
}
