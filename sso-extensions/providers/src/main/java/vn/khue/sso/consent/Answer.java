package vn.khue.sso.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody said last about one claim for one app. Immutable.
 *
 * @param by Khuê id of whoever said it
 * @param given yes, or no
 * @param purpose version of the text of the purpose it was said to, SHA-256 in hexadecimal
 */
record Answer(
        UUID person, String client, String claim, Side side, UUID by, boolean given, Instant at, String purpose) {}
