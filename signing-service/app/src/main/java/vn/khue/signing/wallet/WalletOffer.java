package vn.khue.signing.wallet;

import java.time.Instant;
import java.util.UUID;
import vn.khue.ecard.credential.CardId;

/**
 * What a wallet may take within some minutes.
 *
 * @param uid login name of the holder, by which the gate knows them
 * @param madeBy the holder, or an officer
 * @param codeHash keyed hash of the code that is told apart from the offer
 */
public record WalletOffer(
        UUID id, CardId card, UUID person, String uid, UUID madeBy, Instant madeAt, Instant expires, String codeHash) {}
