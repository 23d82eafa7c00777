package vn.khue.signing.cardoffice;

/** What a person may ask of the card office. Cards one by one are {@link vn.khue.signing.rights.SigningAction}'s. */
public enum OfficeAction {
    /** How many have a card, a photo: numbers, no names. */
    SEE_NUMBERS,
    /** Names, photos and cards. */
    SEE_PEOPLE,
    /** To take photos in and to remove them. */
    CHANGE_PHOTOS,
    /** To write down who agreed to a photo. */
    RECORD_CONSENT,
    /** All that is kept of one person. */
    EXPORT_PERSON,
    REQUEST_CARDS,
    /** The second of four eyes; also to refuse. */
    APPROVE_CARDS,
    /** To pause a batch, to resume it, and to try again what failed. */
    STEER_BATCH,
    /** To void the cards of a class or a school, or those whose holders left. */
    REQUEST_VOID,
    /** The second of four eyes; also to refuse. */
    APPROVE_VOID,
    PRINT,
    /** To tick who got the card. */
    HAND_OVER,
    /** Members of a unit's staff, their cards and what is on them. */
    SEE_STAFF,
    /** To put a key with a certificate for signing in onto somebody's card, or into a file for them. */
    PERSONALISE
}
