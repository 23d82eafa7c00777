package vn.khue.sso.wallet;

import java.time.Instant;
import java.util.UUID;

/**
 * An offer of a card to the wallet of one person, as the signing service wrote it down.
 *
 * @param offer its id
 * @param person Khuê id
 * @param uid the person's login name
 * @param end from when it may not be taken
 * @param codeHash keyed hash of the code that is told apart from the offer
 */
record PreAuthorizedCode(UUID offer, UUID person, String uid, Instant end, String codeHash) {}
