package vn.khue.web.stepup;

import java.util.Locale;

/** Why a step-up or the use of an authorisation was refused. Texts: {@code khue.step-up.refused.NAME}. */
public enum Refusal {
    /** No such authorisation, or not of this person: the two look alike from outside. */
    UNKNOWN,
    /** The person has not authenticated for it. */
    NOT_AUTHORISED,
    /** Its time is over. */
    EXPIRED,
    /** It was used before. */
    ALREADY_USED,
    /** It was given for something else. */
    OTHER_PURPOSE,
    /** It was given for other documents. */
    OTHER_DOCUMENTS,
    /** The person turned back at Keycloak, or Keycloak refused. */
    CANCELLED,
    /** The answer does not belong to a request of this session: replayed, forged, or from another browser. */
    STRANGE_ANSWER,
    /** The ID token is not genuine, or not for this app and this request. */
    BAD_TOKEN,
    /** The token is genuine but its {@code acr} is not {@code sign}. */
    TOO_WEAK,
    /** The authentication is older than the request. */
    STALE,
    /** Somebody else authenticated. */
    OTHER_PERSON,
    /** Keycloak could not be asked. */
    UNREACHABLE;

    /** The name in addresses and in keys of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
