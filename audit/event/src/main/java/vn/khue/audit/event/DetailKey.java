package vn.khue.audit.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The closed vocabulary of an event's details. There is no key for a name, a birth date, a mail address, a citizen
 * number or a free comment, so that none of these can reach the log. {@link EventKind} says which key a kind may carry.
 */
public enum DetailKey {
    /** OIDC client or app that asked. */
    CLIENT,
    /** Authentication context reached or asked for: badge, password, mfa, sign. */
    ACR,
    /** How the person proved who they are: password, totp, passkey, badge. */
    METHOD,
    /** Machine-readable reason of a failure or refusal, never a sentence. */
    REASON,
    /** Keyed hash of the login name that was typed, where it belongs to nobody. */
    LOGIN_HASH,
    CREDENTIAL_TYPE,
    /** What was done: create, update, delete, action. */
    OPERATION,
    RESOURCE_TYPE,
    /** Path of an administrative resource, without a query. */
    RESOURCE_PATH,
    PROTOCOL,
    GRANT_TYPE,
    REDIRECT_HOST,
    REALM,
    /** Number of failures since the last success. */
    FAILURES,
    DOCUMENT_TYPE,
    /** Lower-case hex SHA-256 of the file as it was at the act. */
    FILE_SHA256,
    FILE_BYTES,
    PAGES,
    REGISTER,
    NUMBER,
    /** ISO date, Asia/Ho_Chi_Minh. */
    DATE,
    STEP,
    /** Khuê id of the person an act is meant for (the named signer, the recipient). */
    PERSON,
    /** Unit code of the position or the seal that acts. */
    POSITION,
    AUTHORISATION,
    /** PAdES level reached. */
    SIGNATURE_LEVEL,
    SIGNATURES,
    TIME_SOURCE,
    TRUST_CLASS,
    INDICATION,
    SUB_INDICATION,
    CERTIFICATE_SHA256,
    SERIAL,
    PROFILE,
    ISSUER,
    REVOCATION_REASON,
    IMAGE_SHA256,
    /** Of the list of what was given to a signer, page by page. */
    SHOWN_SHA256,
    ROUTE,
    RULE,
    /** Number of a roster run. */
    RUN,
    PERMISSION,
    /** Role code under which the actor acted. */
    ROLE,
    /** Which columns a reader filtered by, comma separated. */
    FILTER,
    FROM,
    TO,
    ROWS,
    /** Events of the same source and kind that were counted and not written since the last one. */
    SUPPRESSED,
    PERIOD_SECONDS,
    SEQUENCE,
    EVENT,
    /** How grave a rule calls what it found: informational, low, medium, high, critical. */
    LEVEL,
    FREE_BYTES,
    DAYS,
    VERSION,
    /** Name of a computer. */
    HOST,
    /** Names of attributes, comma separated; never a value. */
    ATTRIBUTES;

    private static final Map<String, DetailKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DetailKey::key, Function.identity()));

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The key as written in the event. */
    public String key() {
        return key;
    }

    public static Optional<DetailKey> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
