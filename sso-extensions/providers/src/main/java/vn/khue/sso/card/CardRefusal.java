package vn.khue.sso.card;

import java.util.Locale;

/** Why somebody does not get in by a card. For the log; the page says one sentence. */
enum CardRefusal {
    /** The browser presented no certificate, or a header that no trusted proxy sent. */
    CARD_MISSING,
    /** What was presented is no certificate, or larger than any honest one. */
    CARD_UNREADABLE,
    /** No path to a trusted certificate, or one that breaks a rule of RFC 5280. */
    CARD_NOT_TRUSTED,
    /** Of another kind: not made for signing in, or not under the policy for it. */
    CARD_WRONG_KIND,
    CARD_NOT_YET_VALID,
    CARD_EXPIRED,
    CARD_REVOKED,
    CARD_SUSPENDED,
    /** Whether it was revoked could not be learnt: the status service is away, or its answers are too old. */
    CARD_STATUS_UNKNOWN,
    /** The directory knows nobody of that Khuê id. */
    CARD_OF_NOBODY,
    PERSON_NOT_ACTIVE,
    /** The browser belongs to another person, who was asked to prove again who they are. */
    SOMEBODY_ELSE_SIGNED_IN,
    /** Too many wrong tries for that person from there. */
    CARD_WAITS,
    DIRECTORY_AWAY,
    /** No trusted certificates are set, or they cannot be used. */
    CARD_OFF;

    /** As the log names it. */
    String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}
