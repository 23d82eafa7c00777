package vn.khue.sso.card;

import java.util.UUID;

/** What a certificate is worth. */
sealed interface CardVerdict {
    /**
     * Is good.
     *
     * @param person Khuê id in its subject
     */
    record Good(UUID person) implements CardVerdict {}

    /**
     * Is not.
     *
     * @param detail English, for the server's log: what was expected and found; names the certificate
     */
    record Refused(CardRefusal reason, String detail) implements CardVerdict {}
}
