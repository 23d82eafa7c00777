package vn.khue.ecard.credential;

/**
 * Where a card's status stands (draft-ietf-oauth-status-list section 6).
 *
 * @param index in the list, from 0; whether the list has it is found when it is looked up
 * @param uri of the list, which says the same of itself
 */
public record StatusReference(long index, String uri) {}
