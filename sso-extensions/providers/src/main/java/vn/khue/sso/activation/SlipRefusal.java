package vn.khue.sso.activation;

import java.util.Locale;

/** Why somebody does not get in by a slip. For the log; the page says one sentence. */
enum SlipRefusal {
    /** What was typed is no code, or no name. */
    SLIP_UNREADABLE,
    /** No slip for that name and code. */
    SLIP_UNKNOWN,
    SLIP_USED,
    SLIP_VOIDED,
    SLIP_EXPIRED,
    /** Too many wrong ones for that name, or from there. */
    SLIPS_WAIT,
    PERSON_NOT_ACTIVE,
    /** The browser belongs to another person, who was asked for the own password. */
    SOMEBODY_ELSE_SIGNED_IN;

    /** As the log names it. */
    String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}
