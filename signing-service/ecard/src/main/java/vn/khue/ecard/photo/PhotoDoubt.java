package vn.khue.ecard.photo;

/** Something about an accepted photograph that a person should look at before the card is printed. */
public enum PhotoDoubt {
    /** The middle, where the face is expected, is very dark. */
    TOO_DARK,
    /** The middle is very bright: skin has lost its drawing. */
    TOO_BRIGHT,
    /** Hardly any fine detail in the middle. */
    BLURRED,
    /** Much was cut off to come to 3:4, as from a picture taken lying. Look whether the head is in it. */
    MUCH_CUT
}
