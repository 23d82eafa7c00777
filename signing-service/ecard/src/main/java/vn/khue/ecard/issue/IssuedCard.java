package vn.khue.ecard.issue;

import vn.khue.ecard.credential.CardClaims;

/**
 * A card as signed. It counts once it is stored; do not hand it out before.
 *
 * @param claims as the code has them: the school's name may be shorter than was asked for, the photo's digest may be left out
 * @param cose COSE_Sign1 with tag 18
 */
public record IssuedCard(CardClaims claims, byte[] cose) {}
