package vn.khue.ecard.print;

import vn.khue.ecard.photo.CardPhoto;

/** What a card shows where the photo is. */
public sealed interface Portrait {
    /** The holder's photo. */
    record Photo(CardPhoto photo) implements Portrait {}

    /** A picture in its place, because nobody agreed to a photo or none is to be had; the card is no temporary one for that. */
    record Drawn(Avatar avatar) implements Portrait {}

    /** Nothing yet: an outline, and the words that say so. */
    record Missing() implements Portrait {}
}
